package exercise

import (
	"math/rand/v2"

	"abacus/lessons/notebook"
)

// Func is an exercise in writing a function. In holds the arguments: their
// one value, or a struct of them in their order. Out is the result, or a
// struct of results.
//
// The function must not change its arguments. If changing them is the point,
// Yours and Solution copy them first.
type Func[In, Out any] struct {
	Name      string                   // of the function to write
	Yours     func(In) Out             // calls it
	Solution  func(In) Out             // is never wrong
	Examples  []In                     // tried first, the simplest first
	Random    func(*rand.Rand, int) In // makes an input of about the given size; nil: only examples
	Size      int                      // the largest size asked for; 0: 8
	Tolerance float64                  // of numbers, relative to the greater of 1 and the right one; 0: 1e-9
	Judge     func(In, Out) string     // what is wrong with a result; nil: only the solution's is right
	ShowIn    func(In) string          // nil: the call as Go writes it
	ShowOut   func(Out) string         // nil: as Go prints it, numbers with six digits
	Slips     []Slip[In, Out]
}

// Slip is a likely mistake: a function that makes it, and what to tell a
// learner who made it.
type Slip[In, Out any] struct {
	Says string
	Func func(In) Out
}

// How many random inputs are tried, and how many more in search of one that is
// shorter to read than the first failing one.
const (
	randomTries = 60
	shrinkTries = 200
)

// try is the outcome of one input.
type try[In, Out any] struct {
	in       In
	shown    string // the call
	want     Out
	got      Out
	complain string // "" if all is well
	panicked bool
	changed  bool // the input is no longer what it was
}

// Answer implements Exercise: the solution is a declaration.
func (f Func[In, Out]) Answer() string { return "" }

// Check implements Checker.
func (f Func[In, Out]) Check(nb *notebook.Cell) { f.check(nb, f.Yours) }

func (f Func[In, Out]) check(nb *notebook.Cell, yours func(In) Out) {
	tries, failed := f.run(nb, yours)
	if !failed {
		if f.Random == nil {
			nb.Verdict(true, "Correct for all %d inputs tried.", len(tries))
		} else {
			nb.Verdict(true, "Correct: %d examples and %d random inputs.", len(f.Examples), len(tries)-len(f.Examples))
		}
		return
	}
	bad := tries[len(tries)-1]
	if len(tries) > len(f.Examples) {
		bad = f.shorter(nb, yours, bad)
	}
	nb.Verdict(false, "Not yet: %s %s", bad.shown, bad.complain)
	if says := f.slip(append(tries, bad)); says != "" && !bad.changed {
		nb.Say("%s", says)
	}
	f.report(nb, tries, bad)
}

// run tries inputs until one fails, which is then the last.
func (f Func[In, Out]) run(nb *notebook.Cell, yours func(In) Out) (tries []try[In, Out], failed bool) {
	for _, in := range f.Examples {
		t := f.evaluate(nb, yours, in)
		if tries = append(tries, t); t.complain != "" {
			return tries, true
		}
	}
	if f.Random == nil {
		return tries, false
	}
	for i := range randomTries {
		t := f.evaluate(nb, yours, f.random(i, 1+i*f.size()/randomTries))
		if tries = append(tries, t); t.complain != "" {
			return tries, true
		}
	}
	return tries, false
}

func (f Func[In, Out]) size() int {
	if f.Size == 0 {
		return 8
	}
	return f.Size
}

// random makes the i-th random input: always the same one.
func (f Func[In, Out]) random(i, size int) In {
	return f.Random(rand.New(rand.NewPCG(2024, uint64(i))), size)
}

// shorter looks for an input that fails as bad does and is quicker to read.
func (f Func[In, Out]) shorter(nb *notebook.Cell, yours func(In) Out, bad try[In, Out]) try[In, Out] {
	for i := range shrinkTries {
		in := f.random(randomTries+i, 1+i*3/shrinkTries)
		if len(f.show(in)) >= len(bad.shown) {
			continue
		}
		if t := f.evaluate(nb, yours, in); t.complain != "" && t.panicked == bad.panicked {
			bad = t
		}
	}
	return bad
}

// evaluate calls the learner's function and judges what it did.
func (f Func[In, Out]) evaluate(nb *notebook.Cell, yours func(In) Out, in In) try[In, Out] {
	t := try[In, Out]{in: in, shown: f.show(in), want: f.Solution(in)}
	nb.Trace(t.shown)
	problem := ""
	t.got, problem = call(yours, in)
	t.changed = f.show(in) != t.shown
	switch {
	case problem != "":
		t.complain, t.panicked = problem, true
	case t.changed:
		t.complain = "changes its arguments: afterwards they are " + f.show(in) + ". Work on a copy (slices.Clone)."
	default:
		t.complain = f.judge(t)
	}
	return t
}

func (f Func[In, Out]) judge(t try[In, Out]) string {
	if f.Judge != nil {
		if wrong := f.Judge(t.in, t.got); wrong != "" {
			return "gives " + f.showOut(t.got) + ". " + wrong
		}
		return ""
	}
	if f.same(t.got, t.want) {
		return ""
	}
	return "should give " + f.showOut(t.want) + " and gives " + f.showOut(t.got) + "."
}

func (f Func[In, Out]) same(a, b Out) bool {
	tolerance := f.Tolerance
	if tolerance == 0 {
		tolerance = 1e-9
	}
	return equal(a, b, tolerance)
}

// slip returns what to say about the first slip that behaves like the
// learner's function on every input.
func (f Func[In, Out]) slip(tries []try[In, Out]) string {
	for _, s := range f.Slips {
		all := true
		for _, t := range tries {
			got, problem := call(s.Func, t.in)
			if (problem != "") != t.panicked || !t.panicked && !f.same(got, t.got) {
				all = false
				break
			}
		}
		if all {
			return s.Says
		}
	}
	return ""
}

// maxShown is the number of rows of the table of what was tried.
const maxShown = 5

// report shows the last inputs tried, with the one that failed.
func (f Func[In, Out]) report(nb *notebook.Cell, tries []try[In, Out], bad try[In, Out]) {
	if f.Judge != nil {
		return // there is no one right result to compare with
	}
	shown := append(tries[:len(tries)-1:len(tries)-1], bad)
	shown = shown[max(0, len(shown)-maxShown):]
	table := notebook.Table{Caption: "What was tried", Columns: []string{"call", "should give", "gives"}}
	for i, t := range shown {
		gives := f.showOut(t.got)
		if t.panicked {
			gives = "a panic"
		}
		if t.complain != "" {
			table.Mark = []int{i}
		}
		table.Rows = append(table.Rows, []string{t.shown, f.showOut(t.want), gives})
	}
	nb.Table(table)
}

func (f Func[In, Out]) show(in In) string {
	if f.ShowIn != nil {
		return f.ShowIn(in)
	}
	return f.Name + "(" + arguments(in) + ")"
}

func (f Func[In, Out]) showOut(out Out) string {
	if f.ShowOut != nil {
		return f.ShowOut(out)
	}
	return text(out)
}

// Trials implements Checker.
func (f Func[In, Out]) Trials() []Trial {
	trials := []Trial{
		{Name: "solution", Passes: true, Check: func(nb *notebook.Cell) { f.check(nb, f.Solution) }},
		{Name: "stub", Check: f.Check},
	}
	for _, s := range f.Slips {
		trials = append(trials, Trial{Name: s.Says, Mention: s.Says, Check: func(nb *notebook.Cell) { f.check(nb, s.Func) }})
	}
	return trials
}
