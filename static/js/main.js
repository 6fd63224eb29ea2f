// Wires the page. Everything on it works without this script; each module
// makes one kind of element livelier.
import { mount as mountCell } from "./cell/cell.js";
import { mount as mountCopy } from "./page/copy-button.js";
import { mount as mountDownload } from "./page/download-links.js";
import { mount as mountExercise } from "./exercise/exercise.js";
import { mount as mountFold } from "./page/folding.js";
import { mount as mountGuided } from "./exercise/predict.js";
import { mount as mountLab } from "./page/rollout-lab.js";
import { mountCard as markCard, mountContents as markContents, mountCourse as markCourse, mountLesson as markLesson } from "./work/progress-marks.js";
import { mount as mountOwn } from "./cell/own-lesson.js";
import { mount as mountSearch } from "./page/search.js";
import { exported } from "./page/site.js";
import { mount as mountSQL } from "./sql/cell.js";
import { mount as mountContents } from "./page/contents.js";
import { mount as mountStrays } from "./work/orphans.js";
import { mount as mountSwitch } from "./page/theme-switch.js";
import { mount as mountUnsaved } from "./work/unsaved-notice.js";
import { mount as mountWork } from "./work/your-work.js";
import { mount as mountWorkshop } from "./program/lesson-edits.js";

/** @type {[string, (element: HTMLElement) => void][]} */
const modules = [
  [".top", mountUnsaved],
  [".cell[data-cell]", mountCell],
  [".cell[data-sql]", mountSQL],
  [".listing", mountCopy],
  [".exercise", mountExercise],
  [".listing", mountFold],
  [".predict", mountGuided],
  [".lab", mountLab],
  [".downloads", mountDownload],
  [".search, .bigsearch", mountSearch],
  [".contents", mountContents],
  [".theme", mountSwitch],
  [".lesson", mountWorkshop],
  [".lesson[data-own]", mountOwn],
  [".lesson", mountStrays],
  [".lessons li[data-exercises]", markLesson],
  [".card[data-exercises]", markCard],
  [".contents", markContents],
  [".minutes", markCourse],
  [".work", mountWork],
];

for (const [selector, mount] of modules) {
  for (const element of document.querySelectorAll(selector)) mount(/** @type {HTMLElement} */ (element));
}

// On a narrow screen the list of lessons is a strip: show where we are.
const here = document.querySelector(".lessons [aria-current]");
const strip = here?.closest("ol");
if (here && strip && strip.scrollWidth > strip.clientWidth) {
  strip.scrollLeft = /** @type {HTMLElement} */ (here).offsetLeft - strip.clientWidth / 2;
}

const ofClass = /** @type {HTMLElement | null} */ (document.querySelector(".class"));
if (ofClass) import("./class/learner.js").then(({ mount }) => mount(ofClass));

const teacher = /** @type {HTMLElement | null} */ (document.querySelector(".teacher"));
if (teacher) import("./class/teacher.js").then(({ mount }) => mount(teacher));

const checking = /** @type {HTMLElement | null} */ (document.querySelector(".checking"));
if (checking) import("./program/check-page.js").then(({ mount }) => mount(checking));

if (exported) import("./export/offline.js").then(({ keepOffline }) => keepOffline());

if (document.body.hasAttribute("data-dev")) {
  const events = new EventSource("/dev/events");
  events.addEventListener("saved", () => location.reload());
}
