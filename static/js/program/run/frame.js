// The frame: a document without an origin that holds the compiled program, one
// worker that runs it and one spare. Untrusted code runs only in the workers; the
// frame accepts only a few plain messages from them, and counts them.
"use strict";

(() => {
  if (self.origin !== "null") return; // opened outside of the sandbox, where programs would have an origin

  /** How many messages a worker may send per call; more are treated as an attack. Ours sends fewer. */
  const maxMessages = 2000;
  const spareAfter = 100; // ms: not while the program starts

  const text = (/** @type {string} */ id) => document.getElementById(id)?.textContent ?? "";
  const script = URL.createObjectURL(new Blob([text("glue"), "\n", text("worker")], { type: "text/javascript" }));

  /** @type {MessagePort} */
  let page;
  /** @type {WebAssembly.Module | null} */
  let module = null;
  let limits = { maxOutput: 0, maxMemory: 0, maxResult: 0 };
  /** @type {Worker | null} */
  let active = null;
  /** @type {Worker | null} */
  let spare = new Worker(script);
  let asked = 0; // number of the request being worked on; 0: none
  let messages = 0;
  let size = 0;

  const answer = (/** @type {object} */ result) => {
    if (!asked) return;
    page.postMessage({ ...result, id: asked });
    asked = 0;
    setTimeout(() => (spare ??= new Worker(script)), spareAfter);
  };
  const kill = () => {
    active?.terminate();
    active = null;
  };
  const failed = (/** @type {string} */ why, detail = {}) => {
    kill();
    answer({ kind: "failed", why, code: 0, trace: "", ...detail });
  };

  /** Handles what the program sends. All of it may be forged. */
  const hear = (/** @type {Worker} */ worker, /** @type {any} */ data) => {
    if (worker !== active) return;
    size += String(data?.text ?? data?.output ?? data?.trace ?? "").length;
    if (++messages > maxMessages || size > 2 * limits.maxOutput + limits.maxResult) return failed("flood");
    switch (data?.kind) {
      case "text":
      case "tried":
        if (asked) page.postMessage({ id: asked, kind: data.kind, text: String(data.text), start: data.start === true });
        break;
      case "ready":
        if (waitsForStart) answer({ kind: "ready" });
        break;
      case "again": // the program cannot be made as it was after its start
        if (asked && current) {
          start();
          active?.postMessage(current);
        }
        break;
      case "done": // a forged or late one must not count for the next call
        if (data.id === asked) answer({ kind: "done", output: String(data.output) });
        break;
      case "failed":
        failed(String(data.why), { code: Number(data.code), trace: String(data.trace) });
    }
  };
  let waitsForStart = false;
  /** @type {object | null} the call being worked on, or the last one */
  let current = null;

  const start = () => {
    kill();
    const worker = spare ?? new Worker(script);
    spare = null;
    active = worker;
    worker.onmessage = ({ data }) => hear(worker, data);
    worker.onerror = () => worker === active && failed("broken");
    worker.postMessage({ kind: "start", module, limits });
  };

  /** @type {Record<string, (data: any) => void>} */
  const requests = {
    async load(data) {
      kill();
      limits = data.limits;
      waitsForStart = true;
      try {
        const compiled = await WebAssembly.compile(data.wasm);
        if (asked !== data.id) return; // stopped meanwhile
        module = compiled;
        start();
      } catch (error) {
        if (asked === data.id) failed("broken", { trace: String(error) });
      }
    },
    call(data) {
      waitsForStart = false;
      if (!active) start();
      current = data;
      active?.postMessage(data);
    },
    stop(data) {
      kill();
      asked = 0;
      spare ??= new Worker(script);
      page.postMessage({ id: data.id, kind: "stopped" });
    },
  };

  addEventListener("message", (event) => {
    if (event.source !== parent || page || !event.ports[0]) return;
    page = event.ports[0];
    page.onmessage = ({ data }) => {
      asked = data.id;
      messages = size = 0;
      requests[data.kind](data);
    };
  });
})();
