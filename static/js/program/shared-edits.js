// A link that brings edits: the reader sees what they are and decides. Until
// then theirs are in the browser's storage, untouched, and the link's stay in
// the address.
import { announce } from "../page/announcer.js";
import { button } from "../page/button.js";
import { changesButton } from "../editor/changes.js";
import { Unreadable, holdsEdits, unpack } from "./share-link.js";

/**
 * @typedef {import("./listing.js").Desk} Desk
 * @typedef {ReturnType<typeof import("./edit-bar.js").makeBench>} Bench
 */

/**
 * @param {Map<string, Desk>} desks
 * @param {Bench} bench
 * @param {() => void} run
 */
export function mountOffer(desks, bench, run) {
  const look = async () => {
    if (!holdsEdits(location.hash)) return;
    try {
      consider(await unpack(location.hash));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      bench.say(`${error.message} Your own edits are as they were.`);
      forget();
    }
  };

  const consider = (/** @type {Map<string, string>} */ texts) => {
    const changes = [...texts].flatMap(([name, text]) => {
      const desk = desks.get(name);
      return desk && desk.text !== text ? [{ desk, text, mine: desk.text }] : [];
    });
    const missing = [...texts.keys()].filter((name) => !desks.has(name));
    if (!changes.length) {
      bench.say(missing.length ? "The changes in this link are for code that this page does not have." : "You have the changes of this link already.");
      return forget();
    }
    ask(changes, missing.length);
  };

  /** @param {{desk: Desk, text: string, mine: string}[]} changes */
  const ask = (changes, /** @type {number} */ missing) => {
    const own = changes.filter(({ desk, mine }) => mine !== desk.original);
    const one = changes.length === 1;
    const place = document.createElement("div");
    const question = paragraph([
      `This link brings ${many(changes.length)}: ${list(changes)}.`,
      own.length ? `You have changed ${list(own)} yourself; yours is kept until you decide.` : "",
      missing ? `${many(missing)} more for code that this page does not have.` : "",
    ]);
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.append(
      Object.assign(labelled(one ? "Use it" : "Use them", "the changes of the link", () => {
        for (const { desk, text } of changes) desk.use(text);
        done();
        if (own.length) setAside(own);
        run();
      }), { className: "run" }),
      labelled(own.length ? "Keep mine" : one ? "Leave it" : "Leave them", "do not use the changes of the link", () => {
        done();
        bench.say("The changes of the link were not used.");
      }),
      changesButton(one ? "What it changes" : "What they change", `${one ? "What it changes" : "What they change"}, line by line`, place,
        () => changes.map(({ desk, text, mine }) => ({ name: desk.title, before: mine, after: text }))).toggle,
    );
    bench.offer(question, bar, place);
    announce(question.textContent ?? "");
  };

  /** The reader's own in place of which the link's came can still be had back. */
  const setAside = (/** @type {{desk: Desk, mine: string}[]} */ own) => {
    bench.offer(paragraph([`Your own ${list(own)} is set aside until you leave the page.`]),
      labelled("Bring mine back", `your own ${list(own)}`, () => {
        for (const { desk, mine } of own) desk.use(mine);
        bench.offer();
        run();
      }),
      Object.assign(labelled("Let it go", "keep the changes of the link only", () => bench.offer()), { className: "quiet" }));
  };

  const done = () => {
    bench.offer();
    forget();
  };

  look();
  addEventListener("hashchange", look);
}

/** Takes the edits out of the address: they are dealt with. */
const forget = () => history.replaceState(history.state, "", location.pathname + location.search);

const many = (/** @type {number} */ n) => (n === 1 ? "1 change" : `${n} changes`);

const list = (/** @type {{desk: Desk}[]} */ changes) => new Intl.ListFormat("en").format(changes.map(({ desk }) => desk.title));

/** A button whose label says more than its text. */
const labelled = (/** @type {string} */ text, /** @type {string} */ more, /** @type {() => void} */ press) => button(text, `${text}: ${more}`, press);

function paragraph(/** @type {string[]} */ sentences) {
  const p = document.createElement("p");
  p.textContent = sentences.filter(Boolean).join(" ");
  return p;
}
