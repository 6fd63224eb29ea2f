package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"math"

	"abacus/server/wire"
)

// Submit stores a submission. Once it returns nil, the submission is on disk. A
// submission whose ID the learner has used before has been stored already. The
// error is ErrStranger, ErrTooMuch or an Unavailable.
func (s *Store) Submit(ctx context.Context, a wire.ClassSubmission) error {
	now, size := s.millis(), len(a.Typed)+len(a.Claimed.Said)+200
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// First the learner's row: it must exist, and stays locked until the end.
		used := 0
		row := tx.QueryRowContext(ctx, `UPDATE learner SET seen = $1 WHERE id = $2 RETURNING bytes`, now, a.Learner)
		err := row.Scan(&used)
		if errors.Is(err, sql.ErrNoRows) {
			return ErrStranger
		} else if err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `INSERT INTO answer
			(learner, id, lesson, exercise, kind, typed, passed, reason, said, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (learner, id) DO NOTHING`,
			a.Learner, a.ID, a.Lesson, a.Exercise, a.Kind, a.Typed,
			number(a.Claimed.State == wire.Passed), a.Claimed.Reason, a.Claimed.Said, now)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err // stored before
		}
		if used+size > maxBytes {
			return ErrTooMuch
		}
		_, err = tx.ExecContext(ctx, `UPDATE learner SET bytes = $1 WHERE id = $2`, used+size, a.Learner)
		return err
	})
}

// number is how a bool is stored: SQLite has none.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Filter selects submissions. Its zero value selects all.
type Filter struct {
	Learner          string
	Lesson, Exercise string
	Unchecked        bool // only those that are claimed to have passed and were not checked again
	Latest           int  // at most so many, the latest; 0: all
}

// Submissions passes submissions to each, the latest first.
func (s *Store) Submissions(ctx context.Context, only Filter, each func(wire.ClassSubmission) error) error {
	query := `SELECT a.id, a.learner, l.nickname, a.lesson, a.exercise, a.kind, a.typed,
			a.passed, a.reason, a.said, a.at, a.verdict, a.because
		FROM answer a JOIN learner l ON l.id = a.learner
		WHERE ($1 = '' OR a.learner = $1) AND ($2 = '' OR a.lesson = $2) AND ($3 = '' OR a.exercise = $3)
		AND ($4 = 0 OR a.passed = 1 AND a.verdict IS NULL)
		ORDER BY a.at DESC, a.id LIMIT $5`
	return s.read(ctx, func(rows *sql.Rows) error {
		var (
			a             wire.ClassSubmission
			passed        bool
			reason        wire.Reason
			said, because string
			checked       *bool
		)
		err := rows.Scan(&a.ID, &a.Learner, &a.Nickname, &a.Lesson, &a.Exercise, &a.Kind, &a.Typed,
			&passed, &reason, &said, &a.At, &checked, &because)
		if err != nil {
			return err
		}
		a.Claimed = wire.Judged(passed, said)
		if reason != "" {
			a.Claimed = wire.Unjudged(reason, said)
		}
		if checked != nil {
			a.Checked = new(wire.Judged(*checked, because))
		}
		return each(a)
	}, query, only.Learner, only.Lesson, only.Exercise, number(only.Unchecked), cmp.Or(only.Latest, math.MaxInt32))
}

// Checked records the verdict of a check under the teacher's control, unless the
// submission has been deleted in the meantime.
func (s *Store) Checked(ctx context.Context, learner, id string, v wire.Verdict) error {
	return s.change(ctx, nil, `UPDATE answer SET verdict = $1, because = $2 WHERE learner = $3 AND id = $4`,
		number(v.State == wire.Passed), v.Said, learner, id)
}
