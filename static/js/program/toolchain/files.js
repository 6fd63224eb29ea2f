// An in-memory file system for Go's tools, with the part of Node's fs that they
// call. Given files are read without copying; files a tool writes are private to
// it. Callbacks run within the call: Go allows that, and it saves a turn of the
// event loop each time.

/** @typedef {Map<string, Uint8Array>} Given files by path */
/** @typedef {{bytes: Uint8Array, size: number}} Written */
/** @typedef {{path: string, given: Uint8Array | null, written: Written | null, at: number}} Open */

const constants = { O_WRONLY: 1, O_RDWR: 2, O_CREAT: 64, O_TRUNC: 512, O_APPEND: 1024, O_EXCL: 128, O_DIRECTORY: -1 };
const directory = 0o40755;
const regular = 0o100644;
export const workDir = "/work";

/** Makes a path absolute. */
const resolve = (/** @type {string} */ path) => (path.startsWith("/") ? path : path === "." ? workDir : `${workDir}/${path.replace(/^\.\//, "")}`);

/** An error as Node's: Go reads its code. */
const failure = (/** @type {string} */ code) => Object.assign(new Error(code), { code });

export class Files {
  /** @type {Map<string, Written>} */
  #written = new Map();
  /** @type {Map<number, Open>} */
  #open = new Map();
  #next = 10;
  #given;
  #print;
  #gate;
  #crashed;

  /**
   * @param {Given[]} given looked at in this order
   * @param {(bytes: Uint8Array) => void} print takes what goes to standard output and error
   * @param {(path: string) => Promise<void> | null} gate says what has to happen before a file can be opened
   * @param {(error: unknown) => void} crashed is told of what is thrown after that: it is the tool that goes on
   */
  constructor(given, print, gate, crashed) {
    this.#crashed = crashed;
    this.#given = given;
    this.#print = print;
    this.#gate = gate;
  }

  /** What a tool has written to a file. @param {string} path */
  written(path) {
    const file = this.#written.get(path);
    return file ? file.bytes.subarray(0, file.size) : null;
  }

  /** The globals by which Go finds the file system. It takes them when it starts. */
  get globals() {
    return {
      fs: this.#fs,
      path: { resolve: (/** @type {string[]} */ ...paths) => resolve(paths[paths.length - 1]) },
      process: {
        pid: -1, ppid: -1, cwd: () => workDir, chdir() {}, umask: () => 0,
        getuid: () => -1, getgid: () => -1, geteuid: () => -1, getegid: () => -1, getgroups: () => [],
      },
    };
  }

  #lookUp(/** @type {string} */ path) {
    for (const files of this.#given) {
      const bytes = files.get(path);
      if (bytes) return bytes;
    }
    return null;
  }

  #stat(/** @type {string} */ path, /** @type {Open | null} */ open = null) {
    const given = open ? open.given : this.#lookUp(path);
    const written = open ? open.written : this.#written.get(path);
    const file = given || written;
    if (!file && path !== workDir && path !== "/" && path !== "/tmp") throw failure("ENOENT");
    const size = written ? written.size : given ? given.length : 0;
    return {
      dev: 0, ino: 0, mode: file ? regular : directory, nlink: 1, uid: 0, gid: 0, rdev: 0, size, blksize: 4096, blocks: 0,
      atimeMs: 0, mtimeMs: 0, ctimeMs: 0, isDirectory: () => !file,
    };
  }

  #openNow(/** @type {string} */ path, /** @type {number} */ flags) {
    const writes = (flags & (constants.O_WRONLY | constants.O_RDWR)) !== 0;
    let written = this.#written.get(path) ?? null;
    const given = writes ? null : this.#lookUp(path);
    if (writes && (!written || flags & constants.O_TRUNC)) {
      written = { bytes: new Uint8Array(0), size: 0 };
      this.#written.set(path, written);
    }
    if (!given && !written) this.#stat(path); // a directory, or not there
    const fd = this.#next++;
    this.#open.set(fd, { path, given, written, at: 0 });
    return fd;
  }

  #handle(/** @type {number} */ fd) {
    const open = this.#open.get(fd);
    if (!open) throw failure("EBADF");
    return open;
  }

  #read(/** @type {number} */ fd, /** @type {Uint8Array} */ into, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number | null} */ position) {
    if (fd === 0) return 0;
    const open = this.#handle(fd);
    const bytes = open.written ? open.written.bytes.subarray(0, open.written.size) : open.given ?? new Uint8Array(0);
    const from = position ?? open.at;
    const part = bytes.subarray(from, from + length);
    into.set(part, offset);
    if (position === null) open.at += part.length;
    return part.length;
  }

  #write(/** @type {number} */ fd, /** @type {Uint8Array} */ from, /** @type {number} */ offset, /** @type {number} */ length, /** @type {number | null} */ position) {
    const part = from.subarray(offset, offset + length);
    if (fd === 1 || fd === 2) {
      this.#print(part);
      return length;
    }
    const open = this.#handle(fd);
    const file = open.written;
    if (!file) throw failure("EBADF");
    const at = position ?? open.at;
    if (at === 0 && file.size === 0 && part.length === from.buffer.byteLength) {
      file.bytes = part; // made for this call: no need to copy
    } else {
      if (at + length > file.bytes.length) {
        const larger = new Uint8Array(Math.max(at + length, 2 * file.bytes.length));
        larger.set(file.bytes);
        file.bytes = larger;
      }
      file.bytes.set(part, at);
    }
    file.size = Math.max(file.size, at + length);
    if (position === null) open.at += length;
    return length;
  }

  /** Turns a function into one that hands its outcome to a callback. @param {(...args: any[]) => any} f */
  #called(f) {
    return (/** @type {any[]} */ ...args) => {
      const callback = args.pop();
      let result;
      try {
        result = f(...args);
      } catch (error) {
        return callback(error);
      }
      callback(null, result);
    };
  }

  get #fs() {
    const nothing = this.#called(() => undefined);
    const open = this.#called((path, flags) => this.#openNow(resolve(path), flags));
    return {
      constants,
      writeSync: (/** @type {number} */ fd, /** @type {Uint8Array} */ bytes) => this.#write(fd, bytes, 0, bytes.length, null),
      open: (/** @type {string} */ path, /** @type {any[]} */ ...rest) => {
        const wait = this.#gate(resolve(path));
        if (wait) wait.then(() => open(path, ...rest)).catch(this.#crashed);
        else open(path, ...rest);
      },
      close: this.#called((fd) => void this.#open.delete(fd)),
      read: this.#called((fd, into, offset, length, position) => this.#read(fd, into, offset, length, position)),
      write: this.#called((fd, from, offset, length, position) => this.#write(fd, from, offset, length, position)),
      stat: this.#called((path) => this.#stat(resolve(path))),
      lstat: this.#called((path) => this.#stat(resolve(path))),
      fstat: this.#called((fd) => this.#stat("", fd < 3 ? { path: "", given: new Uint8Array(0), written: null, at: 0 } : this.#handle(fd))),
      readdir: this.#called(() => []),
      unlink: this.#called((path) => void this.#written.delete(resolve(path))),
      ftruncate: this.#called((fd, length) => {
        const file = this.#handle(fd).written;
        if (file && length < file.size) file.size = length;
      }),
      chmod: nothing, fchmod: nothing, chown: nothing, fchown: nothing, lchown: nothing, fsync: nothing, utimes: nothing, mkdir: nothing, rmdir: nothing,
      rename: this.#called(() => { throw failure("ENOSYS"); }),
      readlink: this.#called(() => { throw failure("EINVAL"); }),
    };
  }
}
