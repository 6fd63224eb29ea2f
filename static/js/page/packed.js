// Files that are packed with gzip, because plain hosts send files as they
// are. A host that unpacks them on the way is fine as well.

/**
 * Fetches a file and unpacks it. The error is a TypeError where it cannot be
 * had.
 * @param {string | URL} address
 * @param {string} type of the content
 * @returns {Promise<Response>}
 */
export async function getPacked(address, type) {
  const response = await fetch(address);
  if (!response.ok || !response.body) throw new TypeError(`${address}: ${response.status}`);
  const reader = response.body.getReader();
  const first = await reader.read();
  const body = new ReadableStream({
    start(controller) {
      if (first.done) controller.close();
      else controller.enqueue(first.value);
    },
    async pull(controller) {
      const { done, value } = await reader.read();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel: (reason) => reader.cancel(reason),
  });
  const packed = first.value?.[0] === 0x1f && first.value[1] === 0x8b;
  return new Response(packed ? body.pipeThrough(new DecompressionStream("gzip")) : body, { headers: { "Content-Type": type } });
}
