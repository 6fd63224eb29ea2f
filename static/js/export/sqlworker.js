// The worker that runs the program of server/sql/program. The first message it
// receives names the program's address; each later one is a request, as JSON.
import { getPacked } from "../api/http.js";

const post = self.postMessage.bind(self);
let cells = "";

self.onmessage = async ({ data }) => {
  cells = data.cells;
  try {
    const [response] = await Promise.all([getPacked(data.program, "application/wasm"), import(data.glue)]);
    await start(response);
  } catch (error) {
    return post(String(error));
  }
  self.onmessage = ({ data }) => /** @type {any} */ (self).abacusSQL(cells, data, post);
  post("ready");
};

/** @returns {Promise<void>} */
function start(/** @type {Response} */ response) {
  return new Promise((resolve, reject) => {
    /** @type {any} */ (self).abacusReady = resolve;
    const go = new /** @type {any} */ (self).Go();
    WebAssembly.instantiateStreaming(response, go.importObject).then(({ instance }) => go.run(instance)).catch(reject);
  });
}
