package cells

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// seen is JavaScript for all that a cell of the reader's own shows, one string for
// each thing: its status, its inputs, the marked lines, and its outputs in order.
const seen = `(() => {
	const cell = document.querySelector(%s), seen = [];
	const text = (e) => e?.textContent ?? "";
	const add = (kind, what) => seen.push(kind + ": " + what.trimEnd());
	const status = text(cell.querySelector(".bar .meta"));
	if (status) add("status", status);
	for (const e of cell.querySelectorAll(":scope > form .input")) add("input", text(e));
	let line = 0;
	for (const e of cell.querySelectorAll(".cm-content > *")) {
		if (e.matches(".cm-line")) line++;
		if (e.matches(".cm-problem")) add("line " + line, [...e.children].map(text).join(" // "));
	}
	for (const e of cell.querySelectorAll(":scope > pre:not([hidden]), :scope > .outputs > *")) {
		const table = e.querySelector("table");
		if (table) add("table", [...table.rows].map((row) => [...row.cells].map(text).join(", ")).join("; "));
		else if (e.matches(".drawing")) add("drawing", e.querySelector(":scope > svg").getAttribute("aria-label"));
		else if (!e.matches(".animation")) add(e.className, text(e));
		else add("animation", ["label", ".frame"].map((s) => text(e.querySelector(s))).join(": "));
	}
	return seen;
})()`

// ended is JavaScript for whether a cell neither builds nor runs.
const ended = `document.querySelector(%s).querySelector(".bar [aria-label^=Stop]").hidden`

// What people type into a cell of their own, and all that they see of it.
func TestWhatPeopleTypeIntoACell(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	cell := course.AddOwn(p)
	for _, tt := range append(course.AllTyped(t), course.Typed{
		Name: "a long line", Text: "x := []int{" + strings.Repeat("1, ", 2000) + "2}\nlen(x)", Sees: []string{"text: 2001"},
	}) {
		p.Sub(tt.Name, func(t *testing.T) {
			p.Rewrite(cell, tt.Text)
			p.Run(cell)
			p.Wait("the end", ended, cell)
			got := browser.Eval[[]string](p, seen, cell)
			for i := range max(len(got), len(tt.Sees)) {
				if i >= len(got) || i >= len(tt.Sees) || !matches(got[i], tt.Sees[i]) {
					t.Errorf("%s\nshows\n\t%.2000s\nwant\n\t%s",
						tt.Text, strings.Join(got, "\n\t"), strings.Join(tt.Sees, "\n\t"))
					return
				}
			}
		})
	}
}

// The cells that the help shows do what they are there to show.
func TestCellsInTheHelp(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile(filepath.Join(course.Root(), "content", "help", "cells.md"))
	if err != nil {
		t.Fatal(err)
	}
	blocks := regexp.MustCompile("(?s)```go\n(.*?)```").FindAllSubmatch(page, -1)
	kinds := []string{"text: 42", "input: …", "drawing: …", "text: 1.6…"}
	if len(blocks) != len(kinds) {
		t.Fatalf("the page has %d cells, want %d", len(blocks), len(kinds))
	}
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	cell := course.AddOwnLast(p, "go")
	for i, block := range blocks {
		p.Rewrite(cell, strings.TrimSpace(string(block[1])))
		p.Run(cell)
		p.Wait("the end", ended, cell)
		if got := browser.Eval[[]string](p, seen, cell); len(got) == 0 || !matches(got[0], kinds[i]) {
			t.Errorf("%s\nshows %s, want %s", block[1], got, kinds[i])
		}
	}
}

// matches reports whether a text is as wanted, where … stands for anything.
func matches(text, want string) bool {
	parts := strings.Split(want, "…")
	for i, part := range parts {
		at := strings.Index(text, part)
		if at < 0 || i == 0 && at > 0 {
			return false
		}
		text = text[at+len(part):]
	}
	return text == "" || parts[len(parts)-1] == ""
}

// A cell that goes on for ever shows what it prints meanwhile, and is stopped; so is
// one that does once its slider has moved.
func TestACellIsStopped(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	cell := course.AddOwn(p)
	stopped := func() {
		t.Helper()
		p.Wait("what it prints",
			"document.querySelector(%s)?.textContent.includes('on and on')", cell+" > pre.text:not([hidden])")
		p.Wait("Stop", "!"+ended, cell)
		p.ClickText(cell+" .bar button", "Stop")
		p.Wait("the end", ended, cell)
		p.Shows(cell, "on and on")
		p.Shows(cell, "Stopped.")
	}
	p.Rewrite(cell, "fmt.Println(\"on and on\")\nfor {\n}")
	p.Run(cell)
	stopped()
	p.Rewrite(cell, "n := nb.Int(\"n\", \"n\", 1, 1, 2)\nfor n > 1 {\n\tselect {}\n}\nn")
	p.Run(cell)
	p.Shows(cell, "1")
	p.SetInput(cell+" input[type=range]", "2")
	p.Shows(cell, "Deadlock")
	t.Log("the slider is still there, at 2")
	p.Rewrite(cell, "n := nb.Int(\"n\", \"n\", 1, 1, 2)\nif n > 1 {\n\tfmt.Println(\"on and on\")\n}\nfor n > 1 {\n}\nn")
	p.Run(cell)
	p.Wait("it to run with 2", "!"+ended, cell)
	stopped()
	p.SetInput(cell+" input[type=range]", "1")
	p.Shows(cell, "1")
}
