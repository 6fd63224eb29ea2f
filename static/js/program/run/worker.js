// The worker: runs one Go program. The frame combines it with Go's wasm_exec.js
// and starts it before its program is known. The program can reach everything in
// here, so nothing in this file is a security boundary; it only makes programs
// end cleanly. The boundaries are the frame's policy, its counting, and
// terminate().
"use strict";

(() => {
  const post = self.postMessage.bind(self);
  const { Go, fs } = /** @type {any} */ (self);
  const stderr = 2;
  /** This many writes of a call are sent at once, so that they survive any failure; later ones are sent in blocks. */
  const promptWrites = 500;
  const block = 8192;
  const maxTrace = 64 << 10;

  /** @type {any} the running program */
  let go = null;
  /** @type {((cell: string, options: object, done: (output: string | null) => void) => void) | null} */
  let entry = null;
  let limits = { maxOutput: 0, maxMemory: 0, maxResult: 0 };
  let working = false; // a call is under way, or the start
  let dead = false;
  let overflowed = false; // the engine's stack, which holds Go's calls
  /** @typedef {{id: number, cell: string, options: object}} Call */
  /** @type {Call | null} */
  let early = null;

  // What the program prints.
  let printed = 0;
  let writes = 0;
  let held = "";
  let trace = ""; // of a panic or fatal error
  let lineStart = true;

  const flush = () => {
    if (held) post({ kind: "text", text: held });
    held = "";
  };
  const print = (/** @type {string} */ text) => {
    if (printed > limits.maxOutput) return;
    printed += text.length;
    if (printed > limits.maxOutput) {
      const note = `\n… truncated: the program printed more than ${Math.round(limits.maxOutput / 1024)} KiB.\n`;
      text = text.slice(0, text.length - (printed - limits.maxOutput)) + note;
    }
    held += text;
    if (++writes <= promptWrites || held.length >= block || printed > limits.maxOutput) flush();
  };
  /** Go's runtime writes its error report piece by piece; it is collected apart from the output limit. */
  const record = (/** @type {string} */ text) => {
    if (lineStart && /^(panic|fatal error): /.test(text)) trace = text;
    else if (trace && trace.length < maxTrace) trace += text;
    lineStart = text.endsWith("\n");
  };
  const decoders = [new TextDecoder(), new TextDecoder(), new TextDecoder()];
  fs.writeSync = (/** @type {number} */ fd, /** @type {Uint8Array} */ bytes) => {
    const text = decoders[fd === stderr ? 2 : 1].decode(bytes, { stream: true });
    if (fd === stderr) record(text);
    print(text);
    return bytes.length;
  };

  /** Reports the end of the program, once. */
  const fail = (/** @type {string} */ why, /** @type {number} */ code = 0) => {
    if (dead) return;
    dead = true;
    flush();
    post({ kind: "failed", why, code, trace });
  };
  const outOfMemory = new Error("the program's memory is at its limit");
  /** Go knows nothing of the engine's stack. Told that there is no event, it says where each goroutine is. */
  const overflow = () => {
    if (!dead && !overflowed) {
      overflowed = true;
      trace = "";
      go._pendingEvent = { id: 0 };
      try {
        go._resume();
      } catch {
        // then nobody knows where
      }
    }
    fail("stack");
  };
  const crashed = (/** @type {unknown} */ error) => {
    if (error === outOfMemory) fail("memory");
    else if (error instanceof RangeError && /call stack/i.test(error.message)) overflow();
    else if (error instanceof RangeError) fail("memory");
    else {
      trace ||= String(error);
      fail("broken");
    }
  };
  const exited = (/** @type {number} */ code) => {
    if (overflowed) fail("stack");
    else if (trace.startsWith("fatal error: all goroutines are asleep")) fail("deadlock");
    else if (/^fatal error: stack overflow/.test(trace)) fail("stack");
    else if (/^fatal error: .*(out of memory|cannot allocate)/.test(trace)) fail("memory");
    else if (code === 2 && trace) fail("panic");
    else fail("exit", code);
  };

  // In a browser a deadlock is silence: Go waits for an event that no one will
  // send. Its own report comes when it is woken by the event numbered 0.
  const checkDeadlock = () => {
    if (!working || dead || go.exited || go._scheduledTimeouts.size > 0) return;
    go._pendingEvent = { id: 0 };
    try {
      go._resume();
    } catch (error) {
      crashed(error);
    }
  };
  const watch = () => {
    const resume = go._resume.bind(go);
    go._resume = () => {
      resume();
      if (working) queueMicrotask(checkDeadlock);
    };
  };

  /** @type {any} */ (self).abacusReady = () => {
    if (entry) return;
    entry = /** @type {any} */ (self).abacusRun;
    working = false;
    flush();
    post({ kind: "ready" });
    if (early) setTimeout(call, 0, early);
    early = null;
  };

  const start = async (/** @type {WebAssembly.Module} */ module) => {
    working = true;
    go = new Go();
    go.argv = ["cell"];
    // Collect garbage in time rather than run into the limit.
    go.env = { GOMEMLIMIT: String(Math.floor(limits.maxMemory * 0.8)) };
    go.exit = exited;
    watch();
    const reset = go.importObject.gojs["runtime.resetMemoryDataView"];
    go.importObject.gojs["runtime.resetMemoryDataView"] = (/** @type {number} */ sp) => {
      reset(sp);
      if (go.mem.buffer.byteLength > limits.maxMemory) throw outOfMemory;
    };
    try {
      const instance = await WebAssembly.instantiate(module, go.importObject);
      const run = go.run(instance);
      queueMicrotask(checkDeadlock);
      await run;
    } catch (error) {
      crashed(error);
    }
  };

  const call = (/** @type {Call} */ asked) => {
    if (!entry) return void (early = asked);
    working = true;
    printed = writes = 0;
    trace = "";
    let answered = false;
    const done = (/** @type {string | null} */ output) => {
      if (answered || dead) return;
      answered = true;
      working = false;
      flush();
      if (typeof output !== "string") return fail("cell");
      if (output.length > limits.maxResult) return fail("result");
      post({ kind: "done", id: asked.id, output });
    };
    try {
      entry(asked.cell, asked.options, done);
    } catch (error) {
      crashed(error);
    }
  };

  self.addEventListener("error", (event) => {
    event.preventDefault();
    crashed(event.error);
  });
  self.addEventListener("message", ({ data }) => {
    if (data.kind === "start") {
      limits = data.limits;
      start(data.module);
    } else if (data.kind === "call") call(data);
  });
})();
