// The worker that builds: Go's compiler and linker, and the assembler that turns
// edits into files, as WebAssembly. They are trusted; what they compile does not
// run here. The compiler and linker of the next build are started in advance, as
// soon as a build is done.
import { workDir } from "./files.js";
import { Unreachable } from "../../api/http.js";
import { Fetcher, unpack } from "./kit.js";
import { Tool } from "./tool.js";

/**
 * @typedef {import("./kit.js").Manifest} Manifest
 * @typedef {import("../../wire.js").AssemblerAnswer} Answer
 */

const post = self.postMessage.bind(self);
const encoder = new TextEncoder();
const argsFile = "/args";
const mainArchive = `${workDir}/main.a`;

/** Files that tools are given: configuration, and the packages that have been loaded. @type {Map<string, Uint8Array>} */
const given = new Map();
/** Requested packs by file name. @type {Map<string, Promise<void>>} */
const loaded = new Map();

/** @type {Manifest} */
let manifest;
/** @type {Fetcher} */
let fetcher;
/** @type {(question: import("../../wire.js").AssemblerQuestion) => Answer} */
let ask;
/** @type {{compile: WebAssembly.Module, link: WebAssembly.Module}} */
let modules;
/** @type {string[]} */
let linkArgs = [];
/** Started ahead. @type {{compilers: Tool[], link: Tool | null}} */
const ready = { compilers: [], link: null };
let compilers = 1; // that the last build needed: one for each package
/** After a build its program has priority: the next tools start this many milliseconds later. */
const rest = 300;

/** Loads one half of the named packs. @param {"export" | "link"} half @param {string[]} names */
function load(half, names) {
  return Promise.all(manifest.packs.filter((p) => names.includes(p.name)).map((pack) => {
    const file = pack[half];
    let loading = loaded.get(file.name);
    if (!loading) {
      loading = fetcher.bytes(file).then((bytes) => unpack(bytes, given));
      loading.catch(() => loaded.delete(file.name));
      loaded.set(file.name, loading);
    }
    return loading;
  }));
}

/** Starts the assembler, which keeps running and exchanges JSON. @param {WebAssembly.Module} module @returns {Promise<(json: string) => string>} */
function startAssembler(module) {
  return new Promise((resolve, reject) => {
    /** @type {any} */ (self).abacusAssembler = resolve;
    const go = new /** @type {any} */ (self).Go();
    WebAssembly.instantiate(module, go.importObject).then((instance) => go.run(instance)).catch(reject);
  });
}

/** Encodes files made by the assembler. @param {Record<string, string>} [files] */
const encoded = (files = {}) => new Map(Object.entries(files).map(([path, text]) => [path, encoder.encode(text)]));

const newCompiler = () => new Tool(modules.compile, ["compile", `@${argsFile}`], given, argsFile);
const newLinker = () => new Tool(modules.link, ["link", ...linkArgs], given, mainArchive);

function prepareTools() {
  while (ready.compilers.length < compilers) ready.compilers.push(newCompiler());
  ready.link ??= newLinker();
}

/**
 * Fetches what every build needs.
 * @param {{base: string, manifest: Manifest, packs: string[], kept: Map<string, WebAssembly.Module>}} kit packs: wanted from the start
 */
async function open(kit) {
  manifest = kit.manifest;
  fetcher = new Fetcher(kit.base, () => post({ kind: "progress", done: fetcher.done, total: fetcher.total }),
    kit.kept, (name, module) => post({ kind: "keep", name, module }));
  const glue = new URL(manifest.glue.name, kit.base).href;
  // The assembler takes the course while the rest still comes.
  const assembling = Promise.all([fetcher.module(manifest.assemble), fetcher.text(manifest.course), import(glue)]).then(async ([assemble, course]) => {
    const answer = await startAssembler(assemble);
    ask = (question) => JSON.parse(answer(JSON.stringify(question)));
    return /** @type {Answer} */ (JSON.parse(answer(`{"kit":${course}}`)));
  });
  const [compile, link, answer] = await Promise.all([
    fetcher.module(manifest.compile), fetcher.module(manifest.link), assembling, load("export", kit.packs), load("link", kit.packs),
  ]);
  modules = { compile, link };
  if (answer.problem) throw new Error(answer.problem);
  for (const [path, bytes] of encoded(answer.files)) given.set(path, bytes);
  linkArgs = answer.link ?? [];
  prepareTools();
  post({ kind: "ready" });
}

/**
 * Builds a program. Returns it, or the errors.
 * @param {import("../../wire.js").BuildRequest} request
 * @param {number} [deadline] in milliseconds
 * @returns {Promise<{wasm?: Uint8Array<ArrayBuffer>} & Answer>}
 */
async function build(request, deadline) {
  const plan = ask({ request, deadline });
  if (plan.problem || plan.diagnostics) return plan;
  const { formatted, packs = [] } = plan;
  const linkable = load("link", packs);
  linkable.catch(() => {}); // awaited below
  await load("export", packs);
  /** What the compiler has written. @type {Map<string, Uint8Array>} */
  const archives = new Map();
  let used = 0;
  for (let step = plan; step.compile;) {
    compilers = ++used;
    post({ kind: "compiling", deadline: step.deadline, tooLong: step.tooLong });
    const compile = ready.compilers.pop() ?? newCompiler();
    const files = new Map([...encoded(step.files), ...archives]);
    files.set(argsFile, encoder.encode(step.compile.join("\n")));
    await compile.go(files);
    const archive = step.archive ?? mainArchive;
    if (compile.ok) archives.set(archive, compile.written(archive) ?? new Uint8Array(0));
    step = ask(compile.ok ? { compiled: true } : { output: compile.output });
    if (step.diagnostics || step.problem) return { ...step, formatted };
  }
  post({ kind: "waiting" });
  await linkable;
  post({ kind: "compiling", deadline: plan.deadline, tooLong: plan.tooLong });
  const link = ready.link ?? newLinker();
  ready.link = null;
  await link.go(archives);
  const wasm = link.written(`${workDir}/program.wasm`);
  return link.ok && wasm ? { wasm: wasm.slice(), formatted } : { ...ask({ failed: true }), formatted };
}

/** @type {Record<string, (data: any) => Promise<void>>} */
const requests = {
  open,
  async build({ id, request, deadline }) {
    const began = performance.now();
    const { wasm, diagnostics, formatted, problem } = await build(request, deadline);
    const answer = { kind: "built", id, diagnostics, formatted, problem, took: performance.now() - began, wasm: wasm?.buffer };
    post(answer, { transfer: wasm ? [wasm.buffer] : [] });
    setTimeout(() => {
      prepareTools();
      fetcher.keepFresh(manifest);
    }, rest);
  },
  async format({ id, edit }) {
    const { text, diagnostics } = ask({ format: edit });
    post({ kind: "formatted", id, text, diagnostics });
  },
  /** Fetches packs in advance. */
  async prefetch({ packs }) {
    await Promise.all([load("export", packs), load("link", packs)]);
    fetcher.keepFresh(manifest);
    post({ kind: "fetched" });
  },
};

/** Reports whether an error means that something could not be fetched. WebAssembly and import throw a TypeError. @param {unknown} error */
const offline = (error) => error instanceof Unreachable || error instanceof TypeError;

/** One request after the other: the tools share their files. */
let last = Promise.resolve();
self.addEventListener("message", ({ data }) => {
  last = last.then(() => requests[data.kind](data)).catch((error) => post({ kind: "failed", of: data.kind, id: data.id, error: String(error), offline: offline(error) }));
});
