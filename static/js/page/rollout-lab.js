// The rollout lab: starts it on the server and shows its progress as it comes,
// one JSON object a line.

/**
 * @typedef {import("../wire.js").LabCounts} LabCounts
 * @typedef {import("../wire.js").LabProgress} Progress
 * @typedef {import("../wire.js").LabSummary} Summary
 * @typedef {import("../wire.js").LabLine} LabLine
 */
import { announce } from "./announcer.js";

/** @param {HTMLElement} section */
export function mount(section) {
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
      const response = await fetch(`/lab/rollout?part&drain=${drain ? "on" : "off"}&rate=${rate.value}`, { method: "POST" });
      if (!response.ok || !response.body) throw new Error(await response.text());
      await lines(response.body, (line) => show(JSON.parse(line)));
    } catch (error) {
      say(error instanceof TypeError ? "The server cannot be reached." : String(/** @type {Error} */ (error).message), "error");
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
  const show = (/** @type {LabLine} */ line) => {
    if (line.error) return say(line.error, "error");
    if (line.progress) return draw(line.progress);
    const s = /** @type {Summary} */ (line.summary);
    const lost = total(s.failed);
    const why = Object.entries(s.reasons ?? {}).map(([reason, n]) => `${n} ${reason}`).join(", ");
    say(`${s.drain ? "With" : "Without"} draining: ${s.sent} requests, ${total(s.ok)} answered (${s.ok.v1} by v1, ${s.ok.v2} by v2), ` +
      `${lost} lost${why ? ` (${why})` : ""}. Half were answered within ${Math.round(s.p50Ms)} ms, 99 % within ${Math.round(s.p99Ms)} ms.`);
  };
  const draw = (/** @type {Progress} */ p) => {
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

const total = (/** @type {LabCounts} */ b) => b.v1 + b.v2 + b.other;

/** Calls f with each line of a stream. */
async function lines(/** @type {ReadableStream<Uint8Array>} */ stream, /** @type {(line: string) => void} */ f) {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const whole = rest.split("\n");
    rest = done ? "" : (whole.pop() ?? "");
    whole.filter(Boolean).forEach(f);
    if (done) return;
  }
}
