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
  /** @type {((cell: string, options: object, done: (output: string | null) => void, tell: (text: string) => void) => void) | null} */
  let entry = null;
  let limits = { maxOutput: 0, maxMemory: 0, maxResult: 0 };
  let working = false; // a call is under way, or the start
  let dead = false;
  let overflowed = false; // the engine's stack, which holds Go's calls
  /** @typedef {{id: number, cell: string, options: object}} Call */
  /** @type {Call | null} */
  let early = null;
  let taking = false; // calls

  // Each call finds the program as it was after its start: package variables that a
  // cell has changed would otherwise change what the next one shows. So memory is
  // kept once and copied back. What cannot be copied is the state of the machine
  // that runs Go; it is the same whenever Go waits for an event at the same place,
  // which the stack pointer of its last look at the clock shows. Where that differs,
  // or where memory has grown a lot, the program starts anew.
  /** @type {{memory: Uint8Array, glue: Record<string, any>, sp: number} | null} */
  let kept = null;
  let clean = true; // nothing has run since it was kept
  let lastLook = 0;
  const maxGrowth = 64 << 20;
  /** What wasm_exec.js knows of values that Go holds. */
  const glue = ["_values", "_goRefCounts", "_ids", "_idPool"];
  const copyOf = (/** @type {any} */ v) => (v instanceof Map ? new Map(v) : [...v]);
  const keep = () => {
    if (go._scheduledTimeouts.size > 0) return; // something of it would go on in between
    kept = {
      memory: new Uint8Array(go.mem.buffer).slice(), sp: lastLook,
      glue: Object.fromEntries(glue.map((name) => [name, copyOf(go[name])])),
    };
  };
  /** Makes the program as it was after its start; false if it has to start anew. */
  const restore = () => {
    if (clean) return true;
    if (!kept || kept.sp !== lastLook || go.mem.buffer.byteLength > kept.memory.length + maxGrowth) return false;
    for (const timer of go._scheduledTimeouts.values()) clearTimeout(timer);
    go._scheduledTimeouts.clear();
    const memory = new Uint8Array(go.mem.buffer);
    memory.set(kept.memory);
    memory.fill(0, kept.memory.length); // as it was when it was grown
    for (const name of glue) go[name] = copyOf(kept.glue[name]);
    return clean = true;
  };

  // What the program prints.
  let printed = 0;
  let writes = 0;
  let held = "";
  let trace = ""; // of a panic or fatal error
  let lineStart = true;

  const flush = () => {
    if (held) post({ kind: "text", text: held, start: !entry });
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
    if ((lineStart || !trace) && /^(panic|fatal error): /.test(text)) trace = text;
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
    setTimeout(begin);
  };
  /** Begins to take calls. */
  const begin = () => {
    try {
      // A call for no cell, so that the program waits where it will wait after calls.
      entry?.("", {}, () => {}, () => {});
    } catch (error) {
      crashed(error);
    }
    if (dead) return;
    taking = true;
    keep();
    if (early) call(early);
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
    const clock = go.importObject.gojs["runtime.nanotime1"];
    go.importObject.gojs["runtime.nanotime1"] = (/** @type {number} */ sp) => {
      lastLook = sp;
      clock(sp);
    };
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
    if (!entry || !taking) return void (early = asked);
    if (!restore()) return post({ kind: "again" });
    clean = false;
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
    const tell = (/** @type {string} */ text) => post({ kind: "tried", text });
    try {
      entry(asked.cell, asked.options, done, tell);
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
