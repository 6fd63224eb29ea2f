// The rollout lab: runs on the server, which sends progress as one JSON object
// per line.
import { Refused } from "../api/http.js";

/**
 * @param {HTMLElement} section
 * @param {{api: import("../api.js").Api, site: import("./site.js").Site, announce: import("./announcer.js").Announce}} page
 */
export function mount(section, { api, site, announce }) {
  const form = /** @type {HTMLFormElement} */ (section.querySelector("form"));
  const outputs = /** @type {HTMLElement} */ (section.querySelector("[data-lab-output]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  const rate = /** @type {HTMLInputElement} */ (form.querySelector("[name=rate]"));
  rate.addEventListener("input", () => {
    /** @type {HTMLElement} */ (form.querySelector("output")).textContent = rate.value;
  });

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    button.disabled = true;
    const drain = /** @type {HTMLInputElement} */ (form.querySelector("[name=drain]")).checked;
    try {
      await api.lab({ drain, rate: rate.value }, show);
    } catch (error) {
      say(error instanceof Refused ? error.message : site.away, "error");
    }
    button.disabled = false;
  });

  const say = (/** @type {string} */ text, kind = "say") => {
    const p = document.createElement("p");
    p.className = kind;
    p.textContent = text;
    outputs.append(p);
    announce(text);
  };
  const show = (/** @type {import("../wire.js").LabLine} */ line) => {
    if (line.error) return say(line.error, "error");
    if (line.progress) return draw(line.progress);
    const s = line.summary;
    if (!s) return;
    const lost = total(s.failed);
    const why = Object.entries(s.reasons ?? {}).map(([reason, n]) => `${n} ${reason}`).join(", ");
    say(`${s.drain ? "With" : "Without"} draining: ${s.sent} requests, ${total(s.ok)} answered (${s.ok.v1} by v1, ${s.ok.v2} by v2), ` +
      `${lost} lost${why ? ` (${why})` : ""}. Half were answered within ${Math.round(s.p50Ms)} ms, 99 % within ${Math.round(s.p99Ms)} ms.`);
  };
  const draw = (/** @type {import("../wire.js").LabProgress} */ p) => {
    const list = document.createElement("ul");
    list.className = "replicas";
    for (const r of p.replicas) {
      const item = document.createElement("li");
      item.className = r.state;
      const name = document.createElement("b");
      name.textContent = r.name;
      item.append(name, r.state);
      list.append(item);
    }
    const counts = document.createElement("p");
    counts.className = "say";
    const lost = total(p.failed);
    counts.textContent = `${(p.elapsedMs / 1000).toFixed(1)} s: ${p.phase}. ${p.sent} sent, ${total(p.ok)} answered, `;
    const failed = document.createElement("span");
    failed.className = lost ? "failed" : "";
    failed.textContent = `${lost} lost`;
    counts.append(failed, ".");
    outputs.replaceChildren(list, counts);
  };
}

const total = (/** @type {import("../wire.js").LabCounts} */ b) => b.v1 + b.v2 + b.other;
