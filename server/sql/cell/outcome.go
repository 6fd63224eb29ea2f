package cell

// Outcome says how a run ended.
type Outcome int

const (
	Done    Outcome = iota // it finished
	Failed                 // the statement is wrong
	TooSlow                // it was stopped at its deadline
	Busy                   // the same, but the machine had too little time for it
	Left                   // nobody is waiting for it any more
	Broken                 // the lesson's own SQL does not run
)

// Cut reports whether a run was stopped before its end.
func (o Outcome) Cut() bool { return o == TooSlow || o == Busy || o == Left }

// Conclusive reports whether a run shows what a statement does. One that was
// cut short shows nothing: with more time it might have finished.
func (o Outcome) Conclusive() bool { return o == Done || o == Failed }
