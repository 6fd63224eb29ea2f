package joins

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"abacus/lessons/notebook/exercise"
)

// The solutions give what the exercises state, on the data that they show.
func TestSQLSolutions(t *testing.T) {
	for _, tt := range []struct{ name, data, want string }{
		{"ManagesNobody", "joins", "Cleo Dan"},
		{"RightTotal", "invoices", "2 150"},
	} {
		query := clause(Exercises()[tt.name].(exercise.SQL).Solution)
		if tt.name == "RightTotal" {
			query = "SELECT number_of_rows || ' ' || total FROM (" + query + ")"
		}
		if got := strings.Join(texts(t, openLesson(t, tt.data), query), " "); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.name, got, tt.want)
		}
	}
}

// The learner's join, once solved, gives the pairs of the lesson's own.
func TestInnerByMap(t *testing.T) {
	rng := rand.New(rand.NewPCG(11, 0))
	for range 200 {
		c := columns{randomColumn(rng, 12), randomColumn(rng, 12)}
		want := NestedLoop(table(c.left), table(c.right), Inner, nil)
		if got := inOrder(innerByMap(c.left, c.right)); !slices.Equal(got, want) {
			t.Errorf("%v: got %v, want %v", c, got, want)
		}
	}
}

// SQLite keeps every left row where the choice says so.
func TestKeepsAll(t *testing.T) {
	db := openLesson(t, "joins")
	for _, o := range keepsAll().Options {
		kept := texts(t, db, "SELECT DISTINCT l.val FROM left_table AS l LEFT JOIN right_table AS r "+o.Text)
		if (len(kept) == 4) != o.Right {
			t.Errorf("%s keeps %v, and right is %v", o.Text, kept, o.Right)
		}
	}
}

// The explanation of the exercise adds up to its answer.
func TestFullOuterRows(t *testing.T) {
	if got, want := fullOuterRows().Want, 3.0*3+1+2+3; got != want {
		t.Errorf("%v rows, want %v", got, want)
	}
}
