package wire

// Trial is a cell or an exercise of a teacher's own lessons that a browser tries
// for the command check.
type Trial struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// What is tried, in words.
	What string `json:"what"`
	// The cell to run.
	Cell string `json:"cell"`
	// Changes to make first.
	Edits []Edit `json:"edits"`
}

// TrialOutcome is the result of a trial.
type TrialOutcome struct {
	// Index of the trial in the list.
	Number int `json:"number"`
	// Why it could not be completed; "" if it was.
	Failed string `json:"failed"`
	// Whether the check passed; null if it gave no verdict.
	Verdict *bool `json:"verdict"`
	// Everything it said.
	Said string `json:"said"`
}
