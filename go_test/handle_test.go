package gotest

import (
	"math"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

func TestDraggingAHandleMovesTheInputs(t *testing.T) {
	p := visit(t, "/lessons/knn")
	const (
		cell   = "#cell-QueryPoint"
		handle = cell + " .handle"
		say    = cell + " .outputs > .say"
	)
	value := func(name string) float64 {
		t.Helper()
		v, err := strconv.ParseFloat(eval[string](p, "document.getElementById(%s).value", "QueryPoint-query-"+name), 64)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	from := p.at(handle)
	x, y := from.X+from.Width/2, from.Y+from.Height/2
	beforeX, beforeY, said := value("x"), value("y"), p.text(say)

	p.do(chromedp.MouseEvent(chromedp.MousePressed, x, y, chromedp.ButtonLeft, chromedp.ClickCount(1)))
	for i := 1.0; i <= 8; i++ {
		p.do(chromedp.MouseEvent(chromedp.MouseMoved, x+8*i, y+12*i, chromedp.ButtonLeft))
	}
	p.do(chromedp.MouseEvent(chromedp.MouseReleased, x+64, y+96, chromedp.ButtonLeft, chromedp.ClickCount(1)))

	if value("x") <= beforeX || value("y") >= beforeY {
		t.Errorf("dragged right and down from (%g, %g), the inputs are at (%g, %g)", beforeX, beforeY, value("x"), value("y"))
	}
	p.wait("the sentence to follow", "document.querySelector(%s).textContent.trim() !== %s", say, said)
	p.wait("the address to follow", "location.search.includes('QueryPoint.query.x=' + document.getElementById('QueryPoint-query-x').value)")
	to := eval[box](p, "document.querySelector(%s).getBoundingClientRect().toJSON()", handle)
	if dx, dy := to.X-from.X-64, to.Y-from.Y-96; math.Hypot(dx, dy) > 5 {
		t.Errorf("the handle ended %.1f pixels right of and %.1f below the pointer", dx, dy)
	}

	p.sub("after the release it lets go", func(t *testing.T) {
		at := value("x")
		p.do(chromedp.MouseEvent(chromedp.MouseMoved, x, y, chromedp.ButtonNone))
		if value("x") != at {
			t.Errorf("the handle follows the pointer from %g to %g", at, value("x"))
		}
	})
}

func TestPressingAFigureBringsItsHandle(t *testing.T) {
	p := visit(t, coinPage)
	p.at(coin + " .handle")
	figure := eval[box](p, "document.querySelector(%s).getBoundingClientRect().toJSON()", coinFigure)
	p.do(chromedp.MouseClickXY(figure.X+figure.Width*0.75, figure.Y+figure.Height/2))
	p.wait("the slider to follow", "+document.querySelector(%s).value > 0.6", coinSlider)
	p.wait("the figure to follow", "document.querySelector(%s).textContent.includes(document.querySelector(%s).value)", coin+" .outputs", coinSlider)
}
