// A link that contains edits: the reader sees what they change and decides.
// Until then the reader's own stay in the browser's storage, untouched, and the
// link's stay in the address.
import { button } from "../page/button.js";
import { changesButton } from "../editor/changes.js";
import { Unreadable, unpack } from "./share-link.js";

/**
 * @typedef {import("./listing.js").EditableListing} EditableListing
 * @typedef {import("./edit-bar.js").EditBar} EditBar
 */

/**
 * @param {Map<string, EditableListing>} listings
 * @param {EditBar} editBar
 * @param {import("../page/announcer.js").Announce} announce
 * @param {(cells: import("./share-link.js").Cell[]) => void} addCells puts cells of somebody else's on the page
 * @returns {() => Promise<void>} asks about the edits that the address holds
 */
export function sharedEdits(listings, editBar, announce, addCells) {
  const checkAddress = async () => {
    try {
      review(await unpack(location.hash));
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      editBar.say(`${error.message} Your own edits are unchanged.`);
      clearLink();
    }
  };

  const review = (/** @type {import("./share-link.js").Shared} */ { texts, cells }) => {
    const changes = [...texts].flatMap(([name, text]) => {
      const listing = listings.get(name);
      return listing && listing.text !== text ? [{ listing, text, mine: listing.text }] : [];
    });
    const missing = [...texts.keys()].filter((name) => !listings.has(name));
    if (!changes.length && !cells.length) {
      editBar.say(missing.length ? "The changes in this link are for code that this page does not have." : "You already have the changes from this link.");
      return clearLink();
    }
    ask(changes, cells, missing.length);
  };

  /** @param {{listing: EditableListing, text: string, mine: string}[]} changes */
  const ask = (changes, /** @type {import("./share-link.js").Cell[]} */ cells, /** @type {number} */ missing) => {
    const own = changes.filter(({ listing, mine }) => mine !== listing.original);
    const one = changes.length + cells.length === 1;
    const changesArea = document.createElement("div");
    const question = paragraph([
      changes.length ? `This link contains ${changeCount(changes.length)}: ${list(changes)}.` : "",
      cells.length ? `This link ${changes.length ? "also " : ""}contains ${cells.length === 1 ? "a cell" : `${cells.length} cells`}: ${new Intl.ListFormat("en").format(cells.map(({ title }) => title))}.` : "",
      own.length ? `You have changed ${list(own)} yourself; your version is kept until you decide.` : "",
      missing ? `${changeCount(missing)} more for code that this page does not have.` : "",
    ]);
    const bar = document.createElement("div");
    bar.className = "tools";
    bar.append(
      Object.assign(buttonFor(one ? "Use it" : "Use them", "the changes from the link", () => {
        for (const { listing, text } of changes) listing.use(text);
        addCells(cells);
        done();
        if (own.length) offerUndo(own);
        run(changes);
      }), { className: "run" }),
      buttonFor(own.length ? "Keep mine" : one ? "Ignore it" : "Ignore them", "ignore the changes from the link", () => {
        done();
        editBar.say("The changes from the link were not applied.");
      }),
      changesButton(one ? "What it changes" : "What they change", `${one ? "What it changes" : "What they change"}, line by line`, changesArea,
        () => [
          ...changes.map(({ listing, text, mine }) => ({ name: listing.title, before: mine, after: text })),
          ...cells.map(({ title, text }) => ({ name: title, before: "", after: text })),
        ]).toggle,
    );
    editBar.ask(question, bar, changesArea);
    announce(question.textContent ?? "");
  };

  /** Lets the reader restore their own edits, which the link's replaced. */
  const offerUndo = (/** @type {{listing: EditableListing, mine: string}[]} */ own) => {
    editBar.ask(paragraph([`Your own ${list(own)} is set aside until you leave the page.`]),
      buttonFor("Restore mine", `your own ${list(own)}`, () => {
        for (const { listing, mine } of own) listing.use(mine);
        editBar.ask();
        run(own);
      }),
      Object.assign(buttonFor("Discard mine", "keep only the changes from the link", () => editBar.ask()), { className: "quiet" }));
  };

  const done = () => {
    editBar.ask();
    clearLink();
  };

  return checkAddress;
}

/** Runs what changed: the lesson's listings together, then each example by itself, as one of them runs at a time. */
async function run(/** @type {{listing: EditableListing}[]} */ changes) {
  for (const f of new Set(changes.map(({ listing }) => listing.page.run))) await f();
}

/** Removes the edits from the address once the reader has decided. */
const clearLink = () => history.replaceState(history.state, "", location.pathname + location.search);

const changeCount = (/** @type {number} */ n) => (n === 1 ? "1 change" : `${n} changes`);

const list = (/** @type {{listing: EditableListing}[]} */ changes) => new Intl.ListFormat("en").format(changes.map(({ listing }) => listing.title));

/** A button with a label that extends its text. */
const buttonFor = (/** @type {string} */ text, /** @type {string} */ more, /** @type {() => void} */ press) => button(text, `${text}: ${more}`, press);

function paragraph(/** @type {string[]} */ sentences) {
  const p = document.createElement("p");
  p.textContent = sentences.filter(Boolean).join(" ");
  return p;
}
