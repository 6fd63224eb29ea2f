package cell

import (
	"reflect"
	"testing"

	"abacus/lessons/notebook/exercise"
)

// TestWire: exported pages check what the server checks.
func TestWire(t *testing.T) {
	page := Page{Setups: map[string]string{"shop": "CREATE"}, Cells: []Cell{
		{Data: "shop", Text: "SELECT 1"},
		{Data: "shop", Text: "SELECT 2", Before: []int{0}, Check: &exercise.SQL{
			Solution: "SELECT 3", Probe: "SELECT 4", Ordered: true, Hidden: []string{"INSERT"},
			Slips: []exercise.SQLSlip{{Says: "not so", Text: "SELECT 5"}},
		}},
	}}
	check := reflect.ValueOf(*page.Cells[1].Check)
	for i := range check.NumField() {
		if check.Field(i).IsZero() {
			t.Errorf("the test leaves out %s", check.Type().Field(i).Name)
		}
	}
	if got := FromWire(page.Wire()); !reflect.DeepEqual(got, page) {
		t.Errorf("got %+v\nwant %+v", got, page)
	}
}
