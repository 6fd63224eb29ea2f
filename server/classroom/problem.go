package classroom

import (
	"context"
	"database/sql"
	"errors"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/ncruces/go-sqlite3"
)

// Errors that are no fault of the database's.
var (
	ErrStranger = errors.New("nobody of that name is in the class")
	ErrTaken    = errors.New("somebody in the class has this nickname")
	ErrFull     = errors.New("the class is full")
	ErrTooMuch  = errors.New("one learner sends more than the class can keep")

	errNewer = errors.New("a newer version of this program made the database")
)

// BadNickname says what is wrong with a nickname.
type BadNickname string

func (e BadNickname) Error() string { return string(e) }

// Unavailable is the error of a class whose database cannot do its work now.
// Nothing has changed; it is worth trying again.
type Unavailable struct {
	Why   string // in words
	cause error
}

func (e *Unavailable) Error() string { return e.Why + ": " + e.cause.Error() }
func (e *Unavailable) Unwrap() error { return e.cause }

// unavailable makes an Unavailable of whatever is no error of ours.
func unavailable(err error) error {
	bad, away := BadNickname(""), (*Unavailable)(nil)
	for _, ours := range []error{ErrStranger, ErrTaken, ErrFull, ErrTooMuch, errNewer} {
		if errors.Is(err, ours) {
			return err
		}
	}
	if err == nil || errors.As(err, &bad) || errors.As(err, &away) {
		return err
	}
	return &Unavailable{Why: why(err), cause: err}
}

// why says what keeps a database from its work.
func why(err error) string {
	var pg *pgconn.PgError
	code := ""
	if errors.As(err, &pg) {
		code = pg.Code
	}
	is := func(c sqlite3.ErrorCode) bool { return errors.Is(err, c) }
	switch {
	case is(sqlite3.FULL), code == "53100", errors.Is(err, syscall.ENOSPC):
		return "the disk that keeps the answers is full"
	case is(sqlite3.BUSY), is(sqlite3.LOCKED), code == "55P03", code == "40P01":
		return "the database of the answers is locked by another program"
	case is(sqlite3.READONLY), is(sqlite3.PERM), code == "25006", code == "42501":
		return "the database of the answers may not be written to"
	case is(sqlite3.CORRUPT), is(sqlite3.NOTADB):
		return "the file of the answers is damaged, or is no database"
	case is(sqlite3.CANTOPEN):
		return "the file of the answers cannot be opened"
	case errors.Is(err, context.DeadlineExceeded):
		return "the database of the answers takes too long"
	}
	return "the database of the answers cannot be reached"
}

// isFile reports whether a database is a SQLite file.
func isFile(db *sql.DB) bool {
	_, server := db.Driver().(*stdlib.Driver)
	return !server
}
