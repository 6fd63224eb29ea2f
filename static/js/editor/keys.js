// Keyboard shortcuts of the editor: Ctrl-Enter runs, Shift-Enter runs and moves
// on, Shift-Alt-F formats. Tab must not trap the focus: in an editor reached with
// Tab, Tab moves on until something is typed; from then on it indents, and after
// Escape it moves on again.
import {
  EditorView, Prec, closeBracketsKeymap, defaultKeymap, historyKeymap, indentLess, indentMore, indentUnit, keymap, searchKeymap,
} from "../../third_party/editor.js";

/**
 * @param {{run: () => void, runNext: () => void, format?: () => void}} actions
 */
export function keys({ run, runNext, format }) {
  let pointer = false;
  const doing = (/** @type {() => void} */ f) => () => {
    f();
    return true;
  };
  return [
    Prec.highest(keymap.of([
      { key: "Mod-Enter", run: doing(run), preventDefault: true },
      { key: "Shift-Enter", run: doing(runNext), preventDefault: true },
      ...(format ? [{ key: "Shift-Alt-f", run: doing(format), preventDefault: true }] : []),
    ])),
    keymap.of([
      { key: "Tab", run: indent, shift: indentLess },
      ...closeBracketsKeymap, ...searchKeymap, ...historyKeymap, ...defaultKeymap,
    ]),
    EditorView.domEventHandlers({
      pointerdown(_, view) {
        pointer = true;
        view.setTabFocusMode(false);
      },
      focus(_, view) {
        if (!pointer) view.setTabFocusMode(true);
      },
      blur() {
        pointer = false;
      },
      keydown(event, view) {
        if (event.key === "Escape") view.setTabFocusMode(true);
      },
      beforeinput: replaceSelection,
    }),
    EditorView.updateListener.of((update) => {
      if (update.docChanged && update.view.hasFocus) update.view.setTabFocusMode(false);
    }),
  ];
}

/**
 * Text typed over a selection. Left to itself Chromium would wrap it in a
 * styled element to keep its look, which the page's policy reports.
 * @param {InputEvent} event
 * @param {EditorView} view
 */
function replaceSelection(event, view) {
  const { from, to, empty } = view.state.selection.main;
  if (view.state.readOnly) return true;
  if (event.inputType !== "insertText" || !event.data || empty || view.composing) return false;
  const text = event.data;
  const insert = () => view.state.update(view.state.replaceSelection(text), { userEvent: "input.type", scrollIntoView: true });
  const handled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, insert));
  if (!handled) view.dispatch(insert());
  return true;
}

/** Indents the selected lines, or inserts one step of indentation. */
function indent(/** @type {EditorView} */ view) {
  const { state } = view;
  if (state.readOnly) return false;
  if (state.selection.ranges.some((range) => !range.empty)) return indentMore(view);
  view.dispatch(state.update(state.replaceSelection(state.facet(indentUnit)), { scrollIntoView: true, userEvent: "input" }));
  return true;
}
