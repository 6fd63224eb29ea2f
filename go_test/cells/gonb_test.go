package cells

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// bringIn chooses a file for a page's button "Bring in a notebook" and waits for the
// report.
func bringIn(p *browser.Page, content string) {
	p.T.Helper()
	p.Wait("the button", "document.querySelector('.bring-in')")
	course.ChooseFile(p, ".downloads input[type=file]", "mine.ipynb", content)
	p.Wait("the report", "document.querySelector('dialog.brought[open]')")
}

// A reader takes a lesson's notebook home, with a cell in it, and brings it into an
// empty page: the cell is as it was, and the lesson is not copied.
func TestANotebookComesBack(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	p := browser.NewPage(t, url)
	p.Open(course.WorkshopPage)
	course.AddOwn(p)
	const text = "func half(x float64) float64 { return x / 2 }\nhalf(entropy.Surprise(0.25))"
	p.Press(text)
	p.Wait("the text to be kept", "Object.values(localStorage).some((value) => value.includes('half(entropy'))")
	notebook := course.Downloaded(p, "entropy.ipynb")
	if !strings.Contains(notebook, "showCell(func(nb *notebook.Cell) {") {
		t.Fatal("the notebook does not have the cell")
	}

	q := browser.NewPage(t, url)
	q.Open("/notebook")
	bringIn(q, notebook)
	said := q.Text("dialog.brought")
	for _, want := range []string{
		"1 cell brought in. Nothing runs before you press Run.", "the lesson “entropy”, which the course has",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report says %q, want %q", said, want)
		}
	}
	q.Accessible("dialog.brought")
	q.Press(kb.Escape)
	q.Wait("the report to go", "!document.querySelector('dialog.brought')")
	q.Wait("the cell", "document.querySelectorAll('.own').length === 1")
	cell := course.OwnCell(q, 1)
	if got := browser.Eval[string](q, "document.querySelector(%s + ' code').textContent", cell); got != text {
		t.Errorf("the cell came back as %q, want %q", got, text)
	}
	if browser.Eval[bool](q, "document.querySelector(%s + ' .outputs').children.length > 0", cell) {
		t.Error("the cell has run by itself")
	}
	q.Run(cell)
	q.Shows(cell, "1")
}

// gonbNotebook is what somebody may have written for GoNB.
const gonbNotebook = `{"nbformat": 4, "nbformat_minor": 5,
"metadata": {"kernelspec": {"name": "gonb", "language": "go", "display_name": "Go (gonb)"}},
"cells": [
 {"cell_type": "markdown", "metadata": {}, "source": ["# Twice\n", "<img src=x onerror=alert(1)>"]},
 {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": 1,
  "source": "!*go get example.com/<b>x</b>@latest"},
 {"cell_type": "code", "metadata": {}, "execution_count": 2,
  "outputs": [{"output_type": "display_data", "data": {"text/html": "<script>alert(1)</script>"}}],
  "source": ["func twice(x int) int {\n", "\treturn 2 * x\n", "}\n", "\n", "%% --fast\n", "fmt.Println(twice(21))\n"]},
 {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": null, "source": "%%bash\nrm -rf /"}
]}`

// A notebook written for GoNB is brought into a lesson, below what is there.
func TestANotebookOfGoNB(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Width(browser.Narrow)
	bringIn(p, gonbNotebook)
	p.Fits(t)
	p.Accessible("dialog.brought")
	said := p.Text("dialog.brought")
	for _, want := range []string{
		"2 cells brought in",
		"Cell 2 of the file is not taken: it has only commands, such as “!*go get example.com/<b>x</b>@latest”",
		"Cell 3 of the file has lost the arguments in “%% --fast”", "Cell 4 of the file is not taken",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("the report says %q, want %q", said, want)
		}
	}
	if browser.Eval[bool](p, "!!document.querySelector('dialog.brought b, .own img')") {
		t.Error("the page contains markup of the file")
	}
	p.ClickText("dialog.brought button", "Close")
	p.Wait("the keyboard to be back", "document.activeElement.matches('.bring-in')")
	p.Wait("the Go", "document.querySelector('.own[data-cell]')")
	cell := "#" + browser.Eval[string](p, "document.querySelector('.own[data-cell]').id")
	p.Run(cell)
	p.Shows(cell, "42")
}

// The page of one's own cells is taken home as a module, and so are other languages.
func TestTheNotebookIsTakenHome(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	href := browser.Eval[string](p, "document.querySelector('.downloads a').getAttribute('href')")
	if href != "/lessons/notebook/download/notebook.zip" {
		t.Errorf("the link leads to %s", href)
	}
	course.AddOwnLast(p, "go")
	p.Press("knn.Manhattan([]float64{0, 0}, []float64{1, 2})")
	p.Wait("the text to be kept", "Object.values(localStorage).some((value) => value.includes('Manhattan'))")
	files := course.Unzip(t, course.Downloaded(p, "notebook.zip"))
	if got := files["abacus-notebook/notebook/cell1.go"]; !strings.Contains(got, "show.Result(nb)(knn.Manhattan(") {
		t.Errorf("the module has %q of the cell, and of files %d", got, len(files))
	}
	if files["abacus-notebook/lessons/knn/knn.go"] == "" {
		t.Errorf("the module lacks the lesson that the cell uses: it has %q", slices.Sorted(maps.Keys(files)))
	}
}
