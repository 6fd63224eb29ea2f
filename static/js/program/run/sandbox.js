// The iframe in which programs run: without an origin, without a network,
// without a place on the page.
import { exported } from "../../page/site.js";

/** What frames hold, by address, once it is known. @type {Map<string, Promise<{src: string} | {srcdoc: string}>>} */
const documents = new Map();

/**
 * Finds what a frame holds, so that later ones need no server. The error is a
 * TypeError.
 *
 * A server sends on to an address that changes with the content, which the
 * browser therefore keeps. In exported pages it is the text itself: a frame
 * without an origin is out of the reach of the service worker by which they
 * work without a network.
 * @param {string} src
 */
function find(src) {
  let found = documents.get(src);
  if (!found) {
    found = fetch(src, { method: exported ? "GET" : "HEAD" }).then(async (response) => {
      if (!response.ok) throw new TypeError(`${src}: ${response.status}`);
      return exported ? { srcdoc: await response.text() } : { src: response.url };
    });
    documents.set(src, found);
    found.catch(() => documents.delete(src));
  }
  return found;
}

/**
 * Opens a frame. What is sent on its port before it has loaded waits there.
 * @param {string} src
 * @param {() => void} lost is told when it cannot be had
 */
export function openFrame(src, lost) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "The reader's program";
  let closed = false;
  const { port1: port, port2 } = new MessageChannel();
  find(src).then((content) => {
    if (closed) return;
    Object.assign(frame, content);
    // The frame has no origin that could be named instead of "*".
    frame.addEventListener("load", () => frame.contentWindow?.postMessage("port", "*", [port2]), { once: true });
    document.body.append(frame);
  }, () => closed || lost());
  return {
    port,
    close() {
      closed = true;
      port.close();
      frame.remove();
    },
  };
}
