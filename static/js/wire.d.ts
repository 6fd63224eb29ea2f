// Code generated from package server/wire by go generate; DO NOT EDIT.

/** characters of a learner's nickname */
export declare const maxNickname: number;

/** characters of what a check says */
export declare const maxSaid: number;

/** bytes of JSON of what was typed; a build takes 64 KiB of source */
export declare const maxTyped: number;

/** AssemblerQuestion is what the page's worker asks the assembler. Exactly one field is set, Deadline aside. */
export interface AssemblerQuestion {
  /** The kit. This is the first question. */
  kit?: AssemblerKit;
  /** A program to start building. */
  request?: BuildRequest;
  /** With Request: the compiler's time limit in milliseconds; 10 s if absent. */
  deadline?: number;
  /** The text to format. */
  format?: Edit;
  /** What the compiler printed before it failed. */
  output?: string;
  /** Whether the compiler succeeded. */
  compiled?: boolean;
  /** Whether the linker failed. */
  failed?: boolean;
}

/** AssemblerAnswer is what the worker has to do next: nothing if it has Diagnostics or a Problem. */
export interface AssemblerAnswer {
  /** Files to write, by path. */
  files?: Record<string, string>;
  /** Arguments for the compiler. The answer to how it ended may have more. */
  compile?: string[];
  /** The file that the compiler writes, and that later packages and the linker read. */
  archive?: string;
  /** Arguments for the linker. */
  link?: string[];
  /** Names of the packs with the packages that the program needs. */
  packs?: string[];
  /** Time limit for compiling, and again for linking, in milliseconds. */
  deadline?: number;
  /** What to say once the deadline has passed. */
  tooLong?: Diagnostic;
  /** What is wrong with the edits. */
  diagnostics?: Diagnostic[];
  /** The edits that gofmt changed; diagnostics are about these texts. */
  formatted?: Edit[];
  /** The formatted text. */
  text?: string;
  /** What went wrong on our side. */
  problem?: string;
}

/** AssemblerKit is what the assembler needs to know about the kit. */
export interface AssemblerKit {
  /** The course. */
  course: CourseData;
  /** All packages that programs may use. */
  packages: PackedPackage[];
}

/** PackedPackage is a package in a pack. */
export interface PackedPackage {
  /** Import path. */
  path: string;
  /** Name of its pack. */
  pack: string;
  /** Its dependencies, direct and indirect, as indexes into AssemblerKit.Packages. */
  deps: number[];
}

/** CourseData is what the assembler needs to know about a course. */
export interface CourseData {
  /** Packages that may be imported. A name that two of them have means the first. */
  packages: ImportablePackage[];
  /** The lessons. */
  lessons: LessonSource[];
}

/** ImportablePackage is a package that learners may import. */
export interface ImportablePackage {
  /** Import path. */
  path: string;
  /** Package name. */
  name: string;
  /** Slugs of the lessons that it depends on. */
  lessons?: string[];
  /** Names that it exports. */
  exported: string[];
}

/** LessonSource is the source of a lesson's package. */
export interface LessonSource {
  /** Slug of the lesson. */
  slug: string;
  /** Its Go files. */
  files: SourceFile[];
  /** Its sub-packages: shown, never edited. */
  subs?: string[];
}

/** SourceFile is a Go file. */
export interface SourceFile {
  /** Its name within the package. */
  name: string;
  /** Its content. */
  text: string;
}

/** Edit is a learner's text for a declaration, or for several that the page shows together: "Entropy", "Tree.Predict", "Entropy,Gain". The text may declare more, and import what it needs. A name that the lesson does not have is a text of the learner's own, beside the lesson's. */
export interface Edit {
  /** The names of the declarations that the text replaces, joined by commas. */
  declaration: string;
  /** The Go source. */
  text: string;
  /** Whether the text is a cell of that name: statements and declarations in any order, outside of the lesson's package. */
  cell?: boolean;
  /** Whether the cell shows the value of its last expression. */
  shows?: boolean;
}

/** BuildRequest asks for a program made of a lesson and edits. */
export interface BuildRequest {
  /** Slug of the lesson. The server takes it from the address instead. */
  lesson: string;
  /** All edits of the page; there may be none. */
  edits: Edit[];
  /** The cells that the program must contain; if empty, all of the lesson's. */
  cells: string[];
}

/** Diagnostic is a mistake in a learner's text, or one that it causes elsewhere. */
export interface Diagnostic {
  /** The edit, or the lesson's declaration, that it is about. */
  declaration: string;
  /** Whether it is in the learner's text rather than in the lesson's own. */
  yours: boolean;
  /** The line, from 1, in the declaration as the page shows it; 0 if the mistake is on no line. */
  line: number;
  /** The column, from 1, in bytes. */
  column: number;
  /** What is wrong, as plain text. */
  message: string;
  /** What may fix it, as plain text. */
  hint?: string;
}

/** BuildAnswer is what the page gets for its edits: a program, what is wrong with them, or why there is no answer now. An empty answer to GET /builder says that the compiler is ready. */
export interface BuildAnswer {
  /** Address of the program, which names its content. */
  program?: string;
  /** The cells that the program contains. */
  cells?: string[];
  /** What is wrong with the edits. */
  diagnostics?: Diagnostic[];
  /** The edits that gofmt changed; diagnostics are about these texts. */
  formatted?: Edit[];
  /** Why there is no program yet: ask again soon. */
  wait?: string;
  /** Why there is no program: asking again does not help. */
  problem?: string;
  /** How long the build took, in milliseconds. */
  tookMs: number;
  /** Whether the program had been built before. */
  cached?: boolean;
}

/** FormatAnswer is a text as gofmt writes it, or as it was and why. */
export interface FormatAnswer {
  /** The text. */
  text: string;
  /** The first mistake of a text that is not Go. */
  diagnostic?: Diagnostic;
}

/** DownloadRequest asks for a lesson as a file, with the learner's work. */
export interface DownloadRequest {
  /** All edits of the page. */
  edits: Edit[];
  /** The learner's own cells, in the order of the page. */
  cells?: OwnCell[];
}

/** OwnCell is a cell that a learner has put between the blocks of a page. */
export interface OwnCell {
  /** What it is written in. */
  language: CellLanguage;
  /** Its title, which need not be the only one of its kind. */
  title: string;
  /** The block that it follows: the last id of an element up to it, and how many blocks later it stands, as in "loss+2". */
  after: string;
  /** What the learner wrote. */
  text: string;
}

/** CellLanguage is what a cell of a learner's own is written in. */
export type CellLanguage = "go" | "sql" | "text";

/** Trial is a cell or an exercise of a teacher's own lessons that a browser tries for the command check. */
export interface Trial {
  /** Slug of the lesson. */
  lesson: string;
  /** What is tried, in words. */
  what: string;
  /** The cell to run. */
  cell: string;
  /** Changes to make first. */
  edits: Edit[];
}

/** TrialOutcome is the result of a trial. */
export interface TrialOutcome {
  /** Index of the trial in the list. */
  number: number;
  /** Why it could not be completed; "" if it was. */
  failed: string;
  /** Whether the check passed; null if it gave no verdict. */
  verdict: boolean | null;
  /** Everything it said. */
  said: string;
}

/** JoinRequest asks to join the class. */
export interface JoinRequest {
  /** What the learner typed, at most MaxNickname characters. */
  nickname: string;
}

/** Member is what a learner's page is told about the learner. */
export interface Member {
  /** Public ID of the learner; it proves nothing. */
  id: string;
  /** The nickname. */
  nickname: string;
  /** The lesson in the spotlight; null for none. */
  spotlight: Spotlight | null;
}

/** Spotlight is the lesson to which the teacher draws everybody's attention. */
export interface Spotlight {
  /** Slug of the lesson. */
  lesson: string;
  /** Its title. */
  title: string;
}

/** Place is where a learner is. Either field may be empty. */
export interface Place {
  /** Slug of a lesson. */
  lesson: string;
  /** Name of an exercise of that lesson. */
  exercise: string;
}

/** Submission is an answer as the learner's page sends it. It may be sent again: the class stores an ID once. */
export interface Submission extends Place {
  /** Made by the browser: 8 to 64 letters, digits, - or _. */
  id: string;
  /** The verdict of the check in the learner's browser. */
  verdict: Verdict;
  /** What the learner typed. */
  typed: Typed;
}

/** ReceivedSubmission is a Submission or, without a verdict, what pages sent before there were verdicts: browsers may still have some. */
export interface ReceivedSubmission extends Submission {
  /** Whether the answer passed. */
  passed?: boolean;
  /** What the check said. */
  said?: string;
}

/** Typed is what a learner typed: one of the fields, depending on the exercise. The class stores it as JSON. */
export interface Typed {
  /** Code: as for a build. */
  edits?: Edit[];
  /** Quiz: the inputs of its check, without the check's name. */
  inputs?: Record<string, string>;
  /** SQL: the statement. */
  text?: string;
}

/** Kept acknowledges a submission: it is on disk. */
export interface Kept {
  /** ID of the submission. */
  kept: string;
}

/** ClassState is what the teacher's page shows. Times are milliseconds since 1970. */
export interface ClassState {
  /** Everybody in the class, by nickname. */
  learners: LearnerState[];
  /** Exercises that somebody has tried or is working on. */
  exercises: ExerciseState[];
  /** Slug of the lesson in the spotlight; "" for none. */
  spotlight: string;
  /** How many claims to have passed have not been checked again. */
  unchecked: number;
  /** How many learners have submitted nothing. */
  silent: number;
}

/** LearnerState is somebody in the class. */
export interface LearnerState {
  /** Public ID of the learner. */
  id: string;
  /** The nickname. */
  nickname: string;
  /** When the learner joined. */
  joined: number;
  /** When the learner's page last reported where it is. */
  seen: number;
  /** Slug of the lesson that the learner is at; "" at none. */
  lesson: string;
  /** The exercise that the learner works on; "" for none. */
  exercise: string;
  /** Since when the learner has been there. */
  since: number;
  /** Whether the learner's page has reported lately. */
  here: boolean;
  /** How many exercises the learner has done. */
  done: number;
  /** Whether the learner is stuck at the current exercise. */
  stuck: boolean;
  /** How many answers a check has found to differ from what the learner's browser claimed. */
  differs: number;
}

/** ExerciseState counts the learners who have done an exercise, are stuck, or are trying; each counts once. */
export interface ExerciseState {
  /** Slug of the lesson. */
  lesson: string;
  /** Name of the exercise. */
  exercise: string;
  /** How many have done it. */
  done: number;
  /** How many are stuck at it. */
  stuck: number;
  /** How many are trying it. */
  trying: number;
  /** How many have submitted an answer that differs from what the browser claimed. */
  differs: number;
}

/** ClassSubmissions lists answers of a learner, or to an exercise, the latest first. */
export interface ClassSubmissions {
  /** The answers. */
  answers: ClassSubmission[];
}

/** ClassSubmission is an answer to an exercise, with its verdicts. */
export interface ClassSubmission {
  /** Made by the browser. */
  id: string;
  /** Public ID of the learner. */
  learner: string;
  /** The learner's nickname. */
  nickname: string;
  /** Slug of the lesson. */
  lesson: string;
  /** Name of the exercise. */
  exercise: string;
  /** Kind of the exercise. */
  kind: ExerciseKind;
  /** What the learner typed, a Typed as JSON. */
  typed: string;
  /** The verdict that the learner's browser claims. */
  claimed: Verdict;
  /** When it was received, in milliseconds since 1970. */
  at: number;
  /** The verdict of a check under the teacher's control; null if there was none yet. */
  checked: Verdict | null;
}

/** ExerciseKind is what an exercise asks for. */
export type ExerciseKind = "code" | "quiz" | "sql";

/** SpotlightRequest puts a lesson in the spotlight. */
export interface SpotlightRequest {
  /** Slug of the lesson; "" for none. */
  lesson: string;
}

/** RemoveRequest removes a learner with all answers. */
export interface RemoveRequest {
  /** Public ID of the learner. */
  learner: string;
}

/** RecheckAnswer says how far the server has got with checking claims again, and what is left for the teacher's browser. */
export interface RecheckAnswer {
  /** How many the server still has to check: ask again. */
  left: number;
  /** How many cannot be checked now. */
  skipped: number;
  /** Code to build and run in the teacher's browser. */
  programs: SubmissionGroup[];
}

/** SubmissionGroup is equal answers in code of several learners. */
export interface SubmissionGroup {
  /** Slug of the lesson. */
  lesson: string;
  /** Name of the exercise. */
  exercise: string;
  /** What was typed. */
  edits: Edit[];
  /** The answers. */
  answers: SubmissionName[];
}

/** SubmissionName identifies an answer. */
export interface SubmissionName {
  /** Public ID of the learner. */
  learner: string;
  /** ID of the answer. */
  id: string;
}

/** RecheckVerdict is the verdict of a check in the teacher's browser on answers. */
export interface RecheckVerdict {
  /** The answers. */
  answers: SubmissionName[];
  /** The verdict on them. */
  verdict: Verdict;
}

/** KitManifest lists the files of a kit: Go's compiler for browsers. Pages read it first, from the server or from an exported site. */
export interface KitManifest {
  /** Version of the toolchain. */
  version: string;
  /** The compiler, cmd/compile. */
  compile: KitFile;
  /** The linker, cmd/link. */
  link: KitFile;
  /** The assembler, which turns edits into files. */
  assemble: KitFile;
  /** Go's wasm_exec.js. */
  glue: KitFile;
  /** What the assembler needs to know: an AssemblerKit. */
  course: KitFile;
  /** Packages that programs import. */
  packs: KitPack[];
  /** Names of the packs that a lesson's own cells need, by slug. */
  lessons: Record<string, string[]>;
}

/** KitPack is a group of packages, in two files. Each holds the length of its index, the index as JSON, and the contents of the packages, one after the other. */
export interface KitPack {
  /** Its name. */
  name: string;
  /** Export data, for the compiler. */
  export: KitFile;
  /** Object code, for the linker. */
  link: KitFile;
}

/** KitFile is a file of the kit. Its name holds a hash of its content. */
export interface KitFile {
  /** Its name. */
  name: string;
  /** Its size in bytes. */
  size: number;
  /** Its size compressed with gzip. */
  gzip: number;
  /** Its size compressed with brotli; absent until it has been compressed. */
  brotli?: number;
  /** How the file is compressed if the host does not decompress it. */
  packed?: Packing;
}

/** Packing is a way in which a file is compressed. */
export type Packing = "gzip";

/** NoKit says why there is no kit now. One field is set. */
export interface NoKit {
  /** Why there is none yet: ask again later. */
  wait?: string;
  /** Why there is none: asking again does not help. */
  problem?: string;
}

/** LabLine is one line of the lab's answer: progress while it runs, then the summary or an error. */
export interface LabLine {
  /** The state of the run. */
  progress?: LabProgress;
  /** The outcome of the run. */
  summary?: LabSummary;
  /** Why the run did not finish. */
  error?: string;
}

/** LabProgress is the state of a run. Sent is the sum of OK, Failed and InFlight. */
export interface LabProgress {
  /** Milliseconds since the start. */
  elapsedMs: number;
  /** What is happening, in words. */
  phase: string;
  /** The servers. */
  replicas: LabReplica[];
  /** Requests sent. */
  sent: number;
  /** Requests that have not been answered yet. */
  inFlight: number;
  /** Requests answered. */
  ok: LabCounts;
  /** Requests lost. */
  failed: LabCounts;
}

/** LabReplica is one server. */
export interface LabReplica {
  /** Its name: "v1-a". */
  name: string;
  /** Its version: "v1" or "v2". */
  version: string;
  /** What it is doing. */
  state: ReplicaState;
}

/** ReplicaState is what a server of the lab is doing. */
export type ReplicaState = "starting" | "ready" | "draining" | "gone";

/** LabCounts counts requests by the version that they were sent to. */
export interface LabCounts {
  /** To version 1. */
  v1: number;
  /** To version 2. */
  v2: number;
  /** To none, because no endpoint was known. */
  other: number;
}

/** LabSummary is the outcome of a run. Every request has been answered or has failed. */
export interface LabSummary {
  /** Whether servers were drained before they stopped. */
  drain: boolean;
  /** Duration of the run in milliseconds. */
  elapsedMs: number;
  /** Requests sent. */
  sent: number;
  /** Requests answered. */
  ok: LabCounts;
  /** Requests lost. */
  failed: LabCounts;
  /** Requests lost, by reason. */
  reasons: Record<string, number>;
  /** Milliseconds within which half of the requests were answered; 0 if none was. */
  p50Ms: number;
  /** Milliseconds within which 99 % of the requests were answered; 0 if none was. */
  p99Ms: number;
}

/** Output is the outcome of running a cell once. */
export interface Output {
  inputs: Input[];
  events: Event[];
  /** named values, for prose */
  values?: Record<string, string>;
  /** inputs that could not be used as given */
  notices?: string[];
  /** holds measured times: differs from run to run */
  timed?: boolean;
}

/** Input is one input of a cell with its current value. */
export interface Input {
  kind: InputKind;
  name: string;
  label: string;
  value: string;
  default: string;
  /** slider, number, frame */
  range?: Range;
  /** select, buttons */
  options?: string[];
  /** buttons: the most presses */
  limit?: number;
}

/** InputKind is the kind of an Input. */
export type InputKind = "slider" | "number" | "select" | "checkbox" | "buttons" | "answer" | "frame";

/** Range is the values a numeric input can take: Min, Min+Step, … Max. */
export interface Range {
  min: number;
  max: number;
  step: number;
}

/** Event is one output of a cell. */
export interface Event {
  kind: Kind;
  text?: string;
  table?: Table;
  drawing?: SVG;
  events?: Event[];
  animation?: Animation;
  passed?: boolean;
}

/** Kind says which field of an Event carries its content. */
export type Kind = "heading" | "say" | "text" | "error" | "table" | "drawing" | "row" | "animation" | "verdict";

/** Table is a table of text. */
export interface Table {
  caption?: string;
  columns: string[];
  rows: string[][];
  /** of the columns, where that helps: "INTEGER" */
  types?: string[];
  /** right-aligned columns */
  numeric?: number[];
  /** rows to highlight */
  mark?: number[];
}

/** Animation is a sequence of frames, each a list of outputs. Only the frames that were asked for are present: the one at Current, or all of them. */
export interface Animation {
  /** the input that holds the current frame */
  input: string;
  /** what one frame is: "iteration" */
  label: string;
  count: number;
  current: number;
  frames: Record<number, Event[]>;
}

/** SVG is a finished drawing. Body is trusted markup only when the program that made it is. */
export interface SVG {
  title: string;
  /** text alternative */
  description: string;
  /** of the view box, in its own units */
  width: number;
  height: number;
  /** what goes inside <svg> */
  body: string;
  legend?: LegendItem[];
  axes?: Axes;
  handles?: Handle[];
}

/** LegendItem explains one mark of a drawing. The page shows legends as text beside the drawing, where they cannot cover data. */
export interface LegendItem {
  label: string;
  mark: Mark;
  colour: Colour;
}

/** Mark is the shape of a legend's swatch. */
export type Mark = "line" | "dash" | "box" | "circle" | "square" | "triangle" | "cross" | "ring";

/** Axes maps the view box to data: the plot area in view-box units and the data range it shows, so that a page can turn a pointer into numbers. */
export interface Axes {
  left: number;
  top: number;
  right: number;
  bottom: number;
  xmin: number;
  xmax: number;
  ymin: number;
  ymax: number;
  xlog?: boolean;
  ylog?: boolean;
}

/** Handle is a mark that can be dragged to set the inputs named X and Y. An empty name locks that direction. */
export interface Handle {
  x?: string;
  y?: string;
  /** where it is, in view-box units */
  px: number;
  py: number;
}

/** Colour is a themed colour with a transparency. The zero value is None: nothing is painted. */
export type Colour = number;

/** RunOptions says how a program is to run a cell. What is absent is off. */
export interface RunOptions {
  /** Raw values by input name. */
  inputs?: Record<string, string>;
  /** Draw every frame of animations. */
  allFrames?: boolean;
  /** Report 0 for measured times, for comparable output. */
  noTiming?: boolean;
}

/** Outcome is what running a cell once came to. */
export interface Outcome extends Output {
  /** The cell's panic; the output is what it had shown until then. */
  panic?: Panic;
}

/** Panic is a panic of a cell. */
export interface Panic {
  /** The panic's value, as the Go runtime words it. */
  message: string;
  /** The calls on the way to it, the innermost first. */
  frames: Frame[];
}

/** Frame is one call on the way to a panic. */
export interface Frame {
  /** Name of the function. */
  function: string;
  /** The declaration of the lesson: yours/Name for the learner's text, lesson/Name for the lesson's own. */
  file: string;
  /** The line, counted from the declaration's first. */
  line: number;
}

/** SearchIndex is the search index of exported pages, which search without a server. */
export interface SearchIndex {
  /** Sections of all lessons. */
  sections: SearchSection[];
  /** By word, the sections that contain it: the index of each, followed by its weight. */
  words: Record<string, number[]>;
}

/** SearchSection is a section of a lesson as a hit shows it. */
export interface SearchSection {
  /** Short title of the lesson. */
  lesson: string;
  /** Title of the section. */
  title: string;
  /** Address of the section. */
  url: string;
  /** Its text. */
  text: string;
}

/** SQLPage holds the SQL cells of an exported page, in order. */
export interface SQLPage {
  /** Scripts that create the data sets, by name. */
  setups: Record<string, string>;
  /** The cells. */
  cells: SQLCell[];
}

/** SQLCell is an SQL cell as the lesson wrote it. */
export interface SQLCell {
  /** Name of the data set. */
  data: string;
  /** The statement. */
  text: string;
  /** Indexes of the cells to replay first. */
  before?: number[];
  /** The check of an exercise. */
  check?: SQLCheck;
}

/** SQLCheck checks an exercise: what the learner's text returns must be what the solution returns, on the data that the page shows and on hidden data. */
export interface SQLCheck {
  /** A correct text. */
  solution: string;
  /** The query whose rows are compared after a text that changes data; if absent, the text's own rows are. */
  probe?: string;
  /** Whether the order of rows matters. */
  ordered?: boolean;
  /** Scripts, each of which turns the shown data into other data to check on. */
  hidden?: string[];
  /** Likely mistakes. */
  slips?: SQLSlip[];
}

/** SQLSlip is a likely mistake. */
export interface SQLSlip {
  /** What to tell a learner who makes it. */
  says: string;
  /** A text that makes it. */
  text: string;
  /** Regular expression of which the learner's text needs a match. */
  sign?: string;
  /** Regular expression of which it must not have one. */
  without?: string;
}

/** SQLRequest asks for a statement to be run in a cell. */
export interface SQLRequest {
  /** Index of the cell; 0 for one of the reader's own. */
  index: number;
  /** The statement. */
  text: string;
  /** Whether to show the query plan. */
  plan: boolean;
  /** The reader's versions of other cells, by index. */
  replay: Record<number, string>;
  /** Where a cell of the reader's own stands; absent for the lesson's. */
  own?: OwnSQL;
}

/** OwnSQL says where among the SQL cells a cell of the reader's own stands. The lesson does not know: the page does. */
export interface OwnSQL {
  /** Name of the data set; if absent, the database is empty. */
  data?: string;
  /** The statements to replay first, in order: the lesson's, as the reader left them, and the reader's own. */
  above: string[];
  /** What the page calls the cells of these, in the same order, for messages. */
  called?: string[];
}

/** SQLAnswer is what a statement shows, as exported pages get it. */
export interface SQLAnswer extends Output {
  /** What the check of an exercise says; absent where nothing is checked. */
  verdict?: Verdict;
}

/** Verdict is the result of checking an answer to an exercise. It is made where the check runs, and goes unchanged to the learner's progress and to the class. */
export interface Verdict {
  /** Whether the answer is right. */
  state: VerdictState;
  /** With noVerdict: the reason. */
  reason?: Reason;
  /** What the check said, including the input for which the answer is wrong; or what prevented a verdict. */
  said: string;
}

/** VerdictState says whether an answer is right. */
export type VerdictState = "passed" | "notYet" | "noVerdict";

/** Reason says why there is no verdict. */
export type Reason = "broken" | "unanswered" | "busy" | "interrupted" | "unavailable";
