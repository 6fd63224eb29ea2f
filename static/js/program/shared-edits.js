// A link that brings edits: the reader sees what they are and decides. Until
// then theirs are in the browser's storage, untouched, and the link's stay in
// the address.
import { button } from "../page/button.js";
import { changesButton } from "../editor/changes.js";
import { Unreadable, holdsEdits, unpack } from "./share-link.js";

/**
 * @typedef {import("./listing.js").EditableListing} EditableListing
 * @typedef {import("./edit-bar.js").EditBar} EditBar
 */

/**
 * @param {Map<string, EditableListing>} listings
 * @param {EditBar} editBar
 * @param {() => void} run
 * @param {import("../page/announcer.js").Announce} announce
 */
export function offerSharedEdits(listings, editBar, run, announce) {
  const look = async () => {
    if (!holdsEdits(location.hash)) return;
    try {
      consider(await unpack(location.hash));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      editBar.say(`${error.message} Your own edits are unchanged.`);
      forget();
    }
  };

  const consider = (/** @type {Map<string, string>} */ texts) => {
    const changes = [...texts].flatMap(([name, text]) => {
      const listing = listings.get(name);
      return listing && listing.text !== text ? [{ listing, text, mine: listing.text }] : [];
    });
    const missing = [...texts.keys()].filter((name) => !listings.has(name));
    if (!changes.length) {
      editBar.say(missing.length ? "The changes in this link are for code that this page does not have." : "You already have the changes from this link.");
      return forget();
    }
    ask(changes, missing.length);
  };

  /** @param {{listing: EditableListing, text: string, mine: string}[]} changes */
  const ask = (changes, /** @type {number} */ missing) => {
    const own = changes.filter(({ listing, mine }) => mine !== listing.original);
    const one = changes.length === 1;
    const place = document.createElement("div");
    const question = paragraph([
      `This link contains ${many(changes.length)}: ${list(changes)}.`,
      own.length ? `You have changed ${list(own)} yourself; your version is kept until you decide.` : "",
      missing ? `${many(missing)} more for code that this page does not have.` : "",
    ]);
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.append(
      Object.assign(labelled(one ? "Use it" : "Use them", "the changes from the link", () => {
        for (const { listing, text } of changes) listing.use(text);
        done();
        if (own.length) setAside(own);
        run();
      }), { className: "run" }),
      labelled(own.length ? "Keep mine" : one ? "Ignore it" : "Ignore them", "ignore the changes from the link", () => {
        done();
        editBar.say("The changes from the link were not applied.");
      }),
      changesButton(one ? "What it changes" : "What they change", `${one ? "What it changes" : "What they change"}, line by line`, place,
        () => changes.map(({ listing, text, mine }) => ({ name: listing.title, before: mine, after: text }))).toggle,
    );
    editBar.offer(question, bar, place);
    announce(question.textContent ?? "");
  };

  /** The reader's own in place of which the link's came can still be had back. */
  const setAside = (/** @type {{listing: EditableListing, mine: string}[]} */ own) => {
    editBar.offer(paragraph([`Your own ${list(own)} is set aside until you leave the page.`]),
      labelled("Restore mine", `your own ${list(own)}`, () => {
        for (const { listing, mine } of own) listing.use(mine);
        editBar.offer();
        run();
      }),
      Object.assign(labelled("Discard mine", "keep only the changes from the link", () => editBar.offer()), { className: "quiet" }));
  };

  const done = () => {
    editBar.offer();
    forget();
  };

  look();
  addEventListener("hashchange", look);
}

/** Takes the edits out of the address: they are dealt with. */
const forget = () => history.replaceState(history.state, "", location.pathname + location.search);

const many = (/** @type {number} */ n) => (n === 1 ? "1 change" : `${n} changes`);

const list = (/** @type {{listing: EditableListing}[]} */ changes) => new Intl.ListFormat("en").format(changes.map(({ listing }) => listing.title));

/** A button whose label says more than its text. */
const labelled = (/** @type {string} */ text, /** @type {string} */ more, /** @type {() => void} */ press) => button(text, `${text}: ${more}`, press);

function paragraph(/** @type {string[]} */ sentences) {
  const p = document.createElement("p");
  p.textContent = sentences.filter(Boolean).join(" ");
  return p;
}
