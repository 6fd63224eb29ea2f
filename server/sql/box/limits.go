package box

import (
	"cmp"

	"github.com/ncruces/go-sqlite3"
)

const (
	// maxLength bounds every string, blob and row inside SQLite, in bytes. It is what keeps a single
	// function call short: SQLite looks at the clock only between the steps of a statement.
	maxLength = 100_000

	// maxSQL is the longest cell that is accepted, in bytes.
	maxSQL = 100_000
)

// setLimits tightens SQLite's run-time limits. Every figure is far above what a lesson needs.
func (e *engine) setLimits() error {
	for _, l := range []struct {
		what  sqlite3.LimitCategory
		value int
	}{
		{sqlite3.LIMIT_LENGTH, maxLength},
		{sqlite3.LIMIT_SQL_LENGTH, maxSQL},
		{sqlite3.LIMIT_LIKE_PATTERN_LENGTH, 100}, // a pattern of 20 000 % overflows the stack
		{sqlite3.LIMIT_EXPR_DEPTH, 100},
		{sqlite3.LIMIT_PARSER_DEPTH, 500},
		{sqlite3.LIMIT_ATTACHED, 0},
		{sqlite3.LIMIT_COLUMN, 200},
		{sqlite3.LIMIT_COMPOUND_SELECT, 100},
		{sqlite3.LIMIT_FUNCTION_ARG, 100},
		{sqlite3.LIMIT_VDBE_OP, 100_000},
		{sqlite3.LIMIT_TRIGGER_DEPTH, 100},
		{sqlite3.LIMIT_VARIABLE_NUMBER, 0}, // nothing is ever bound to a ?
		{sqlite3.LIMIT_WORKER_THREADS, 0},
	} {
		e.conn.Limit(l.what, l.value)
	}
	// A second lock on doors that the authorizer already keeps shut: no writing to sqlite_schema,
	// no trust in functions that a stored schema calls.
	_, err := e.conn.Config(sqlite3.DBCONFIG_DEFENSIVE, true)
	_, err2 := e.conn.Config(sqlite3.DBCONFIG_TRUSTED_SCHEMA, false)
	return cmp.Or(err, err2)
}
