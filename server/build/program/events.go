package program

import (
	"maps"
	"slices"
	"strconv"

	"abacus/lessons/notebook"
)

func (e *encoder) input(in notebook.Input) {
	e.open('{')
	e.text("kind", string(in.Kind))
	e.text("name", in.Name)
	e.text("label", in.Label)
	e.text("value", in.Value)
	e.text("default", in.Default)
	if in.Range != (notebook.Range{}) {
		e.rng("range", in.Range)
	}
	some(e, "options", in.Options, (*encoder).str)
	if in.Limit != 0 {
		e.whole("limit", in.Limit)
	}
	e.close('}')
}

func (e *encoder) event(ev notebook.Event) {
	e.open('{')
	e.text("kind", string(ev.Kind))
	e.textIf("text", ev.Text)
	if ev.Table != nil {
		e.key("table")
		e.table(ev.Table)
	}
	if ev.Drawing != nil {
		e.key("drawing")
		e.drawing(ev.Drawing)
	}
	some(e, "events", ev.Events, (*encoder).event)
	if ev.Animation != nil {
		e.key("animation")
		e.animation(ev.Animation)
	}
	e.flag("passed", ev.Passed)
	e.close('}')
}

func (e *encoder) table(t *notebook.Table) {
	e.open('{')
	e.textIf("caption", t.Caption)
	list(e, "columns", t.Columns, (*encoder).str)
	list(e, "rows", t.Rows, (*encoder).row)
	some(e, "types", t.Types, (*encoder).str)
	some(e, "numeric", t.Numeric, (*encoder).integer)
	some(e, "mark", t.Mark, (*encoder).integer)
	e.close('}')
}

func (e *encoder) row(cells []string) { array(e, cells, (*encoder).str) }

func (e *encoder) animation(a *notebook.Animation) {
	e.open('{')
	e.text("input", a.Input)
	e.text("label", a.Label)
	e.whole("count", a.Count)
	e.whole("current", a.Current)
	e.key("frames")
	e.open('{')
	for _, i := range slices.Sorted(maps.Keys(a.Frames)) {
		list(e, strconv.Itoa(i), a.Frames[i], (*encoder).event)
	}
	e.close('}')
	e.close('}')
}

func (e *encoder) drawing(d *notebook.SVG) {
	e.open('{')
	e.text("title", d.Title)
	e.text("description", d.Description)
	e.float("width", d.Width)
	e.float("height", d.Height)
	e.text("body", d.Body)
	some(e, "legend", d.Legend, (*encoder).legend)
	if d.Axes != nil {
		e.key("axes")
		e.axes(d.Axes)
	}
	some(e, "handles", d.Handles, (*encoder).handle)
	e.close('}')
}

func (e *encoder) legend(l notebook.LegendItem) {
	e.open('{')
	e.text("label", l.Label)
	e.text("mark", string(l.Mark))
	e.whole("colour", int(l.Colour))
	e.close('}')
}

func (e *encoder) axes(a *notebook.Axes) {
	e.open('{')
	e.float("left", a.Left)
	e.float("top", a.Top)
	e.float("right", a.Right)
	e.float("bottom", a.Bottom)
	e.float("xmin", a.XMin)
	e.float("xmax", a.XMax)
	e.float("ymin", a.YMin)
	e.float("ymax", a.YMax)
	e.flag("xlog", a.XLog)
	e.flag("ylog", a.YLog)
	e.close('}')
}

func (e *encoder) handle(h notebook.Handle) {
	e.open('{')
	e.textIf("x", h.X)
	e.textIf("y", h.Y)
	e.float("px", h.PX)
	e.float("py", h.PY)
	e.close('}')
}
