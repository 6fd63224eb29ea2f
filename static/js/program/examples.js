// Examples: statements that print. Each is an editor from the start; what runs it
// is loaded with the editor's own code, see example.js.
import { whenNear } from "../editor/editor.js";
import { lazily } from "../page/lazily.js";
import { EditableListing } from "./listing.js";
import { savedThough } from "./words.js";

/**
 * @typedef {import("../wire.js").Diagnostic} Diagnostic
 * @typedef {import("../wire.js").Edit} Edit
 *
 * @typedef {object} Page
 * @property {import("../work/edits.js").Edits} edits
 * @property {import("./builders.js").Builders} builders
 * @property {(options?: import("./run/runner.js").Options) => import("./run/runner.js").Runner} newRunner
 * @property {import("../page/announcer.js").Announce} announce
 * @property {import("../page/site.js").Site} site
 * @property {import("./edit-bar.js").EditBar} editBar
 * @property {() => void} share
 * @property {string[]} cellNames the lesson's
 * @property {(edit: Edit) => Promise<{text: string, problem?: Diagnostic} | null>} format
 *
 * @typedef {Page & {shared: Shared}} Has
 * @typedef {object} Shared what a page's examples share: one of them runs at a time
 * @property {() => import("./run/runner.js").Runner} runner
 * @property {(text: string) => void} printed called with what the running one prints
 * @property {() => void} again called when it starts anew, so that what it has printed does not count
 * @property {{stop: () => void} | null} running the last one that was started
 */

/**
 * @param {HTMLElement} article
 * @param {Page} page
 * @returns {{listings: Map<string, EditableListing>, outdated: () => void}} their listings, by name; outdated says that the
 *   lesson's edits have changed
 */
export function mountExamples(article, page) {
  /** @type {import("./run/runner.js").Runner | null} */
  let runner = null;
  /** @type {Shared} */
  const shared = {
    runner: () => (runner ??= page.newRunner({ onText: (text) => shared.printed(text), onRetry: () => shared.again() })),
    printed() {},
    again() {},
    running: null,
  };
  const boxes = /** @type {HTMLElement[]} */ ([...article.querySelectorAll(".example[data-example]")]);
  const examples = boxes.map((box) => mountExample(box, { ...page, shared }));
  return {
    listings: new Map(examples.map(({ listing }) => [listing.name, listing])),
    outdated: () => examples.forEach(({ outdated }) => outdated()),
  };
}

/**
 * @param {HTMLElement} box
 * @param {Has} page
 */
function mountExample(box, page) {
  const { announce, builders, edits, shared, site } = page;
  const name = box.dataset.example ?? "";
  const title = readable(name);
  const element = /** @type {HTMLElement} */ (box.querySelector(".listing"));
  element.dataset.title = title;
  const load = lazily(() => import("./example.js").then(({ Example }) => new Example(box, listing, title, page)));
  /** Does something with what runs the example. */
  const then = (/** @type {(example: import("./example.js").Example) => unknown} */ act) =>
    load().then(act, () => page.editBar.say(savedThough(site)));
  /** Shows what is of use to those who edit. */
  const open = () => {
    box.classList.add("open");
    then(() => {});
  };

  const listing = new EditableListing(element, edits, {
    announce, run: () => then((example) => example.run()), runs: { text: "Run", label: `Run ${title}` },
    changed: () => then((example) => example.changed()),
    opened: () => {
      open();
      builders.awaitCompiler((text, news) => news && then((example) => example.say(text)))
        .then((there) => there && shared.runner().prepare())
        .catch(() => {}); // Run reports what is wrong
    },
    format: (declaration, text) => page.format({ declaration, text, cell: true }),
  });
  whenNear(box, () => void load().catch(() => {})); // the first use tries again
  if (edits.get(name)) open();
  let known = false; // that the output is not that of the code as it is now
  return {
    listing,
    outdated() {
      known ||= edits.of("lesson").length > 0 || edits.get(name) !== undefined;
      if (known) then((example) => example.outdated());
    },
  };
}

/** An example's name for people: Gain of ExampleGain. */
function readable(/** @type {string} */ of) {
  const name = of.replace(/^Example_?/, "").replaceAll("_", ", ");
  return name ? `the example ${name}` : "the example";
}
