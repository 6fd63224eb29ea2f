package store

import (
	"context"
	"database/sql"

	"abacus/server/wire"
)

// Tally is a learner's progress with an exercise.
type Tally struct {
	Learner   string
	Lesson    string
	Exercise  string
	Failed    int // checks that did not pass, as claimed, without those that could not give a verdict
	Passed    int // checks that passed, as claimed
	Confirmed int // of these, confirmed by a check of the teacher's
	Differs   int // of these, refuted by one
}

// Learners returns the learners in the class, by nickname.
func (s *Store) Learners(ctx context.Context) ([]wire.LearnerState, error) {
	return list(ctx, s, scanLearner, `SELECT `+learnerColumns+` FROM learner ORDER BY folded`)
}

// Tallies returns every learner's progress with every exercise tried.
func (s *Store) Tallies(ctx context.Context) ([]Tally, error) {
	scan := func(rows *sql.Rows, t *Tally) error {
		return rows.Scan(&t.Learner, &t.Lesson, &t.Exercise, &t.Failed, &t.Passed, &t.Confirmed, &t.Differs)
	}
	return list(ctx, s, scan, `SELECT learner, lesson, exercise,
		sum(CASE WHEN passed = 0 AND reason IN ('', $1) THEN 1 ELSE 0 END), sum(passed),
		coalesce(sum(CASE WHEN passed = 1 AND verdict = 1 THEN 1 ELSE 0 END), 0),
		coalesce(sum(CASE WHEN passed = 1 AND verdict = 0 THEN 1 ELSE 0 END), 0)
		FROM answer GROUP BY learner, lesson, exercise ORDER BY learner, lesson, exercise`, wire.Broken)
}

// list returns the rows of a query.
func list[T any](
	ctx context.Context, s *Store, scan func(*sql.Rows, *T) error, query string, args ...any,
) ([]T, error) {
	all := []T{}
	err := s.read(ctx, func(rows *sql.Rows) error {
		all = append(all, *new(T))
		return scan(rows, &all[len(all)-1])
	}, query, args...)
	return all, err
}

// spotlight is the name of the setting.
const spotlight = "spotlight"

// Spotlight returns the lesson in the spotlight; "" for none.
func (s *Store) Spotlight(ctx context.Context) (lesson string, err error) {
	scan := func(rows *sql.Rows) error { return rows.Scan(&lesson) }
	err = s.read(ctx, scan, `SELECT value FROM setting WHERE name = $1`, spotlight)
	return lesson, err
}

// SetSpotlight puts a lesson in the spotlight; "" for none.
func (s *Store) SetSpotlight(ctx context.Context, lesson string) error {
	return s.change(ctx, nil, `INSERT INTO setting (name, value) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET value = excluded.value`, spotlight, lesson)
}
