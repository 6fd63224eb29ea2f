package cell

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"abacus/lessons/notebook/exercise"
	"abacus/server/wire"
)

// TestNewCheck: the server, and exported pages, which read the check as JSON,
// check everything that an exercise asks for.
func TestNewCheck(t *testing.T) {
	e := exercise.SQL{
		Solution: "SELECT 3", Probe: "SELECT 4", Ordered: true, Hidden: []string{"INSERT"},
		Slips: []exercise.SQLSlip{{Says: "not so", Text: "SELECT 5", Sign: "5", Without: "6"}},
	}
	text, err := json.Marshal(NewCheck(e))
	if err != nil {
		t.Fatal(err)
	}
	var c wire.SQLCheck
	if err := json.Unmarshal(text, &c); err != nil {
		t.Fatal(err)
	}
	got, want := reflect.ValueOf(c), reflect.ValueOf(e)
	for i := range want.NumField() {
		name := want.Type().Field(i).Name
		if want.Field(i).IsZero() {
			t.Errorf("the test leaves out %s", name)
		}
		marshalled, err1 := json.Marshal(got.FieldByName(name).Interface())
		expected, err2 := json.Marshal(want.Field(i).Interface())
		if err1 != nil || err2 != nil || !strings.EqualFold(string(marshalled), string(expected)) { // names differ in case
			t.Errorf("%s is %s, want %s", name, marshalled, expected)
		}
	}
}
