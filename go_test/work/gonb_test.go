package work

import (
	"maps"
	"strings"
	"testing"

	"abacus/go_test/browser"
)

// A notebook's cells go to the page Notebook, behind those that are there.
func TestImportOfANotebook(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	openYourWork(p)
	const notebook = `{"nbformat": 4, "metadata": {"language_info": {"name": "go"}}, "cells": [
		{"cell_type": "markdown", "source": "# Notes"}, {"cell_type": "code", "source": "!ls\n%%\nfmt.Println(1)"}]}`
	for _, tally := range []string{"2 cells of your own.", "4 cells of your own."} {
		choosing(p, "notebook.ipynb", notebook)
		p.Wait("the report", "document.querySelector('dialog.brought[open]')")
		said := p.Text("dialog.brought")
		for _, want := range []string{
			"2 cells brought in.", "Cell 2 of the file has lost “!ls”: a page cannot run commands of the computer.",
		} {
			if !strings.Contains(said, want) {
				t.Errorf("the report says %q, want %q", said, want)
			}
		}
		p.Accessible("dialog.brought")
		p.ClickText("dialog.brought button", "Close")
		p.Wait("the tally", "document.querySelector('.work .tally').textContent === %s", tally)
	}
	p.Import("own", "work/own-cells.js")
	pages(p, "store")
	got := browser.Eval[string](p,
		`new own.OwnCells(store, "notebook").list.map((c) => c.language + " " + c.title).join(", ")`)
	if want := "text Cell 1, go Cell 2, text Cell 3, go Cell 4"; got != want {
		t.Errorf("the page has %s, want %s", got, want)
	}
	if got := browser.Eval[string](p, `(() => {
		const cells = new own.OwnCells(store, "notebook");
		return cells.texts.get(cells.list[1].id).text;
	})()`); got != "fmt.Println(1)" {
		t.Errorf("the second cell is %q", got)
	}
}

func TestImportOfNotebooksThatAreNone(t *testing.T) {
	t.Parallel()
	p, _ := newWork(t)
	someWork(p)
	openYourWork(p)
	before := meaning(p)
	const python = `{"nbformat": 4,
		"metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
		"cells": [{"cell_type": "code", "source": "print(1)"}]}`
	for what, c := range map[string]struct{ file, told string }{
		"Python":   {python, "in Python 3. Notebooks in Go, for GoNB, can be brought in. Nothing was changed."},
		"damaged":  {python[:80], "This is not a Jupyter notebook, or it is damaged. Nothing was changed."},
		"a backup": {`{"abacus":1,"lessons":{}}`, "This is not a Jupyter notebook. Nothing was changed."},
		"huge":     {strings.Repeat("x", 20_000_001), "This file is too large"},
	} {
		choosing(p, "notebook.ipynb", c.file)
		p.Wait("the report", workReport)
		if got := browser.Eval[string](p, workReport); !strings.Contains(got, c.told) {
			t.Errorf("%s: the report is %q, want %q", what, got, c.told)
		}
		if got := meaning(p); !maps.Equal(got, before) {
			t.Errorf("%s: the browser keeps %v, want %v", what, got, before)
		}
	}
}
