// Temml as a script that is the same to a page, which imports it, and to the
// server's interpreter, which runs it: both find it under its name.
import temml from "temml";

/** @type {any} */ (globalThis).temml = temml;
