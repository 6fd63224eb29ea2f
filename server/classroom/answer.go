package classroom

import (
	"context"
	"database/sql"

	"abacus/server/wire"
)

// Answer is what came of one check of an exercise.
type Answer struct {
	ID       string // made by the browser
	Learner  string
	Nickname string
	Lesson   string
	Exercise string
	Kind     wire.ExerciseKind
	Typed    string      // a wire.Typed as JSON
	Passed   bool        // as the learner's browser claims
	Reason   wire.Reason // why that browser has no verdict; "" when it has
	Said     string      // by the check, in that browser
	At       int64       // received

	// What a check under the teacher's control said. Nil: there was none yet.
	Verdict *bool
	Because string // in its words
}

// Claimed is what the check in the learner's browser made of the answer.
func (a Answer) Claimed() wire.Verdict {
	if a.Reason != "" {
		return wire.Unjudged(a.Reason, a.Said)
	}
	return wire.Judged(a.Passed, a.Said)
}

// Checked is what a check under the teacher's control made of it; nil: there
// was none yet.
func (a Answer) Checked() *wire.Verdict {
	if a.Verdict == nil {
		return nil
	}
	v := wire.Judged(*a.Verdict, a.Because)
	return &v
}

// Submit keeps an answer. Once it returns nil the answer is on the disk. One
// whose name the learner has used before is kept already. The error is
// ErrStranger, ErrTooMuch or an Unavailable.
func (s *Store) Submit(ctx context.Context, a Answer) error {
	now, size := s.millis(), len(a.Typed)+len(a.Said)+200
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		// First the learner's row: it must be there, and stays locked until the end.
		used := 0
		rows, err := tx.QueryContext(ctx, `UPDATE learner SET seen = $1 WHERE id = $2 RETURNING bytes`, now, a.Learner)
		if err != nil {
			return err
		}
		if err := one(rows, &used); err != nil {
			return err
		}
		r, err := tx.ExecContext(ctx, `INSERT INTO answer (learner, id, lesson, exercise, kind, typed, passed, reason, said, at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (learner, id) DO NOTHING`,
			a.Learner, a.ID, a.Lesson, a.Exercise, a.Kind, a.Typed, number(a.Passed), a.Reason, a.Said, now)
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return err // kept before
		}
		if used+size > maxBytes {
			return ErrTooMuch
		}
		_, err = tx.ExecContext(ctx, `UPDATE learner SET bytes = $1 WHERE id = $2`, used+size, a.Learner)
		return err
	})
}

// one reads the only row there is.
func one(rows *sql.Rows, into ...any) error {
	defer rows.Close()
	if !rows.Next() {
		if err := rows.Err(); err != nil {
			return err
		}
		return ErrStranger
	}
	if err := rows.Scan(into...); err != nil {
		return err
	}
	return rows.Close()
}

// number is how a bool is kept: SQLite has none.
func number(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Which answers are wanted. Empty fields stand for all.
type Which struct {
	Learner          string
	Lesson, Exercise string
	Unchecked        bool // those that claim to have passed, and that nothing has been said about
	Latest           int  // of the answers, at most; 0: all
}

// Answers hands answers to each, the latest first.
func (s *Store) Answers(ctx context.Context, which Which, each func(Answer) error) error {
	query := `SELECT a.id, a.learner, l.nickname, a.lesson, a.exercise, a.kind, a.typed, a.passed, a.reason, a.said, a.at, a.verdict, a.because
		FROM answer a JOIN learner l ON l.id = a.learner
		WHERE ($1 = '' OR a.learner = $1) AND ($2 = '' OR a.lesson = $2) AND ($3 = '' OR a.exercise = $3)
		AND ($4 = 0 OR a.passed = 1 AND a.verdict IS NULL)
		ORDER BY a.at DESC, a.id LIMIT $5`
	limit := int64(which.Latest)
	if limit == 0 {
		limit = 1 << 40
	}
	return s.read(ctx, func(rows *sql.Rows) error {
		a, verdict := Answer{}, sql.NullInt64{}
		passed := 0
		err := rows.Scan(&a.ID, &a.Learner, &a.Nickname, &a.Lesson, &a.Exercise, &a.Kind,
			&a.Typed, &passed, &a.Reason, &a.Said, &a.At, &verdict, &a.Because)
		if err != nil {
			return err
		}
		a.Passed = passed != 0
		if verdict.Valid {
			is := verdict.Int64 != 0
			a.Verdict = &is
		}
		return each(a)
	}, query, which.Learner, which.Lesson, which.Exercise, number(which.Unchecked), limit)
}

// Checked notes what a check under the teacher's control said of an answer.
func (s *Store) Checked(ctx context.Context, learner, id string, passed bool, because string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return changed(ErrStranger)(tx.ExecContext(ctx, `UPDATE answer SET verdict = $1, because = $2 WHERE learner = $3 AND id = $4`,
			number(passed), because, learner, id))
	})
}
