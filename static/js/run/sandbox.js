// The iframe in which programs run: without an origin, without a network,
// without a place on the page.
import { exported } from "../site.js";

/**
 * Opens a frame. What is sent on its port before it has loaded waits there.
 * @param {string} src
 */
export function openFrame(src) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "The reader's program";
  let closed = false;
  const place = () => {
    if (closed) return;
    // The frame has no origin that could be named instead of "*".
    frame.addEventListener("load", () => frame.contentWindow?.postMessage("port", "*", [port2]), { once: true });
    document.body.append(frame);
  };
  const { port1: port, port2 } = new MessageChannel();
  if (exported) {
    // A frame without an origin is out of the reach of the service worker by
    // which exported pages work without a network: the page gets its text.
    fetch(src).then((r) => r.text()).then((text) => {
      frame.srcdoc = text;
      place();
    }).catch(() => {}); // the runner's deadline tells
  } else {
    frame.src = src;
    place();
  }
  return {
    port,
    close() {
      closed = true;
      port.close();
      frame.remove();
    },
  };
}
