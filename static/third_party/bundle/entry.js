// What the course uses of CodeMirror, in one module. Only third-party code
// belongs here, and the one mend below: the editor itself is js/editor.js.
import { StyleModule } from "style-mod";

export { Compartment, EditorState, Prec, StateEffect, StateField } from "@codemirror/state";
export { Decoration, EditorView, WidgetType, highlightSpecialChars, keymap } from "@codemirror/view";
export { defaultKeymap, history, historyKeymap, indentLess, indentMore } from "@codemirror/commands";
export {
  HighlightStyle, bracketMatching, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
export { search, searchKeymap } from "@codemirror/search";
export { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
export { goLanguage } from "@codemirror/lang-go";
export { styleTags, tags } from "@lezer/highlight";
export { SQLite } from "@codemirror/lang-sql";

// In a document, style-mod writes its rules into a style element, which the
// pages' Content-Security-Policy blocks. Constructed style sheets are not
// inline styles: adopt one instead. As in the original, rules of later
// modules take precedence, and a document holds each module once.

/** @type {WeakMap<DocumentOrShadowRoot, {sheet: CSSStyleSheet, modules: StyleModule[]}>} */
const adopted = new WeakMap();

StyleModule.mount = (root, given) => {
  const modules = Array.isArray(given) ? given : [given];
  let set = adopted.get(root);
  if (!set) {
    set = { sheet: new CSSStyleSheet(), modules: [] };
    adopted.set(root, set);
    // First, so that the page's own rules win.
    root.adoptedStyleSheets = [set.sheet, ...root.adoptedStyleSheets];
  }
  let at = 0;
  let changed = false;
  for (const module of modules) {
    const index = set.modules.indexOf(module);
    if (index >= at) {
      at = index + 1;
      continue;
    }
    if (index >= 0) set.modules.splice(index, 1), at--;
    set.modules.splice(at++, 0, module);
    changed = true;
  }
  if (changed) set.sheet.replaceSync(set.modules.map((m) => m.getRules()).join("\n"));
};
