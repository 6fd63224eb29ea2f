package cell

// Outcome says how a run ended.
type Outcome int

const (
	Done    Outcome = iota // it came to its end
	Failed                 // the statement is wrong
	TooSlow                // it was stopped after the time that it may take
	Busy                   // the same, but the machine had too little time for it
	Left                   // nobody waits for it any more
	Broken                 // what the lesson brings itself does not run
)

// Cut reports whether a run was stopped before its end.
func (o Outcome) Cut() bool { return o == TooSlow || o == Busy || o == Left }

// Conclusive reports whether a run shows what a statement does. One that was
// cut short shows nothing: it might have come to its end on another day.
func (o Outcome) Conclusive() bool { return o == Done || o == Failed }
