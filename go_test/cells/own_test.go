package cells

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// A cell of one's own is added, written, run, used by another one, moved by keyboard,
// kept, deleted and put back.
func TestCellsOfOnesOwn(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	first := course.AddOwn(p)
	p.Press("func half(x float64) float64 { return x / 2 }\nhalf(entropy.Surprise(0.25))")
	p.Press(kb.Enter, kb.ModifierCtrl)
	p.Shows(first, "1")
	p.Accessible(first)

	t.Log("another one uses it")
	second := course.AddOwn(p) // the keyboard is in the first one
	p.Rewrite(second, "n := nb.Int(\"n\", \"how many\", 3, 1, 9)\nfmt.Println(\"counting\")\nhalf(float64(n))")
	p.Run(second)
	p.Shows(second, "1.5")
	p.Shows(second, "counting")
	p.SetInput(second+" input[type=range]", "8")
	p.Shows(second, "4")
	p.Accessible(second)

	t.Log("they are kept")
	p.Open(course.WorkshopPage)
	p.Wait("both cells", "document.querySelectorAll('.own').length === 2")
	p.Run(second)
	p.Shows(second, "1.5")

	t.Log("moved")
	p.ClickText(second+" .own-head button", "↑")
	p.Wait("the second cell before the first", "document.querySelectorAll('.own')[0].id === %s", second[1:])
	p.Run(second)
	p.Wait("what it lacks now", "document.querySelector(%s).textContent.includes('undefined: half')", second)

	t.Log("deleted, and put back")
	p.ClickText(second+" .own-head button", "Delete")
	p.Wait("one cell", "document.querySelectorAll('.own').length === 1")
	p.ClickText(".own-gone button", "Undo")
	p.Wait("both cells again", "document.querySelectorAll('.own').length === 2")
	const back = "document.querySelector(%s + ' code').textContent.includes('counting')"
	if !browser.Eval[bool](p, back, second) {
		t.Error("its text has not come back")
	}
}

// Cells are part of the file with one's work.
func TestCellsAreExportedAndImported(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	p := browser.NewPage(t, url)
	p.Open(course.WorkshopPage)
	course.AddOwn(p)
	p.Press("entropy.Surprise(0.25)")
	packed := course.Packed(p)

	q := browser.NewPage(t, url)
	q.Open("/")
	for range 2 { // the second time it adds nothing
		course.Unpack(q, packed)
	}
	q.Open(course.WorkshopPage)
	q.Wait("the cell", "document.querySelectorAll('.own').length === 1")
	cell := course.OwnCell(q, 1)
	q.Run(cell)
	q.Shows(cell, "2")
}

// A link brings cells to another reader, who sees them before they are there.
func TestCellsAreSharedByLink(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	author := browser.NewPage(t, url)
	author.Open(course.WorkshopPage)
	course.AddOwn(author)
	author.Press("entropy.Surprise(0.25)")
	link := course.SharedLink(author, func() { author.ClickText(".own-head button", "Share") })

	p := browser.NewPage(t, url)
	p.Open(link)
	p.Wait("the offer", course.Offered+` === "This link contains a cell: Cell 1."`)
	course.OnBench(p, "What it changes")
	if got := p.Text(".offer .changes"); !strings.Contains(got, "+ entropy.Surprise(0.25)") {
		t.Errorf("the link's cell is shown as %s", got)
	}
	if browser.Eval[bool](p, "!!document.querySelector('.own')") {
		t.Error("the cell is there before the reader has decided")
	}
	course.OnBench(p, "Use it")
	p.Wait("the cell", "document.querySelector('.own')")
	cell := course.OwnCell(p, 1)
	p.Run(cell)
	p.Shows(cell, "2")
}

// On a page of one's own, a line is fitted to numbers that are typed in, and drawn.
func TestTheNotebook(t *testing.T) {
	t.Parallel()
	p := browser.NewPage(t, course.Workshop(t).URL)
	p.Open("/notebook")
	data := course.AddOwnLast(p, "go")
	p.Rewrite(data, "var xs = []float64{1, 2, 3, 4, 5, 6}\n"+
		"func ys(noise float64) []float64 {\n\treturn []float64{2 + noise, 4, 6, 8, 10, 12 - noise}\n}\n"+
		"stat.LinearRegression(xs, ys(0), nil, false)")
	p.Run(data)
	p.Shows(data, "2")
	plot := course.AddOwnLast(p, "go")
	p.Rewrite(plot, `noise := nb.Slider("noise", "noise", 0, notebook.Steps(0, 3, 0.5))
pts := make(plotter.XYs, 6)
for i, y := range ys(noise) {
	pts[i] = plotter.XY{X: float64(i + 1), Y: y}
}
scatter, err := plotter.NewScatter(pts)
if err != nil {
	panic(err)
}
p := plot.New()
p.Add(scatter)
p.X.Label.Text = "x"
p`)
	p.Run(plot)
	p.Wait("the plot", "document.querySelector(%s)", plot+" .outputs svg")
	before := p.Figure(plot + " .outputs svg")
	p.SetInput(plot+" input[type=range]", "3")
	p.Wait("another plot", "document.querySelector(%s).outerHTML !== %s", plot+" .outputs svg", before)
	p.Accessible()
	p.Width(browser.Narrow)
	p.Fits(t)
}
