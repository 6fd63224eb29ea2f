// The compiler's messages, below the lines they refer to.
import { Decoration, EditorView, StateEffect, StateField, WidgetType } from "../../third_party/editor.js";

/** @typedef {import("./editor.js").Problem} Problem */

const show = /** @type {typeof StateEffect.define<Problem[]>} */ (StateEffect.define)();

class Message extends WidgetType {
  constructor(/** @type {Problem} */ problem) {
    super();
    this.problem = problem;
  }
  eq(/** @type {Message} */ other) {
    return other.problem.message === this.problem.message && other.problem.hint === this.problem.hint;
  }
  toDOM() {
    const box = document.createElement("div");
    box.className = "cm-problem";
    box.setAttribute("role", "note");
    box.append(paragraph("message", this.problem.message));
    if (this.problem.hint) box.append(paragraph("hint", this.problem.hint));
    return box;
  }
  ignoreEvent() {
    return true; // its text can be selected and copied
  }
}

function paragraph(/** @type {string} */ name, /** @type {string} */ text) {
  const p = document.createElement("p");
  p.className = name;
  p.textContent = text;
  return p;
}

/** Converts a UTF-8 byte offset in a line to a UTF-16 offset. */
function offset(/** @type {string} */ line, /** @type {number} */ bytes) {
  const before = new TextEncoder().encode(line).slice(0, Math.max(0, bytes));
  return Math.min(new TextDecoder().decode(before).length, line.length);
}

function decorate(/** @type {any} */ doc, /** @type {Problem[]} */ problems) {
  const all = problems.flatMap((problem) => {
    const line = doc.line(Math.min(Math.max(problem.line || 1, 1), doc.lines));
    const decorations = [
      Decoration.line({ class: "cm-problem-line" }).range(line.from),
      Decoration.widget({ widget: new Message(problem), block: true, side: 1 }).range(line.to),
    ];
    const at = offset(line.text, (problem.column ?? 0) - 1);
    const word = /^(\w+|\S)/.exec(line.text.slice(at));
    if (problem.column && word) {
      decorations.push(Decoration.mark({ class: "cm-problem-at" }).range(line.from + at, line.from + at + word[0].length));
    }
    return decorations;
  });
  return Decoration.set(all, true);
}

const field = StateField.define({
  create: () => Decoration.none,
  update(decorations, transaction) {
    decorations = decorations.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (effect.is(show)) decorations = decorate(transaction.state.doc, effect.value);
    }
    return decorations;
  },
  provide: (f) => [
    EditorView.decorations.from(f),
    EditorView.contentAttributes.from(f, (decorations) => ({ "aria-invalid": decorations.size ? "true" : "false" })),
  ],
});

/** The extension that displays messages. */
export const diagnostics = () => field;

/** Replaces the messages shown. */
export function showDiagnostics(/** @type {EditorView} */ view, /** @type {Problem[]} */ problems) {
  view.dispatch({ effects: show.of(problems) });
}
