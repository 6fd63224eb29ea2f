package web

import (
	"slices"

	"abacus/lessons/notebook"
)

// untimed is the notice on exported pages in place of measured times, which
// would differ from one export to the next.
const untimed = "Nothing has been timed yet: times show as 0. “Measure again” times it in your own browser"

// firstPaint runs a cell as its page first shows it.
func (c *Course) firstPaint(l *Lesson, name string) Cell {
	cell := c.cell(l, name, notebook.Options{NoTiming: c.Exported != nil})
	if cell.Output.Timed && c.Exported != nil {
		cell.Output.Notices = append(cell.Output.Notices, untimed)
	}
	return cell
}

// CellNames returns the names of a lesson's cells that pages ask for: those
// that stand on the page, and those that check its exercises.
func (c *Course) CellNames(l *Lesson) []string {
	names := slices.Clone(l.used)
	for _, e := range l.Exercises {
		if name := e.CheckName(); l.cells[name] != nil && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// States renders a cell, as CellFragment does, once for each value of each input
// while the other inputs keep their defaults. The keys are the inputs that differ
// from their defaults, as a query. It takes the inputs in order, skips one whose
// values would make more than most states in all, and leaves out measured times.
func (c *Course) States(l *Lesson, name string, most int) (map[string]string, error) {
	states := map[string]string{}
	first := c.prepare(l).cells[name]
	if first.Code.HTML == "" || first.Output.Timed { // a check does not stand on the page as a cell
		return states, nil
	}
	for _, in := range first.Output.Inputs {
		values := commonValues(in, most)
		if len(values) == 0 || len(states)+len(values) > most {
			continue
		}
		for _, v := range append(values, in.Default) {
			cell := c.cell(l, name, notebook.Options{Inputs: map[string]string{in.Name: v}})
			if cell.Output.Timed {
				continue
			}
			html, err := c.within.execute("fragment", cell)
			if err != nil {
				return nil, err
			}
			states[cell.Query] = string(html)
		}
	}
	return states, nil
}

// commonValues returns the values that an input can take. It returns none for
// animations, which bring their frames, for answers, which are endless, and for
// sliders and numbers with more than most values.
func commonValues(in notebook.Input, most int) []string {
	switch in.Kind {
	case notebook.InputSlider, notebook.InputNumber:
		return in.Range.Values(most)
	case notebook.InputSelect:
		return in.Options
	case notebook.InputCheckbox:
		return []string{"on", "off"}
	}
	return nil
}
