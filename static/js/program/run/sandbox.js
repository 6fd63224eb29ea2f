// The iframe in which programs run: without an origin, without a network,
// without a place on the page.

/**
 * Opens a frame. What is sent on its port before it has loaded waits there.
 * @param {{frame: (src: string) => Promise<{src: string} | {srcdoc: string}>}} api says what frames hold
 * @param {string} src
 * @param {() => void} lost is told when it cannot be had
 */
export function openFrame(api, src, lost) {
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-scripts");
  frame.hidden = true;
  frame.title = "The reader's program";
  let closed = false;
  const { port1: port, port2 } = new MessageChannel();
  api.frame(src).then((content) => {
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
