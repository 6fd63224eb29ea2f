// The iframe that programs run in: without an origin, without network access,
// hidden on the page.

/**
 * Opens a frame. Messages sent to its port before it has loaded are queued.
 * @param {{frame: (src: string) => Promise<{src: string} | {srcdoc: string}>}} api provides the contents of frames
 * @param {string} src
 * @param {(replaced: boolean) => void} lost called when it cannot be loaded, or once something else has taken its place
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
    frame.addEventListener("load", () => {
      // The frame has no origin that could be named instead of "*".
      frame.contentWindow?.postMessage("port", "*", [port2]);
      frame.addEventListener("load", () => closed || lost(true), { once: true });
    }, { once: true });
    document.body.append(frame);
  }, () => closed || lost(false));
  return {
    port,
    close() {
      closed = true;
      port.close();
      frame.remove();
    },
  };
}
