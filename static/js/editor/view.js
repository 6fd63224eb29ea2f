// The editor: CodeMirror, set up to take exactly the place of the listing or text
// area.
import {
  Compartment, EditorState, EditorView, SQLite, bracketMatching, closeBrackets, goLanguage, highlightSpecialChars, history,
  indentOnInput, indentUnit, search, styleTags, tags,
} from "../../third_party/editor.js";
import { replacements } from "./diff.js";
import { diagnostics, showDiagnostics } from "./diagnostics.js";
import { keys } from "./keys.js";
import { theme } from "./theme.js";
import { inWords } from "./problems.js";

/**
 * @typedef {import("./editor.js").Options} Options
 * @typedef {import("./editor.js").Editor} Editor
 */

const languages = {
  // As in the server's highlighting, a method's name in a call is a function's.
  go: () => [
    goLanguage.configure({ props: [styleTags({ "CallExpr/SelectorExpr/FieldName": tags.function(tags.propertyName) })] }).extension,
    indentUnit.of("\t"),
  ],
  sql: () => [SQLite.extension, indentUnit.of("  ")],
  markdown: () => [EditorView.lineWrapping, indentUnit.of("  "), EditorView.contentAttributes.of({ spellcheck: "true", autocapitalize: "sentences" })],
};

/**
 * @param {HTMLElement} element
 * @param {Options} options
 * @returns {Editor}
 */
export function createEditor(element, options) {
  const area = element instanceof HTMLTextAreaElement;
  const source = area ? areaSource(element) : listingSource(element);
  const run = () => (options.onRun ? options.onRun() : source.submit());
  const readOnly = new Compartment();
  let replaced = false; // the text, by the page, just now
  const label = options.label ?? element.getAttribute("aria-label") ?? "code";

  const view = new EditorView({
    state: EditorState.create({
      doc: source.text,
      selection: { anchor: Math.min(options.caret ?? source.caret, source.text.length) },
      extensions: [
        theme(), languages[options.language](),
        // A replaced text is undone alone, not with what is typed next.
        history({ joinToEvent: (/** @type {unknown} */ _, /** @type {boolean} */ adjacent) => adjacent && !replaced }), search({ top: true }), options.language === "markdown" ? [] : [bracketMatching(), closeBrackets(), indentOnInput()],
        highlightSpecialChars(), diagnostics(), keys({ run, runNext: options.onRunNext ?? run, format: options.onFormat }),
        EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0", "aria-describedby": keysHelp(options.language), spellcheck: "false", autocapitalize: "off" }),
        EditorView.scrollMargins.of(covered),
        readOnly.of(EditorState.readOnly.of(options.readOnly ?? false)),
        EditorView.updateListener.of((update) => {
          if (!update.docChanged) return;
          replaced = update.transactions.some((/** @type {any} */ transaction) => transaction.isUserEvent("replace"));
          const value = update.state.doc.toString();
          if (!area) update.view.dom.style.minHeight = ""; // it may be shorter now
          source.write(value);
          options.onChange?.(value);
        }),
      ],
    }),
  });
  takeMetrics(element, view.dom);
  element.after(view.dom);
  const hadFocus = element.contains(document.activeElement);
  element.hidden = true;
  element.style.display = "none"; // the page's rules for text areas outweigh the attribute
  if (hadFocus || options.caret !== undefined) view.focus();
  if (options.caret !== undefined) view.setTabFocusMode(false); // as after a click

  const editor = {
    get value() {
      return view.state.doc.toString();
    },
    set value(text) {
      const changes = replacements(view.state.doc.toString(), text.replace(/\n$/, ""));
      if (changes.length) view.dispatch({ changes, userEvent: "replace" });
    },
    setDiagnostics(/** @type {import("./editor.js").Problem[]} */ problems) {
      showDiagnostics(view, problems);
      if (problems.length) options.announce(inWords(problems));
    },
    setReadOnly(/** @type {boolean} */ on) {
      view.dispatch({ effects: readOnly.reconfigure(EditorState.readOnly.of(on)) });
    },
    focus(/** @type {number | undefined} */ line) {
      if (line) {
        const { from } = view.state.doc.line(Math.min(Math.max(line, 1), view.state.doc.lines));
        view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "center" }) });
      }
      view.focus();
    },
    destroy() {
      source.release();
      view.destroy();
      element.hidden = false;
      element.style.display = "";
    },
  };
  source.follow(() => (editor.value = source.current()));
  return editor;
}

/** The element under the editor that holds the text: a text area of a form. */
function areaSource(/** @type {HTMLTextAreaElement} */ area) {
  let reset = () => {};
  return {
    text: area.value.replace(/\n$/, ""),
    caret: area.selectionStart,
    current: () => area.value,
    write(/** @type {string} */ value) {
      area.value = value;
      area.dispatchEvent(new Event("input", { bubbles: true }));
    },
    submit: () => area.form?.requestSubmit(),
    /** Calls back after the form has been reset. */
    follow(/** @type {() => void} */ changed) {
      reset = () => void setTimeout(changed);
      area.form?.addEventListener("reset", reset);
    },
    release: () => area.form?.removeEventListener("reset", reset),
  };
}

/** A highlighted listing. */
function listingSource(/** @type {HTMLElement} */ pre) {
  const code = pre.querySelector("code") ?? pre;
  const highlighted = [...code.childNodes];
  const text = (code.textContent ?? "").replace(/\n$/, "");
  return {
    text,
    caret: 0,
    current: () => code.textContent ?? "",
    write(/** @type {string} */ value) {
      if (value === text) code.replaceChildren(...highlighted);
      else code.textContent = value;
    },
    submit() {},
    follow() {},
    release() {},
  };
}

/** Gives the editor the font, padding and border of the element it replaces. */
function takeMetrics(/** @type {HTMLElement} */ element, /** @type {HTMLElement} */ editor) {
  const style = getComputedStyle(element);
  for (const name of ["fontFamily", "fontSize", "lineHeight", "borderRadius", "borderWidth", "borderStyle"]) {
    editor.style[/** @type {"fontSize"} */ (name)] = style[/** @type {"fontSize"} */ (name)];
  }
  editor.style.setProperty("--pad-block", style.paddingTop);
  editor.style.setProperty("--pad-inline", style.paddingLeft);
  // An editor out of sight has not measured its lines yet.
  editor.style.minHeight = `${element.getBoundingClientRect().height}px`;
}

/** How much of the window the page's bars cover, according to its style sheet. */
function covered() {
  const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
  return { top: parseFloat(scrollPaddingTop) || 0, bottom: parseFloat(scrollPaddingBottom) || 0 };
}

/** The id of the paragraph, shared by all editors of a language, that describes the keys. */
function keysHelp(/** @type {Options["language"]} */ language) {
  const id = `editor-keys-${language}`;
  if (!document.getElementById(id)) {
    const p = document.createElement("p");
    p.id = id;
    p.className = "hidden";
    const runs = language === "markdown" ? "shows the note" : "runs";
    p.textContent = `Control Enter ${runs}, Shift Enter ${runs} and moves on to the next. ${language === "go" ? "Shift Alt F formats. " : ""}` +
      "Tab indents once you have typed; press Escape first to leave with Tab.";
    (document.querySelector("main") ?? document.body).append(p);
  }
  return id;
}
