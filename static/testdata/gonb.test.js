import assert from "node:assert/strict";
import { test } from "node:test";
import { digest } from "./js/work/digest.js";
import { read } from "./js/work/gonb.js";

const gonb = { kernelspec: { name: "gonb", language: "go", display_name: "Go (gonb)" } };
const notebook = (cells, metadata = gonb, nbformat = 4) => JSON.stringify({ nbformat, nbformat_minor: 4, metadata, cells });
const code = (source, abacus = undefined) => ({ cell_type: "code", source, outputs: [], execution_count: 1, metadata: abacus ? { abacus } : {} });
const text = (source, more = {}) => ({ cell_type: "markdown", source, metadata: {}, ...more });
/** The Go of a cell that is a notebook of its own. */
const go = (source) => read(notebook([code(source)])).cells.map((cell) => cell.text).join("\n---\n");

test("cells of GoNB", () => {
  for (const [source, want] of [
    ["func f() int { return 1 }\n\n%%\nfmt.Println(f())\n", "func f() int { return 1 }\n\nfmt.Println(f())"],
    ["%%\nx := 1\nx", "x := 1\nx"],
    ["%main\nfmt.Println(1)", "fmt.Println(1)"],
    ["//gonb:%%\nfmt.Println(1)", "fmt.Println(1)"],
    ["import \"math\"\n\nfunc f() {}", "import \"math\"\n\nfunc f() {}"],
    ["func main() { fmt.Println(1) }", "func main() { fmt.Println(1) }"],
    ["%\n!", "%\n!"], // GoNB takes them for Go
    ["!ls \\\n -l\n%%\nf()", "f()"],
    ["%%", ""], ["  \n", ""],
    ["%%\nshowCell(Curve)", "Curve(nb)"],
    ["%%\nshowCell(func(nb *notebook.Cell) {\n\tx := `a\n\tb`\n\tshow.Result(nb)(f(x))\n})", "x := `a\n\tb`\nf(x)"],
    ["import (\n\t\"abacus/lessons/notebook\"\n\t\"abacus/lessons/notebook/show\"\n)\n\n\n%%\nshowCell(func(nb *notebook.Cell) {\n\tnb.Println(1)\n})", "nb.Println(1)"],
  ]) assert.equal(go(source), want, source);
});

test("what cannot be taken is said, cell by cell", () => {
  const { cells, notes } = read(notebook([
    text("# Title"), code("!go get example.com/x@latest"), code("%%bash\nls"), code("%%writefile a.txt\nx"),
    code("%env A=b\n%%  -n 3 --flag\nfmt.Println(1)"), code("%test\nfunc TestX(t *testing.T) {}"), { cell_type: "raw", source: "x" },
    { cell_type: "code", source: [1] }, null, text("![a](attachment:a.png)", { attachments: { "a.png": {} } }),
    code("import \"example.com/x\"\n\n%%\nx.F()"), code(`%%\n_ = \`${"x".repeat(70_000)}\``), code("var seen = 1"), code("%%\nfmt.Println(seen)"),
    code("%constructor\n%%\nfmt.Println(2)"),
  ]));
  assert.deepEqual(cells.map(({ language }) => language).join(" "), "text go go text go go go go");
  assert.deepEqual(notes, [
    "Cell 2 of the file is not taken: it has only commands, such as “!go get example.com/x@latest”, which a page does not have.",
    "Cell 3 of the file is not taken: it is for the shell (%%bash), not Go.",
    "Cell 4 of the file is not taken: it is for a file (%%writefile), not Go.",
    "Cell 5 of the file has lost “%env A=b”: a page has no environment.",
    "Cell 5 of the file has lost the arguments in “%%  -n 3 --flag”: a page has no command line.",
    "Cell 6 of the file has lost “%test”: a page runs no tests.",
    "Cell 7 of the file is not taken: it is neither text nor code.",
    "Cell 8 of the file is not taken: it cannot be read.",
    "Cell 9 of the file is not taken: it cannot be read.",
    "Cell 10 of the file has lost its pictures: text cells have none.",
    "Cell 11 of the file is taken, but imports example.com/x, which pages do not have.",
    "Cell 12 of the file is not taken: it is longer than a cell may be.",
    "Cell 15 of the file has lost “%constructor”: it is a command for GoNB.",
    "Other cells use seen: here they do not see the variables of a cell. Let a function return them.",
  ]);
});

test("cells that were downloaded here", () => {
  const from = (source, origin, now = source) => code(now, { digest: digest(source), ...origin });
  const { cells, notes } = read(notebook([
    from("setting up", { lesson: "entropy" }), from("%%\nshowCell(A)", { lesson: "entropy" }, "%%\nshowCell(A, \"p=0.3\")"),
    from("%%\nf()", { language: "go", title: "Mine", text: "entropy.F()" }),
    from("%%\nf()", { language: "go", title: "Changed", text: "entropy.F()" }, "%%\ng()"),
    text("```sql\nSELECT 1;\n```", { metadata: { abacus: { language: "sql", title: "All", text: "SELECT 1;\n", digest: digest("```sql\nSELECT 1;\n```") } } }),
    text("```sql\nSELECT 2;\n```", { metadata: { abacus: { language: "sql", title: "Two", text: "SELECT 1;", digest: "old" } } }),
    text("notes", { metadata: { abacus: { language: "<b>", title: 1, lesson: "../x", digest: "old" } } }),
  ]));
  assert.deepEqual(cells, [
    { language: "go", title: "", text: "A(nb)" }, { language: "go", title: "Mine", text: "entropy.F()" },
    { language: "go", title: "Changed", text: "g()" }, { language: "sql", title: "All", text: "SELECT 1;\n" },
    { language: "sql", title: "Two", text: "SELECT 2;" }, { language: "text", title: "", text: "notes" },
  ]);
  assert.deepEqual(notes, [
    "Cell 2 of the file has lost the inputs in “showCell(A, \"p=0.3\")”: set them on the page.",
    "1 cell is not taken: it belongs to the lesson “entropy”, which the course has.",
  ]);
});

test("files that are no notebooks in Go", () => {
  for (const [file, says] of [
    ["", /damaged/], ["{", /damaged/], ["null", /not a Jupyter notebook/], ["[]", /not a Jupyter notebook/], ['{"abacus":1}', /not a Jupyter notebook/],
    [notebook([], gonb, 3), /version 3/], [notebook({}), /no cells/], [notebook(new Array(2001).fill(text("x"))), /more than 2000/],
    [notebook([code("print(1)")], { kernelspec: { name: "python3", language: "python", display_name: "Python 3" } }), /in Python 3\. Notebooks in Go/],
    [notebook([], { language_info: { name: "R" } }), /in R\./], [notebook([], { kernelspec: { name: "xeus" } }), /in xeus\./],
  ]) assert.throws(() => read(file), says);
  for (const metadata of [{}, null, { kernelspec: 1 }, { language_info: { name: "go" } }, { kernelspec: { name: "gophernotes", language: "go" } }]) {
    assert.equal(read(notebook([code("1 + 1")], metadata)).cells.length, 1);
  }
});

test("cells of notebooks downloaded before there were metadata", () => {
  const { cells, notes } = read(notebook([code("%%\nconst shared = `x`\nos.Getenv(\"GONB_TMP_DIR\")"), code("func showCell(cell func(*notebook.Cell), inputs ...string) {}")]));
  assert.equal(cells.length, 0);
  assert.deepEqual(notes, ["Cell 1 of the file is not taken: it sets up GoNB, which a page does not need.",
    "Cell 2 of the file is not taken: it shows a lesson's cells in GoNB, which a page does by itself."]);
});

test("odd cells are read at once", () => {
  const n = 59_000;
  for (const odd of [" ", "\n", "\t", ")", "showCell(a, ", "import ", "import (\n", "var a\n", "`", "\\\n", "! \\\n", "%% a\n", "x", "show.Result(nb)(\n"]) {
    const source = odd.repeat(n / odd.length);
    for (const text of [source, `x${source}x`, `%%\nshowCell(${source}`, `import "${source}`]) {
      const start = performance.now();
      read(notebook([code(text)]));
      assert.ok(performance.now() - start < 2000, `${JSON.stringify(odd)} takes ${performance.now() - start} ms`);
    }
  }
});
