// Package classroom keeps what a class needs its server to know: who has
// joined, under a nickname, where they are, and what they answered.
//
// It is kept in one SQLite file, or in PostgreSQL where several servers share
// it. The SQL is the same for both. An answer is acknowledged once it is
// committed to disk; the browser names it, so that sending it again does
// nothing.
package classroom

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
	writes, reads *sql.DB
	where         string // for people: never with a password
	now           func() time.Time

	mu    sync.Mutex
	ready bool // the tables are as this version needs them
}

// How long one question to the database may take.
const patience = 5 * time.Second

// IsServer reports whether an address is that of a database server, rather
// than the name of a file.
func IsServer(address string) bool {
	return strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://")
}

// Open opens the class that is kept in a file, or at the address of a
// PostgreSQL database. What does not exist is made. A database server that is
// away is no error: it may come back.
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

// openFile opens a SQLite file. One connection writes: SQLite lets no two
// write at once, and to wait here is better than to try again. Those that read
// are not held up by it (WAL). FULL: what is committed is on the disk.
func openFile(name string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(name), 0o700); err != nil {
		return nil, fmt.Errorf("the class's answers cannot be kept in %s: %w", name, err)
	}
	file := url.URL{Scheme: "file", Opaque: (&url.URL{Path: filepath.ToSlash(name)}).EscapedPath()}
	file.RawQuery = "_txlock=immediate&_pragma=busy_timeout(2000)&_pragma=journal_mode(wal)&_pragma=synchronous(full)&_pragma=foreign_keys(on)&_pragma=secure_delete(on)"
	writes, err := sql.Open("sqlite3", file.String())
	if err != nil {
		return nil, err
	}
	writes.SetMaxOpenConns(1)
	file.RawQuery = "_pragma=busy_timeout(2000)&_pragma=query_only(on)"
	reads, err := sql.Open("sqlite3", file.String())
	if err != nil {
		return nil, errors.Join(err, writes.Close())
	}
	reads.SetMaxOpenConns(4)
	return &Store{writes: writes, reads: reads, where: name}, nil
}

func openServer(address string) (*Store, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("the database's address cannot be read: it is like postgres://user:password@host:5432/name") // not err: it holds the password
	}
	db, err := sql.Open("pgx", address)
	if err != nil {
		return nil, fmt.Errorf("the database's address cannot be used: it is like postgres://user:password@host:5432/name")
	}
	db.SetMaxOpenConns(16)
	db.SetMaxIdleConns(8)
	db.SetConnMaxIdleTime(5 * time.Minute)
	return &Store{writes: db, reads: db, where: u.Redacted()}, nil
}

// Where says where the class is kept.
func (s *Store) Where() string { return s.where }

// Close closes the database.
func (s *Store) Close() error { return errors.Join(s.writes.Close(), s.reads.Close()) }

// prepare makes or upgrades the tables, once.
func (s *Store) prepare(ctx context.Context) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ready {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	err := upgrade(ctx, s.writes)
	s.ready = err == nil
	return unavailable(err)
}

// write does something in one transaction. It has happened, and is on the
// disk, if and only if there is no error.
func (s *Store) write(ctx context.Context, do func(context.Context, *sql.Tx) error) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	// A client that leaves does not undo what it asked for.
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
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

// read asks for rows and hands each to scan.
func (s *Store) read(ctx context.Context, scan func(*sql.Rows) error, query string, args ...any) error {
	if err := s.prepare(ctx); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, 12*patience) // a download may take longer than a question
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
