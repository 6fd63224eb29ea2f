package box

import (
	"context"
	"fmt"
	"strings"

	"github.com/ncruces/go-sqlite3"
)

// maxQuestions is how often SQLite may ask about one statement. For a lesson's query it asks a few
// dozen times.
const maxQuestions = 5000

// guard is the authorizer: while SQLite compiles a statement, it asks the guard about everything
// that the statement would do. What is not expressly allowed is refused, including actions that a
// later SQLite adds.
type guard struct {
	ctx    context.Context
	calls  int    // for the current statement
	late   bool   // the last refusal was for lack of time
	reason string // of the last refusal, in plain words
}

// reset prepares for the next statement.
func (g *guard) reset() { g.calls, g.late, g.reason = 0, false, "" }

// check implements the authorizer callback. first and second depend on the action, see
// https://sqlite.org/c3ref/c_alter_table.html.
func (g *guard) check(action sqlite3.AuthorizerActionCode, first, second, _, _ string) sqlite3.AuthorizerReturnCode {
	// SQLite does not look at the clock while it compiles, and thirty views that each name the
	// previous one twice are a billion tables. Only here can compiling be stopped.
	g.calls++
	if g.ctx.Err() != nil {
		g.late = true
		return sqlite3.AUTH_DENY
	}
	if g.calls > maxQuestions {
		return g.refuse("The statement touches too many columns and tables to be worked out here.")
	}
	switch action {
	case sqlite3.AUTH_SELECT, sqlite3.AUTH_RECURSIVE,
		sqlite3.AUTH_INSERT, sqlite3.AUTH_UPDATE, sqlite3.AUTH_DELETE,
		sqlite3.AUTH_TRANSACTION, sqlite3.AUTH_SAVEPOINT,
		sqlite3.AUTH_CREATE_TABLE, sqlite3.AUTH_CREATE_INDEX, sqlite3.AUTH_CREATE_VIEW, sqlite3.AUTH_CREATE_TRIGGER,
		sqlite3.AUTH_CREATE_TEMP_TABLE, sqlite3.AUTH_CREATE_TEMP_INDEX,
		sqlite3.AUTH_CREATE_TEMP_VIEW, sqlite3.AUTH_CREATE_TEMP_TRIGGER,
		sqlite3.AUTH_DROP_TABLE, sqlite3.AUTH_DROP_INDEX, sqlite3.AUTH_DROP_VIEW, sqlite3.AUTH_DROP_TRIGGER,
		sqlite3.AUTH_DROP_TEMP_TABLE, sqlite3.AUTH_DROP_TEMP_INDEX,
		sqlite3.AUTH_DROP_TEMP_VIEW, sqlite3.AUTH_DROP_TEMP_TRIGGER,
		sqlite3.AUTH_ALTER_TABLE, sqlite3.AUTH_REINDEX, sqlite3.AUTH_ANALYZE:
		return sqlite3.AUTH_OK
	case sqlite3.AUTH_READ:
		if strings.HasPrefix(strings.ToLower(first), "pragma_") {
			return g.refuse("PRAGMA is switched off in these cells, and so are the tables that stand for one. " +
				"SELECT name, sql FROM sqlite_schema shows how the tables were made.")
		}
		return sqlite3.AUTH_OK
	case sqlite3.AUTH_FUNCTION:
		if functionAllowed(second) {
			return sqlite3.AUTH_OK
		}
		return g.refuse(fmt.Sprintf("The function %s is not available in these cells.", strings.ToLower(second)))
	case sqlite3.AUTH_PRAGMA:
		return g.refuse("PRAGMA changes settings of SQLite itself and is switched off in these cells. " +
			"Foreign keys are already on. SELECT name, sql FROM sqlite_schema shows how the tables were made.")
	case sqlite3.AUTH_ATTACH, sqlite3.AUTH_DETACH:
		return g.refuse("This would open another database file. Cells work on the lesson's own database, in memory; " +
			"ATTACH, DETACH, VACUUM and VACUUM INTO are switched off.")
	case sqlite3.AUTH_CREATE_VTABLE, sqlite3.AUTH_DROP_VTABLE:
		return g.refuse(
			"Virtual tables are programs that pose as tables, and are switched off in these cells. Use CREATE TABLE.",
		)
	}
	return g.refuse("This kind of statement is switched off in these cells.")
}

func (g *guard) refuse(why string) sqlite3.AuthorizerReturnCode {
	g.reason = why
	return sqlite3.AUTH_DENY
}
