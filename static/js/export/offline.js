// Makes exported pages work offline. Browsers allow that over HTTPS or from the
// reader's own machine.

export function keepOffline(/** @type {import("../page/site.js").Site} */ site) {
  if (!("serviceWorker" in navigator) || /** @type {any} */ (navigator).connection?.saveData) return;
  const register = () => navigator.serviceWorker.register(site.address("/sw.js"), { updateViaCache: "none" }).catch(() => {}); // the pages work without
  if ("requestIdleCallback" in window) requestIdleCallback(register, { timeout: 5000 });
  else setTimeout(register, 1000);
}
