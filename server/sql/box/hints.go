package box

import (
	"regexp"
	"sync"
)

// hint explains one kind of message. $1, $2 in text are the groups of the pattern.
type hint struct {
	pattern string
	text    string
	refused bool
}

// causeHint explains an error that has a cause.
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

// hints go from the special to the general; the first that matches is taken. The patterns are
// SQLite's messages, because its codes tell no two mistakes in a statement apart; a test provokes
// each of them.
func hints() []hint {
	return []hint{
		{pattern: `^database or disk is full$`, text: "The tables have grown beyond the 16 MB a cell may fill."},
		{pattern: `^string or blob too big$`, text: "One value or row would be longer than the 100 000 bytes allowed here."},
		{pattern: `^UNIQUE constraint failed: (.+)$`, text: "Another row already has this value in $1. A primary key or UNIQUE column " +
			"holds every value at most once."},
		{pattern: `^FOREIGN KEY constraint failed$`, text: "A foreign key would point at nothing: either the row it names does not exist, " +
			"or the row being removed or changed is still pointed at."},
		{pattern: `^foreign key mismatch - "(.+)" referencing "(.+)"$`, text: "The foreign key of $1 must point at the primary key or " +
			"a UNIQUE column of $2."},
		{pattern: `^NOT NULL constraint failed: (.+)$`, text: "$1 must have a value in every row; this row leaves it NULL (not given)."},
		{pattern: `^CHECK constraint failed: (.+)$`, text: "The row breaks the rule CHECK ($1)."},
		{pattern: `^datatype mismatch$`, text: "An INTEGER PRIMARY KEY accepts whole numbers only."},
		{pattern: `^cannot store (\S+) value in (\S+) column (.+)$`, text: "The table is STRICT: $3 accepts $2 only, and this is $1."},
		{pattern: `^no such table: pragma_`, text: "PRAGMA is switched off in these cells.", refused: true},
		{pattern: `^no such table: (.+)$`, text: "There is no table called $1. Check the spelling against the schema; a name with a dot " +
			"in it (a.b) means table b in schema a."},
		{pattern: `^no such column: "(.+)" - should this be a string literal in single-quotes\?$`, text: "Double quotes mark names. Text goes in single quotes: '$1'."},
		{pattern: `^no such column: (.+)$`, text: "No table in this statement has a column called $1. Text must stand in single quotes."},
		{pattern: `^ambiguous column name: (.+)$`, text: "More than one table has a column $1. Put the table's name before it, as in person.id."},
		{pattern: `^no such function: (load_extension|readfile|writefile|edit|eval|fts3_tokenizer)$`,
			text: "$1 reaches outside the database and does not exist here.", refused: true},
		{pattern: `^no such function: (.+)$`, text: "SQLite has no function called $1. Check the spelling."},
		{pattern: `^unsafe use of `, text: "A view or trigger may not use this.", refused: true},
		{pattern: `^no such module: (.+)$`, text: "Virtual tables are switched off in these cells.", refused: true},
		{pattern: `^wrong number of arguments to function (.+)\(\)$`, text: "$1 was given too many or too few values in its brackets."},
		{pattern: `^misuse of aggregate(: | function )(.+)\(\)$`, text: "$2 sums up many rows, so it cannot stand in WHERE, which looks at " +
			"one row at a time. Use HAVING after GROUP BY."},
		{pattern: `^misuse of window function (.+)\(\)$`, text: "A window function such as $1 is worked out after WHERE and GROUP BY. " +
			"Put the query in brackets and filter outside."},
		{pattern: `^table (sqlite_\w+) may not be `, text: "SQLite keeps its own records in $1. CREATE, ALTER and DROP change them.", refused: true},
		{pattern: `^object name reserved for internal use: `, text: "Names that begin with sqlite_ belong to SQLite. Choose another one."},
		{pattern: `^table (.+) already exists$`, text: "A cell starts with the lesson's data and the cells above; one of them made $1. " +
			"Choose another name or DROP TABLE first."},
		{pattern: `^table (.+) has (\d+) columns but (\d+) values were supplied$`, text: "Give one value for each of the $2 columns, or name " +
			"the columns: INSERT INTO $1 (a, b) VALUES (…)."},
		{pattern: `^(\d+) values for (\d+) columns$`, text: "The list of columns has $2 names, the row $1 values."},
		{pattern: `^sub-select returns (\d+) columns - expected (\d+)$`, text: "The query in brackets gives $1 columns; $2 fit here."},
		{pattern: `^HAVING clause on a non-aggregate query$`, text: "HAVING filters groups. Add GROUP BY, or filter rows with WHERE."},
		{pattern: `^aggregate functions are not allowed in the GROUP BY clause$`, text: "GROUP BY takes what the rows have, not sums over them."},
		{pattern: `(ORDER|GROUP) BY term out of range`, text: "A number after $1 BY counts the columns of the result, from 1."},
		{pattern: `do not have the same number of result columns$`, text: "Both sides must have the same number of columns."},
		{pattern: `^cannot join using column (.+) - column not present in both tables$`, text: "USING and NATURAL need the column $1 in both tables. " +
			"Otherwise say what belongs together: ON a.x = b.y."},
		{pattern: `^ON clause references tables to its right$`, text: "A condition after ON may use the tables named so far, not those that follow."},
		{pattern: `^no such (index|view|trigger|collation sequence|savepoint): (.+)$`, text: "There is no $1 called $2. Check the spelling."},
		{pattern: `^(index|view|trigger|there is already a table) .*(already exists|named)`, text: "The name is taken. Choose another one or DROP the old one first."},
		{pattern: `^cannot start a transaction within a transaction$`, text: "A BEGIN above is still open. COMMIT or ROLLBACK it first."},
		{pattern: `^duplicate column name: (.+)$`, text: "Two columns are called $1. Give one of them another name."},
		{pattern: `^malformed JSON$`, text: "The text is not JSON: check brackets, quotes and commas."},
		{pattern: `^integer overflow$`, text: "The result does not fit into 64 bits. Multiply by 1.0 to compute with REAL."},
		{pattern: `^the results of this cell are too long`, text: "Ask for fewer rows or columns, or split the work over several cells."},
		{pattern: `^near "(.+)": syntax error$`, text: "SQLite understood the statement up to $1. The mistake is there or just before it: " +
			"a missing comma, bracket or keyword."},
		{pattern: `^incomplete input$`, text: "The statement ends too early: a bracket or a quote is not closed, or a part is missing."},
		{pattern: `^unrecognized token`, text: "SQLite cannot read this part. A quote that is not closed is the usual reason."},
		{pattern: `^too many SQL variables$|^variable number must be`, text: "A ? or :name stands for a value that a program fills in. Write the value itself."},
		{pattern: `^LIKE or GLOB pattern too complex$`, text: "A pattern may be 100 bytes long here."},
		{pattern: `^triggers nested too deep$|^too many levels of trigger`, text: "One change sets off the next, more than a hundred deep: a trigger " +
			"that sets itself off, or a long chain of ON DELETE CASCADE."},
		{pattern: `^Expression tree is too large|^parser stack overflow|^Recursion limit|^too many|^at most \d+ |nested too deep$`, text: "The statement is deeper or longer than these cells allow."},
		{pattern: `^the cell is \d+ bytes|^more than \d+ statements`, text: "Split the work over several cells."},
		{pattern: `^a NUL character|^the text is not valid UTF-8`, text: "The text holds characters that cannot be typed. Copy it again as plain text, or type it."},
		{pattern: `^(view|table|trigger) .* is circularly defined$|^circular reference`, text: "The definition uses itself."},
		{pattern: `^cannot (commit|rollback) - no transaction is active$`, text: "There is no BEGIN above that this would end."},
		{pattern: `^not authorized|^access to .* is prohibited$|^authorization denied$`, text: "This is switched off in these cells.", refused: true},
	}
}

// foreignKeyHint explains a broken foreign key, which SQLite words the same whichever end broke.
func foreignKeyHint(verb string) string {
	switch verb {
	case "INSERT", "REPLACE":
		return "A foreign key of the new row points at a row that does not exist."
	case "DELETE", "DROP":
		return "Another row still points at a row that is to go."
	}
	return "" // UPDATE may break either end: the general hint says so
}

// patterns are the hints' patterns, compiled at the first error and never changed.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	var compiled []*regexp.Regexp
	for _, h := range hints() {
		compiled = append(compiled, regexp.MustCompile(h.pattern))
	}
	return compiled
})

// explain adds the hint that fits the message, unless a better one is there already.
func explain(e *Error) *Error {
	if e == nil || e.Hint != "" {
		return e
	}
	if e.Cause != nil {
		e.Hint = causeHint(e.Cause)
		return e
	}
	for i, h := range hints() {
		pattern := patterns()[i]
		groups := pattern.FindStringSubmatchIndex(e.Message)
		if groups == nil {
			continue
		}
		e.Hint = string(pattern.ExpandString(nil, h.text, e.Message, groups))
		e.Refused = e.Refused || h.refused
		return e
	}
	return e
}
