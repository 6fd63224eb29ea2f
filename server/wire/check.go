package wire

// Trial is a cell or an exercise of a teacher's own lessons that the command
// check has a browser try.
type Trial struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// What is tried, in words.
	What string `json:"what"`
	// The cell to run.
	Cell string `json:"cell"`
	// What to change first.
	Edits []Edit `json:"edits"`
}

// TrialOutcome is what came of a trial.
type TrialOutcome struct {
	// The trial's place in the list.
	Number int `json:"number"`
	// Why it did not come to its end; "" when it did.
	Failed string `json:"failed"`
	// Whether the check was content; null: it gave no verdict.
	Verdict *bool `json:"verdict"`
	// All that it said.
	Said string `json:"said"`
}
