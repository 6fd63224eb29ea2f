package wire

// SQLPage holds the SQL cells of an exported page, in order.
type SQLPage struct {
	// Scripts that create the data sets, by name.
	Setups map[string]string `json:"setups"`
	// The cells.
	Cells []SQLCell `json:"cells"`
}

// SQLCell is an SQL cell as the lesson wrote it.
type SQLCell struct {
	// Name of the data set.
	Data string `json:"data"`
	// The statement.
	Text string `json:"text"`
	// Indexes of the cells to replay first.
	Before []int `json:"before,omitempty"`
	// The check of an exercise.
	Check *SQLCheck `json:"check,omitempty"`
}

// SQLCheck checks an exercise: what the learner's text returns must be what
// the solution returns, on the data that the page shows and on hidden data.
type SQLCheck struct {
	// A correct text.
	Solution string `json:"solution"`
	// The query whose rows are compared after a text that changes data; if absent, the text's own rows are.
	Probe string `json:"probe,omitempty"`
	// Whether the order of rows matters.
	Ordered bool `json:"ordered,omitempty"`
	// Scripts, each of which turns the shown data into other data to check on.
	Hidden []string `json:"hidden,omitempty"`
	// Likely mistakes.
	Slips []SQLSlip `json:"slips,omitempty"`
}

// SQLSlip is a likely mistake.
type SQLSlip struct {
	// What to tell a learner who makes it.
	Says string `json:"says"`
	// A text that makes it.
	Text string `json:"text"`
	// Regular expression of which the learner's text needs a match.
	Sign string `json:"sign,omitempty"`
	// Regular expression of which it must not have one.
	Without string `json:"without,omitempty"`
}

// SQLRequest asks for a statement to be run in a cell.
type SQLRequest struct {
	// Index of the cell; 0 for one of the reader's own.
	Index int `json:"index"`
	// The statement.
	Text string `json:"text"`
	// Whether to show the query plan.
	Plan bool `json:"plan"`
	// The reader's versions of other cells, by index.
	Replay map[int]string `json:"replay"`
	// Where a cell of the reader's own stands; absent for the lesson's.
	Own *OwnSQL `json:"own,omitempty"`
}

// OwnSQL says where among the SQL cells a cell of the reader's own stands. The
// lesson does not know: the page does.
type OwnSQL struct {
	// Name of the data set; if absent, the database is empty.
	Data string `json:"data,omitempty"`
	// The statements to replay first, in order: the lesson's, as the reader left them, and the reader's own.
	Above []string `json:"above"`
	// What the page calls the cells of these, in the same order, for messages.
	Called []string `json:"called,omitempty"`
}

// SQLAnswer is what a statement shows, as exported pages get it.
type SQLAnswer struct {
	Output
	// What the check of an exercise says; absent where nothing is checked.
	Verdict *Verdict `json:"verdict,omitempty"`
}
