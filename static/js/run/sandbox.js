// The iframe in which programs run: without an origin, without a network,
// without a place on the page.

/**
 * Opens a frame. What is sent on its port before it has loaded waits there.
 * @param {string} src
 */
export function openFrame(src) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "The reader's program";
  frame.src = src;
  const { port1: port, port2 } = new MessageChannel();
  // The frame has no origin that could be named instead of "*".
  frame.addEventListener("load", () => frame.contentWindow?.postMessage("port", "*", [port2]), { once: true });
  document.body.append(frame);
  return {
    port,
    close() {
      port.close();
      frame.remove();
    },
  };
}
