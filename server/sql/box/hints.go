package box

import (
	"regexp"
	"sync"
)

// causeHint explains a cause.
func causeHint(cause error) string {
	switch cause {
	case ErrTooSlow:
		return "The cell took longer than it may and was stopped. Look for a join without a condition, " +
			"or a recursion that never ends; LIMIT helps while trying things out."
	case ErrBusy:
		return "The machine was busy, and the cell did not get the time it may take. Run it again."
	case ErrMemory:
		return "The cell needs more memory than it may have. Look for a join without a condition, " +
			"a recursion that never ends, or a very long text."
	case ErrGaveUp:
		return "The statement is too complex for this database. Try a simpler one; nothing is broken."
	}
	return ""
}

// hint explains one kind of message. $1, $2 in the text are the groups of the pattern.
type hint struct {
	pattern *regexp.Regexp
	text    string
}

// hints returns the hints for messages, the specific ones first: the first match counts. The
// patterns are SQLite's messages, because its codes do not distinguish mistakes in a statement; a
// test provokes each of them. They are compiled at the first error.
var hints = sync.OnceValue(func() (hints []hint) {
	for _, h := range [][2]string{
		// Statements that are not allowed at all.
		{`^no such table: pragma_`, "PRAGMA is switched off in these cells."},
		{`^no such function: (load_extension|readfile|writefile|edit|eval|fts3_tokenizer)$`,
			"$1 reaches outside the database and does not exist here."},
		{`^unsafe use of `, "A view or trigger may not use this."},
		{`^no such module: (.+)$`, "Virtual tables are switched off in these cells."},
		{`^table (sqlite_\w+) may not be `, "SQLite keeps its own records in $1. CREATE, ALTER and DROP change them."},
		{`^not authorized|^access to .* is prohibited$|^authorization denied$`, "This is switched off in these cells."},

		// Mistakes.
		{`^database or disk is full$`, "The tables have grown beyond the 16 MB a cell may fill."},
		{`^string or blob too big$`, "One value or row would be longer than the 100 000 bytes allowed here."},
		{`^UNIQUE constraint failed: (.+)$`,
			"Another row already has this value in $1. A primary key or UNIQUE column holds every value at most once."},
		{`^FOREIGN KEY constraint failed$`,
			"A foreign key would point at nothing: either the row it names does not exist, or the row being removed " +
				"or changed is still pointed at."},
		{`^foreign key mismatch - "(.+)" referencing "(.+)"$`,
			"The foreign key of $1 must point at the primary key or a UNIQUE column of $2."},
		{`^NOT NULL constraint failed: (.+)$`, "$1 must have a value in every row; this row leaves it NULL (not given)."},
		{`^CHECK constraint failed: (.+)$`, "The row breaks the rule CHECK ($1)."},
		{`^datatype mismatch$`, "An INTEGER PRIMARY KEY accepts whole numbers only."},
		{`^cannot store (\S+) value in (\S+) column (.+)$`, "The table is STRICT: $3 accepts $2 only, and this is $1."},
		{`^no such table: (.+)$`,
			"There is no table called $1. Check the spelling against the schema; a name with a dot in it (a.b) means " +
				"table b in schema a."},
		{`^no such column: "(.+)" - should this be a string literal in single-quotes\?$`,
			"Double quotes mark names. Text goes in single quotes: '$1'."},
		{`^no such column: (.+)$`, "No table in this statement has a column called $1. Text must stand in single quotes."},
		{`^ambiguous column name: (.+)$`,
			"More than one table has a column $1. Put the table's name before it, as in person.id."},
		{`^no such function: (.+)$`, "SQLite has no function called $1. Check the spelling."},
		{`^wrong number of arguments to function (.+)\(\)$`, "$1 was given too many or too few values in its brackets."},
		{`^misuse of aggregate(: | function )(.+)\(\)$`,
			"$2 sums up many rows, so it cannot stand in WHERE, which looks at one row at a time. Use HAVING after " +
				"GROUP BY."},
		{`^misuse of window function (.+)\(\)$`,
			"A window function such as $1 is worked out after WHERE and GROUP BY. Put the query in brackets and " +
				"filter outside."},
		{`^object name reserved for internal use: `, "Names that begin with sqlite_ belong to SQLite. Choose another one."},
		{`^table (.+) already exists$`,
			"A cell starts with the lesson's data and the cells above; one of them made $1. Choose another name or " +
				"DROP TABLE first."},
		{`^table (.+) has (\d+) columns but (\d+) values were supplied$`,
			"Give one value for each of the $2 columns, or name the columns: INSERT INTO $1 (a, b) VALUES (…)."},
		{`^(\d+) values for (\d+) columns$`, "The list of columns has $2 names, the row $1 values."},
		{`^sub-select returns (\d+) columns - expected (\d+)$`, "The query in brackets gives $1 columns; $2 fit here."},
		{`^HAVING clause on a non-aggregate query$`, "HAVING filters groups. Add GROUP BY, or filter rows with WHERE."},
		{`^aggregate functions are not allowed in the GROUP BY clause$`,
			"GROUP BY takes what the rows have, not sums over them."},
		{`(ORDER|GROUP) BY term out of range`, "A number after $1 BY counts the columns of the result, from 1."},
		{`do not have the same number of result columns$`, "Both sides must have the same number of columns."},
		{`^cannot join using column (.+) - column not present in both tables$`,
			"USING and NATURAL need the column $1 in both tables. Otherwise say what belongs together: ON a.x = b.y."},
		{`^ON clause references tables to its right$`,
			"A condition after ON may use the tables named so far, not those that follow."},
		{`^no such (index|view|trigger|collation sequence|savepoint): (.+)$`,
			"There is no $1 called $2. Check the spelling."},
		{`^(index|view|trigger|there is already a table) .*(already exists|named)`,
			"The name is taken. Choose another one or DROP the old one first."},
		{`^cannot start a transaction within a transaction$`, "A BEGIN above is still open. COMMIT or ROLLBACK it first."},
		{`^duplicate column name: (.+)$`, "Two columns are called $1. Give one of them another name."},
		{`^malformed JSON$`, "The text is not JSON: check brackets, quotes and commas."},
		{`^integer overflow$`, "The result does not fit into 64 bits. Multiply by 1.0 to compute with REAL."},
		{`^the results of this cell are too long`, "Ask for fewer rows or columns, or split the work over several cells."},
		{`^near "(.+)": syntax error$`,
			"SQLite understood the statement up to $1. The mistake is there or just before it: a missing comma, " +
				"bracket or keyword."},
		{`^incomplete input$`, "The statement ends too early: a bracket or a quote is not closed, or a part is missing."},
		{`^unrecognized token`, "SQLite cannot read this part. A quote that is not closed is the usual reason."},
		{`^too many SQL variables$|^variable number must be`,
			"A ? or :name stands for a value that a program fills in. Write the value itself."},
		{`^LIKE or GLOB pattern too complex$`, "A pattern may be 100 bytes long here."},
		{`^triggers nested too deep$|^too many levels of trigger`,
			"One change sets off the next, more than a hundred deep: a trigger that sets itself off, or a long chain " +
				"of ON DELETE CASCADE."},
		{`^Expression tree is too large|^parser stack overflow|^Recursion limit|^too many|^at most \d+ |nested too deep$`,
			"The statement is deeper or longer than these cells allow."},
		{`^the cell is \d+ bytes|^more than \d+ statements`, "Split the work over several cells."},
		{`^a NUL character|^the text is not valid UTF-8`,
			"The text holds characters that cannot be typed. Copy it again as plain text, or type it."},
		{`^(view|table|trigger) .* is circularly defined$|^circular reference`, "The definition uses itself."},
		{`^cannot (commit|rollback) - no transaction is active$`, "There is no BEGIN above that this would end."},
	} {
		hints = append(hints, hint{regexp.MustCompile(h[0]), h[1]})
	}
	return hints
})

// foreignKeyHint explains a broken foreign key, for which SQLite has one message, whichever end is
// broken.
func foreignKeyHint(verb string) string {
	switch verb {
	case "INSERT", "REPLACE":
		return "A foreign key of the new row points at a row that does not exist."
	case "DELETE", "DROP":
		return "Another row still points at a row that is to go."
	}
	return "" // UPDATE may break either end: the general hint says so
}

// explain adds the hint for an error's cause or message, unless it has a more specific one.
func explain(e *Error) *Error {
	if e.Hint != "" {
		return e
	}
	if e.Cause != nil {
		e.Hint = causeHint(e.Cause)
		return e
	}
	for _, h := range hints() {
		if groups := h.pattern.FindStringSubmatchIndex(e.Message); groups != nil {
			e.Hint = string(h.pattern.ExpandString(nil, h.text, e.Message, groups))
			break
		}
	}
	return e
}
