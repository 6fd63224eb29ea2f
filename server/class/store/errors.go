package store

import (
	"context"
	"errors"
	"syscall"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/ncruces/go-sqlite3"
)

// Refusal is an error that is not the database's.
type Refusal string

// The refusals.
const (
	ErrNoNickname   = Refusal("the nickname is empty")
	ErrLongNickname = Refusal("the nickname is too long")
	ErrTaken        = Refusal("the nickname is taken")
	ErrStranger     = Refusal("this learner is not in the class")
	ErrFull         = Refusal("the class is full")
	ErrTooMuch      = Refusal("the learner has submitted more than the class can store")

	errNewer = Refusal("a newer version of this program created the database")
)

func (e Refusal) Error() string { return string(e) }

// Unavailable is the error of a database that does not work at the moment.
// Nothing has changed, and the operation can be retried.
type Unavailable struct {
	Why   string // the reason, for people
	cause error
}

func (e *Unavailable) Error() string { return e.Why + ": " + e.cause.Error() }
func (e *Unavailable) Unwrap() error { return e.cause }

// unavailable wraps the errors that are not this package's.
func unavailable(err error) error {
	refused, away := Refusal(""), (*Unavailable)(nil)
	if err == nil || errors.As(err, &refused) || errors.As(err, &away) {
		return err
	}
	return &Unavailable{Why: why(err), cause: err}
}

// why returns the reason why a database does not work.
func why(err error) string {
	var (
		pg   *pgconn.PgError
		file sqlite3.ErrorCode
		code any // PostgreSQL's or SQLite's
	)
	switch {
	case errors.Is(err, syscall.ENOSPC):
		code = sqlite3.FULL
	case errors.As(err, &pg):
		code = pg.Code
	case errors.As(err, &file):
		code = file
	}
	switch code {
	case sqlite3.FULL, "53100":
		return "the disk with the class's data is full"
	case sqlite3.BUSY, sqlite3.LOCKED, "55P03", "40P01":
		return "the class's database is locked by another program"
	case sqlite3.READONLY, sqlite3.PERM, "25006", "42501":
		return "the class's database is read-only"
	case sqlite3.CORRUPT, sqlite3.NOTADB:
		return "the class's file is damaged, or is not a database"
	case sqlite3.CANTOPEN:
		return "the class's file cannot be opened"
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return "the class's database takes too long"
	}
	return "the class's database cannot be reached"
}
