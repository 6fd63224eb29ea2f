// The editor in the colours of the page, as css/code.css has them for
// listings. CodeMirror's own sheet comes first, so these rules win.
import { EditorView, HighlightStyle, syntaxHighlighting, tags as t } from "../../third_party/editor.js";

const frame = EditorView.theme({
  // A stacking context of its own: what the page lays over a listing stays on top.
  "&": { backgroundColor: "var(--sunken)", color: "var(--ink)", borderColor: "var(--grid)", isolation: "isolate" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "inherit", lineHeight: "inherit", overflowX: "auto", containerType: "inline-size" },
  ".cm-content": { padding: "var(--pad-block) 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 var(--pad-inline)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--accent-soft)", outline: "1px solid var(--accent)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "transparent", color: "var(--red)" },

  ".cm-problem-line": { backgroundColor: "color-mix(in srgb, var(--red) 10%, transparent)", boxShadow: "inset 3px 0 var(--red)" },
  ".cm-problem-at": { textDecoration: "underline wavy var(--red)", textUnderlineOffset: "0.25em" },
  ".cm-problem": {
    fontFamily: "var(--sans)", fontSize: "0.9rem", lineHeight: "1.45", whiteSpace: "pre-line", padding: "0.35rem var(--pad-inline)",
    boxShadow: "inset 3px 0 var(--red)", backgroundColor: "var(--raised)", overflowWrap: "break-word",
    position: "sticky", left: "0", width: "100cqw", boxSizing: "border-box", // as wide as what can be seen, however long the lines
  },
  ".cm-problem p": { margin: "0" },
  ".cm-problem .hint": { color: "var(--muted)" },

  ".cm-panels": { backgroundColor: "var(--raised)", color: "var(--ink)", fontFamily: "var(--sans)", borderRadius: "inherit" },
  ".cm-panels-top": { borderBottom: "1px solid var(--grid)" },
  ".cm-panel.cm-search": { padding: "0.4rem 2rem 0.4rem 0.6rem" },
  ".cm-panel.cm-search :is(label, input, button)": { fontSize: "0.85rem" },
  ".cm-textfield": { backgroundColor: "var(--paper)", border: "1px solid var(--grid)", borderRadius: "4px" },
  ".cm-button": { backgroundImage: "none", backgroundColor: "var(--raised)", border: "1px solid var(--grid)", borderRadius: "4px" },
  ".cm-searchMatch": { backgroundColor: "var(--accent-soft)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-soft)", outline: "2px solid var(--accent)" },
});

const highlight = HighlightStyle.define([
  { tag: t.comment, color: "var(--muted)", fontStyle: "italic" },
  { tag: [t.keyword, t.definitionKeyword, t.moduleKeyword, t.controlKeyword, t.bool, t.null], color: "var(--purple)" },
  { tag: t.typeName, color: "var(--teal)" },
  { tag: [t.string, t.character, t.special(t.string)], color: "var(--green)" },
  { tag: t.number, color: "var(--number)" },
  { tag: [t.function(t.variableName), t.function(t.definition(t.variableName)), t.function(t.propertyName), t.standard(t.name)], color: "var(--blue)" },
]);

/** The extensions that make an editor look like a listing. */
export const theme = () => [frame, syntaxHighlighting(highlight)];
