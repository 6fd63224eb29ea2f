// Animations: play, pause, step and scrub. The page contains one frame; the rest
// are fetched in one request when first needed.

/** @typedef {import("./cell.js").Page} Page */

/** Seconds a whole animation should take; single frames stay within limits. */
const wholeSeconds = 9;
const fastest = 90;
const slowest = 700;

/**
 * @param {HTMLElement} section the cell
 * @param {() => URLSearchParams} query the cell's inputs
 * @param {Page} page
 */
export function mountPlayers(section, query, page) {
  for (const animation of section.querySelectorAll(".animation:not([data-mounted])")) {
    /** @type {HTMLElement} */ (animation).dataset.mounted = "";
    mountPlayer(/** @type {HTMLElement} */ (animation), section, query, page);
  }
}

function mountPlayer(/** @type {HTMLElement} */ animation, /** @type {HTMLElement} */ section, /** @type {() => URLSearchParams} */ query,
  /** @type {Page} */ { compute, address, announce, site }) {
  const part = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (animation.querySelector(selector));
  const frame = part(".frame");
  const scrub = /** @type {HTMLInputElement} */ (part(".player input"));
  const count = Number(animation.dataset.count);
  const index = [...section.querySelectorAll(".animation")].indexOf(animation);
  const pace = Math.min(slowest, Math.max(fastest, (wholeSeconds * 1000) / count));
  /** @type {Promise<DocumentFragment[]> | null} */
  let frames = null;
  let timer = 0;

  const load = () => {
    frames ??= fetchFrames().catch((error) => {
      frames = null; // the next attempt fetches again
      throw error;
    });
    return frames;
  };
  const fetchFrames = async () => {
    const answer = await compute.cell(section, query(), true);
    if (!answer) throw new Error("a newer question took its place");
    const same = answer.root.querySelectorAll(".animation")[index];
    return [...same.querySelectorAll("template.later")].map((t) => /** @type {HTMLTemplateElement} */ (t).content);
  };

  const show = async (/** @type {number} */ i) => {
    scrub.value = String(i);
    part(".player output").textContent = `${scrub.value} / ${count - 1}`;
    try {
      const all = await load();
      if (animation.isConnected) frame.replaceChildren(all[Number(scrub.value)].cloneNode(true));
    } catch {
      if (timer) pause();
      trouble(`${site.away} The figure shows an earlier frame.`);
    }
  };
  const trouble = (/** @type {string} */ text) => {
    frame.querySelector(".trouble")?.remove();
    const p = document.createElement("p");
    p.className = "error trouble";
    p.textContent = text;
    frame.prepend(p);
  };
  /** The reader has stopped at a frame: announces it and stores it in the address. */
  const settle = () => {
    announce([...frame.querySelectorAll(".say, .trouble")].map((p) => p.textContent).join(" "));
    const params = query();
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (section.querySelectorAll("[data-default]"))) {
      if (params.get(input.name) === input.dataset.default) params.delete(input.name);
    }
    address.remember(section.dataset.cell ?? "", params.toString());
  };

  const pause = () => {
    clearTimeout(timer);
    timer = 0;
    setButton("▶", "Play");
    settle();
  };
  const play = () => {
    setButton("❚❚", "Pause");
    if (Number(scrub.value) >= count - 1) show(0);
    const tick = async () => {
      if (!animation.isConnected) return;
      const mine = timer;
      await show(Number(scrub.value) + 1);
      if (timer !== mine) return; // paused while the frames were loading
      if (Number(scrub.value) >= count - 1) return pause();
      timer = setTimeout(tick, pace);
    };
    timer = setTimeout(tick, pace);
  };
  const setButton = (/** @type {string} */ text, /** @type {string} */ label) => {
    part(".play").textContent = text;
    part(".play").setAttribute("aria-label", label);
  };
  const step = async (/** @type {number} */ by) => {
    if (timer) pause();
    await show(Math.min(count - 1, Math.max(0, Number(scrub.value) + by)));
    settle();
  };

  for (const button of animation.querySelectorAll(".player button")) /** @type {HTMLElement} */ (button).hidden = count < 2;
  part(".play").addEventListener("click", () => (timer ? pause() : play()));
  part(".back").addEventListener("click", () => step(-1));
  part(".forward").addEventListener("click", () => step(1));
  scrub.addEventListener("input", () => {
    if (timer) pause();
    show(Number(scrub.value));
  });
  scrub.addEventListener("change", settle);
}
