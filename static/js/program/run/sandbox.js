// The iframe that programs run in: without an origin, without network access,
// hidden on the page.

/**
 * Opens a frame. Messages sent to its port before it has loaded are queued.
 * @param {{frame: (src: string) => Promise<{src: string} | {srcdoc: string}>}} api provides the contents of frames
 * @param {string} src
 * @param {() => void} lost called when it cannot be loaded
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
