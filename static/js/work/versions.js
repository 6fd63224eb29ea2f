// The notice shown when two tabs, or a file and the browser, have different
// versions of a text, with buttons to choose one. Nothing is discarded before
// the learner chooses.
import { button } from "../page/button.js";

/**
 * Keeps a text in step with other tabs: shows what they write, and asks the
 * learner if both have changed it.
 * @param {HTMLElement} element what the question is put below
 * @param {import("./texts.js").Texts} texts
 * @param {string} name of the text
 * @param {{label: string, own?: boolean, announce: import("../page/announcer.js").Announce, show: (text: string | null) => void, put: (text: string) => void, focus: () => void}} reader its label in
 *   a sentence; own: there is no text of the lesson's; show displays another tab's text, null being the lesson's own; put keeps a text as if typed
 */
export function followVersions(element, texts, name, reader) {
  /** This tab's text at the time another tab restored the lesson's own. */
  let lost = "";
  /** @type {HTMLElement | null} */
  let notice = null;

  const settle = (/** @type {() => void} */ choose) => () => {
    choose();
    lost = "";
    draw();
    reader.focus();
  };

  const draw = () => {
    const other = texts.others(name)[0];
    const before = notice?.dataset.what;
    const what = other ? `${other.item.version} ${other.kept.text}` : lost && "reset";
    if (what === (before ?? "")) return;
    notice?.remove();
    notice = null;
    if (!what) return;
    const ours = texts.get(name) !== undefined;
    notice = other
      ? ask(`There is another version of ${reader.label}, from ${source(other.item.version)}. Both are kept until you choose.`, other.kept.text,
        button(ours ? "Keep mine" : "Keep this one", `${ours ? "Keep mine" : "Keep this one"}: the version of ${reader.label} shown here`, settle(() => texts.keepMine(name))),
        button("Take the other", `Take the other: version of ${reader.label}`, settle(() => texts.takeOther(name))))
      : ask(reader.own ? "Another tab has emptied this cell." : `Another tab restored the lesson's own text of ${reader.label}.`, lost,
        button("Restore mine", `Restore mine: your version of ${reader.label}`, settle(() => reader.put(lost))),
        button("Leave it", reader.own ? "Leave it empty" : `Leave it: the lesson's own text of ${reader.label}`, settle(() => {})));
    notice.dataset.what = what;
    element.append(notice);
    if (!before) reader.announce(notice.querySelector("p")?.textContent ?? "");
  };

  texts.follow(name, {
    changed: (text, mine) => {
      lost = mine ?? "";
      reader.show(text);
    },
    told: draw,
  });
}

function source(/** @type {string | undefined} */ version) {
  return version?.startsWith("file-") ? "a file you imported" : version === "old" ? "an earlier visit" : "another tab";
}

/** A question about a text, with the text in a closed details element. */
export function ask(/** @type {string} */ question, /** @type {string} */ text, /** @type {HTMLButtonElement[]} */ ...buttons) {
  const notice = document.createElement("div");
  notice.className = "notice versions";
  const p = document.createElement("p");
  p.textContent = question;
  const details = document.createElement("details");
  details.append(Object.assign(document.createElement("summary"), { textContent: "Show it" }));
  const pre = Object.assign(document.createElement("pre"), { className: "text", tabIndex: 0, textContent: text });
  pre.setAttribute("role", "group");
  pre.setAttribute("aria-label", "the other version");
  details.append(pre);
  const bar = document.createElement("div");
  bar.className = "bar";
  bar.append(...buttons);
  notice.append(p, details, bar);
  return notice;
}
