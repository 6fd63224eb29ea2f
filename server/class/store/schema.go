package store

import (
	"context"
	"fmt"
)

// versions returns the schema's migrations. A database that has seen some of them
// gets the rest. Times are milliseconds since 1970.
//
// Placeholders are $1, $2 …, numbered by their first occurrence in a statement:
// PostgreSQL reads the number, SQLite the order.
func versions() [][]string {
	return [][]string{{
		`CREATE TABLE learner (
			id       TEXT PRIMARY KEY,
			nickname TEXT NOT NULL,
			folded   TEXT NOT NULL UNIQUE,
			secret   TEXT NOT NULL UNIQUE,
			joined   BIGINT NOT NULL,
			seen     BIGINT NOT NULL,
			lesson   TEXT NOT NULL DEFAULT '',
			exercise TEXT NOT NULL DEFAULT '',
			since    BIGINT NOT NULL,
			bytes    BIGINT NOT NULL DEFAULT 0
		)`,
		`CREATE TABLE answer (
			learner  TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
			id       TEXT NOT NULL,
			lesson   TEXT NOT NULL,
			exercise TEXT NOT NULL,
			kind     TEXT NOT NULL,
			typed    TEXT NOT NULL,
			passed   INTEGER NOT NULL,
			said     TEXT NOT NULL,
			at       BIGINT NOT NULL,
			verdict  INTEGER,
			because  TEXT NOT NULL DEFAULT '',
			PRIMARY KEY (learner, id)
		)`,
		`CREATE INDEX answer_exercise ON answer (lesson, exercise)`,
		`CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL)`,
	}, {
		// Why the learner's browser has no verdict, a wire.Reason; "" if it has one.
		`ALTER TABLE answer ADD COLUMN reason TEXT NOT NULL DEFAULT ''`,
	}}
}

// upgrade runs the migrations that a database lacks. Servers that start at the same
// time take turns, and the second finds nothing left to do.
func (s *Store) upgrade(ctx context.Context) error {
	tx, err := s.writes.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()      // no effect after Commit
	if s.writes == s.reads { // in a file, a transaction that writes is exclusive anyway
		if _, err := tx.ExecContext(ctx, `SELECT pg_advisory_xact_lock(7306091246)`); err != nil {
			return err
		}
	}
	if _, err := tx.ExecContext(ctx, `CREATE TABLE IF NOT EXISTS abacus_version (version INTEGER NOT NULL)`); err != nil {
		return err
	}
	done, steps := 0, versions()
	if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) FROM abacus_version`).Scan(&done); err != nil {
		return err
	}
	if done > len(steps) {
		return fmt.Errorf("%w: its version is %d, and this program knows %d", errNewer, done, len(steps))
	}
	for i, step := range steps[done:] {
		for _, statement := range step {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO abacus_version (version) VALUES ($1)`, done+i+1); err != nil {
			return err
		}
	}
	return tx.Commit()
}
