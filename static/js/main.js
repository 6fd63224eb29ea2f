// Wires the page: creates the objects the page shares, once, and passes them
// to the modules, each of which enhances one kind of element. The page works
// without this script.
import { Api } from "./api.js";
import { InputsInAddress } from "./cell/address.js";
import { mount as mountCell } from "./cell/cell.js";
import { Compute, bare } from "./cell/compute.js";
import { mount as mountExercise } from "./exercise/exercise.js";
import { mount as mountPredict } from "./exercise/predict.js";
import { makeAnnouncer } from "./page/announcer.js";
import { mountOwnCells } from "./own/adders.js";
import { inOrder } from "./own/blocks.js";
import { mount as mountCommands } from "./page/commands.js";
import { mount as mountContents } from "./page/contents.js";
import { mount as mountCopy } from "./page/copy-button.js";
import { mount as mountDownloads } from "./page/download-links.js";
import { mount as mountFold } from "./page/folding.js";
import { lazily } from "./page/lazily.js";
import { mount as mountLab } from "./page/rollout-lab.js";
import { mount as mountSearch } from "./page/search.js";
import { makeSite } from "./page/site.js";
import { mount as mountThemeSwitch } from "./page/theme-switch.js";
import { Builders } from "./program/builders.js";
import { mount as mountEdits } from "./program/lesson-edits.js";
import { BuilderPreference } from "./program/preference.js";
import { createRunner } from "./program/run/runner.js";
import { mount as mountSQL } from "./sql/cell.js";
import { Queries } from "./sql/queries.js";
import { Edits } from "./work/edits.js";
import { mount as mountOrphans } from "./work/orphans.js";
import { OwnCells } from "./work/own-cells.js";
import { Progress } from "./work/progress.js";
import { mountCard as markCard, mountContents as markContents, mountCourse as markCourse, mountLesson as markLesson } from "./work/progress-marks.js";
import { Store } from "./work/store.js";
import { mount as mountUnsaved } from "./work/unsaved-notice.js";

/** @typedef {import("./page/site.js").Site} Site */

const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
const one = (/** @type {string} */ selector) => /** @type {HTMLElement | null} */ (document.querySelector(selector));

/** The objects the page shares. Tests import them from here. */
export const page = makePage(one(".lesson"));

/** @param {HTMLElement | null} article the lesson, on a lesson's page */
function makePage(article) {
  const site = makeSite(document.documentElement.dataset);
  const store = new Store();
  const api = new Api(site, store.tab);
  const announce = makeAnnouncer(one("#announcer"));
  const lesson = article?.dataset ?? {};
  const preference = new BuilderPreference(lesson);
  const builders = new Builders({ api, announce, preference }, lesson);
  const newRunner = (/** @type {import("./program/run/runner.js").Options} */ options = {}) => createRunner({ api, site }, options);
  const exerciseRunner = once(() => newRunner());
  const listings = new Map(all("[data-source]").map((listing) => [listing.dataset.source ?? "", kindOf(listing)]));
  return {
    site, store, api, announce, preference, builders, newRunner, exerciseRunner,
    progress: new Progress(store),
    liveCell: (/** @type {HTMLElement} */ section, /** @type {import("./own/cell.js").Show} */ show) => mountCell(section, {
      announce, site, address: { remember() {} },
      compute: { cell: (_, params, allFrames) => show(bare(section.dataset.cell ?? "", params), allFrames ?? false) },
    }),
    mountOwnCells,
    ownCells: new OwnCells(store, lesson.lesson ?? "", article ? (cells) => inOrder(article, cells) : undefined),
    edits: new Edits(store, lesson.lesson ?? "", listings),
    queries: new Queries(store, lesson.lesson ?? "", all(".cell[data-sql]")),
    address: new InputsInAddress(),
    compute: new Compute(lessonsCode(article, { site, api, builders, newRunner })),
    sql: sqlCells({ site, api }),
    search: searcher({ site, api }),
  };
}

/** What a listing's edit replaces. @returns {import("./work/edits.js").Kind} */
function kindOf(/** @type {HTMLElement} */ listing) {
  return listing.matches(".stub") ? "exercise" : listing.closest(".example") ? "example" : "lesson";
}

/** Creates a value on first use. @template T @param {() => T} make @returns {() => T} */
function once(make) {
  /** @type {{made: T} | null} */
  let known = null;
  return () => (known ??= { made: make() }).made;
}

/**
 * Where the lesson's own code runs: on the server, or here.
 * @param {HTMLElement | null} article
 * @param {{site: Site, api: Api, builders: Builders, newRunner: () => import("./program/run/runner.js").Runner}} has
 * @returns {import("./cell/compute.js").Lesson}
 */
function lessonsCode(article, { site, api, builders, newRunner }) {
  if (site.exported) {
    const lesson = lazily(() => import("./export/lesson.js").then(({ exportedLesson }) => exportedLesson(article, { newRunner })));
    return async (...asked) => (await lesson())(...asked);
  }
  /** @type {import("./cell/compute.js").Lesson} */
  const server = (section, inputs, allFrames) => api.cell(section.dataset.src ?? "", inputs, allFrames);
  if (article?.dataset.own === undefined) return server;
  const lesson = lazily(() => import("./cell/own-lesson.js").then(({ ownLesson }) => ownLesson(article, { server, builders, newRunner })));
  return async (...asked) => (await lesson())(...asked);
}

/** Where SQL runs. @param {{site: Site, api: Api}} has @returns {import("./sql/statement.js").Page["sql"]} */
function sqlCells({ site, api }) {
  if (!site.exported) return (section, form, how) => api.sql(section.querySelector("form")?.action.split("#", 1)[0] ?? "", form, how);
  const sql = lazily(() => import("./export/sql.js").then(({ ExportedSQL }) => new ExportedSQL(site)));
  return async (section, form) => (await sql()).run(section, form);
}

/** What searches. @param {{site: Site, api: Api}} has @returns {import("./page/search.js").Page["search"]} */
function searcher({ site, api }) {
  if (!site.exported) return (query, signal) => api.search(query, signal);
  const search = lazily(() => import("./export/search.js").then(({ searchIn }) => searchIn(site)));
  return async (query) => (await search())(query);
}

/** @type {[string, (element: HTMLElement, has: typeof page) => void][]} */
const modules = [
  [".top", mountUnsaved],
  [".cell[data-cell]", mountCell],
  [".cell[data-sql]", mountSQL],
  [".listing", mountCopy],
  [".exercise", mountExercise],
  [".listing", mountFold],
  [".predict", mountPredict],
  [".lab", mountLab],
  [".downloads", mountDownloads],
  [".search, .bigsearch", mountSearch],
  ["body", mountCommands],
  [".contents", mountContents],
  [".theme", mountThemeSwitch],
  [".lesson", mountEdits],
  [".lesson", mountOrphans],
  [".lessons li[data-exercises]", markLesson],
  [".card[data-exercises]", markCard],
  [".contents", markContents],
  [".minutes", markCourse],
];

for (const [selector, mount] of modules) for (const element of all(selector)) mount(element, page);

// On a narrow screen the list of lessons is a strip: show where we are.
const here = one(".lessons [aria-current]");
const strip = here?.closest("ol");
if (here && strip && strip.scrollWidth > strip.clientWidth) strip.scrollLeft = here.offsetLeft - strip.clientWidth / 2;

/** Loaded by those pages only that have what they enhance. @type {[string, () => Promise<{mount: (element: HTMLElement, has: typeof page) => void}>][]} */
const rare = [
  [".class", () => import("./class/learner.js")],
  [".teacher", () => import("./class/teacher.js")],
  [".checking", () => import("./program/check-page.js")],
  [".lesson[data-own]", () => import("./cell/own-lesson.js")],
  [".work", () => import("./work/your-work.js")],
];

for (const [selector, load] of rare) {
  const element = one(selector);
  if (element) load().then(({ mount }) => mount(element, page));
}

if (page.site.exported) import("./export/offline.js").then(({ keepOffline }) => keepOffline(page.site));

if (document.body.hasAttribute("data-dev")) page.api.onSaved(() => location.reload());
