// Package store holds a class: its learners, who have nicknames, where they are,
// and what they have submitted.
//
// The data is in one SQLite file, or in PostgreSQL if several servers share it; the
// SQL is the same for both. A submission is acknowledged once it is committed to
// disk. Its ID comes from the browser, so that sending it again has no effect.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"       // the driver "pgx"
	_ "github.com/ncruces/go-sqlite3/driver" // the driver "sqlite3"
)

// Store is a class. It is safe for concurrent use.
type Store struct {
	writes, reads *sql.DB // the same on a database server
	where         string  // for messages, never with a password
	now           func() time.Time

	mu    sync.Mutex
	ready bool // the tables have the form that this version needs
}

// timeout limits one transaction.
const timeout = 5 * time.Second

// IsServer reports whether an address is a database server's, not a file's.
func IsServer(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Open opens the class in a file or at the address of a PostgreSQL database, and
// creates what does not exist. An unreachable database server is not an error: it
// may come back.
func Open(ctx context.Context, address string) (*Store, error) {
	open := openFile
	if IsServer(address) {
		open = openServer
	}
	s, err := open(address)
	if err != nil {
		return nil, err
	}
	s.now = time.Now
	err = s.prepare(ctx)
	if away := new(Unavailable); err != nil && !(IsServer(address) && errors.As(err, &away)) {
		return nil, errors.Join(fmt.Errorf("the class's answers cannot be kept in %s: %w", s.where, err), s.Close())
	}
	return s, nil
}

// openFile opens a SQLite file. Only one connection writes: SQLite allows one writer
// at a time, and waiting here is better than retrying. Readers are not blocked
// (WAL), and what is committed is on disk (FULL).
func openFile(name string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, fmt.Errorf("the class's answers cannot be kept in %s: %w", name, err)
	}
	file := "file:" + (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath()
	writes, err := sql.Open("sqlite3", file+"?_txlock=immediate&_pragma=busy_timeout(2000)&_pragma=journal_mode(wal)"+
		"&_pragma=synchronous(full)&_pragma=foreign_keys(on)&_pragma=secure_delete(on)")
	if err != nil {
		return nil, err
	}
	writes.SetMaxOpenConns(1)
	reads, err := sql.Open("sqlite3", file+"?_pragma=busy_timeout(2000)&_pragma=query_only(on)")
	if err != nil {
		return nil, errors.Join(err, writes.Close())
	}
	reads.SetMaxOpenConns(4)
	return &Store{writes: writes, reads: reads, where: name}, nil
}

func openServer(address string) (*Store, error) {
	u, err := url.Parse(address)
	db, err2 := sql.Open("pgx", address)
	if err != nil || err2 != nil { // either may contain the password
		return nil, errors.New(
			"the database's address is not valid; it looks like postgres://user:password@host:5432/name")
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &Store{writes: db, reads: db, where: u.Redacted()}, nil
}

// Where returns where the data is, for messages.
func (s *Store) Where() string { return s.where }

// Close closes the database.
func (s *Store) Close() error { return errors.Join(s.writes.Close(), s.reads.Close()) }

// prepare creates or upgrades the tables, once.
func (s *Store) prepare(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	err := s.upgrade(ctx)
	s.ready = err == nil
	return unavailable(err)
}

// write runs a transaction. It has taken effect, and is on disk, if and only if
// there is no error.
func (s *Store) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	// A client that disconnects does not cancel its request.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), timeout)
	defer cancel()
	tx, err := s.writes.BeginTx(ctx, nil)
	if err != nil {
		return unavailable(err)
	}
	if err := do(ctx, tx); err != nil {
		_ = tx.Rollback() // err says more
		return unavailable(err)
	}
	return unavailable(tx.Commit())
}

// change runs a statement in a transaction of its own; none, if not nil, is the error
// if no row changes.
func (s *Store) change(ctx context.Context, none error, statement string, args ...any) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return changed(none)(tx.ExecContext(ctx, statement, args...))
	})
}

// changed checks a statement's result; none is the error if no row has changed.
func changed(none error) func(sql.Result, error) error {
	return func(r sql.Result, err error) error {
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, none)
		}
		return nil
	}
}

// read runs a query and passes each row to scan.
func (s *Store) read(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 12*timeout) // a download takes longer than a transaction
	defer cancel()
	rows, err := s.reads.QueryContext(ctx, query, args...)
	if err != nil {
		return unavailable(err)
	}
	defer rows.Close()
	for rows.Next() {
		if err := scan(rows); err != nil {
			return unavailable(err)
		}
	}
	return unavailable(rows.Err())
}
