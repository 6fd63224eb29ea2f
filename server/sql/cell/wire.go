package cell

import (
	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
)

// Wire returns the cells as exported pages read them.
func (p Page) Wire() wire.SQLPage {
	w := wire.SQLPage{Setups: p.Setups, Cells: make([]wire.SQLCell, len(p.Cells))}
	for i, c := range p.Cells {
		w.Cells[i] = wire.SQLCell{Data: c.Data, Text: c.Text, Before: c.Before}
		if c.Check == nil {
			continue
		}
		check := wire.SQLCheck{
			Solution: c.Check.Solution, Probe: c.Check.Probe, Ordered: c.Check.Ordered, Hidden: c.Check.Hidden,
		}
		for _, s := range c.Check.Slips {
			check.Slips = append(check.Slips, wire.SQLSlip(s))
		}
		w.Cells[i].Check = &check
	}
	return w
}

// FromWire returns the cells that an exported page has read.
func FromWire(w wire.SQLPage) Page {
	p := Page{Setups: w.Setups, Cells: make([]Cell, len(w.Cells))}
	for i, c := range w.Cells {
		p.Cells[i] = Cell{Data: c.Data, Text: c.Text, Before: c.Before}
		if c.Check == nil {
			continue
		}
		check := exercise.SQL{
			Solution: c.Check.Solution, Probe: c.Check.Probe, Ordered: c.Check.Ordered, Hidden: c.Check.Hidden,
		}
		for _, s := range c.Check.Slips {
			check.Slips = append(check.Slips, exercise.SQLSlip(s))
		}
		p.Cells[i].Check = &check
	}
	return p
}
