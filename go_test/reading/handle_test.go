package reading

import (
	"math"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

func TestDraggingAHandleMovesTheInputs(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, "/lessons/knn")
	const (
		cell   = "#cell-QueryPoint"
		handle = cell + " .handle"
		say    = cell + " .outputs > .say"
	)
	value := func(name string) float64 {
		t.Helper()
		text := browser.Eval[string](p, "document.getElementById(%s).value", "QueryPoint-query-"+name)
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	from := p.At(handle)
	x, y := from.X+from.Width/2, from.Y+from.Height/2
	beforeX, beforeY, said := value("x"), value("y"), p.Text(say)

	p.Do(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	for i := 1.0; i <= 8; i++ {
		p.Do(chromedp.MouseEvent(chromedp.MouseMoved, x+8*i, y+12*i, chromedp.ButtonLeft))
	}
	p.Do(chromedp.MouseEvent(chromedp.MouseReleased, x+64, y+96, chromedp.ButtonLeft, chromedp.ClickCount(1)))

	if value("x") <= beforeX || value("y") >= beforeY {
		t.Errorf("after dragging right and down from (%g, %g) the inputs are at (%g, %g)",
			beforeX, beforeY, value("x"), value("y"))
	}
	p.Wait("the sentence to follow", "document.querySelector(%s).textContent.trim() !== %s", say, said)
	p.Wait("the address to follow", `location.search.includes(
		"QueryPoint.query.x=" + document.getElementById("QueryPoint-query-x").value)`)
	to := browser.Eval[browser.Box](p, "document.querySelector(%s).getBoundingClientRect().toJSON()", handle)
	if dx, dy := to.X-from.X-64, to.Y-from.Y-96; math.Hypot(dx, dy) > 5 {
		t.Errorf("the handle ends %.1f pixels to the right of the pointer and %.1f below it", dx, dy)
	}

	p.Sub("after the release it lets go", func(t *testing.T) {
		at := value("x")
		p.Do(chromedp.MouseEvent(chromedp.MouseMoved, x, y, chromedp.ButtonNone))
		if value("x") != at {
			t.Errorf("after the release the handle follows the pointer from %g to %g", at, value("x"))
		}
	})
}

func TestPressingAFigureBringsItsHandle(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.CoinPage)
	p.At(course.Coin + " .handle")
	figure := browser.Eval[browser.Box](p, "document.querySelector(%s).getBoundingClientRect().toJSON()",
		course.CoinFigure)
	p.Do(chromedp.MouseClickXY(figure.X+figure.Width*0.75, figure.Y+figure.Height/2))
	p.Wait("the slider to follow", "+document.querySelector(%s).value > 0.6", course.CoinSlider)
	p.Wait("the figure to follow",
		"document.querySelector(%s).textContent.includes(document.querySelector(%s).value)",
		course.Coin+" .outputs", course.CoinSlider)
}
