package classroom

import (
	"context"
	"database/sql"

	"abacus/server/wire"
)

// Tally is how far one learner is with one exercise.
type Tally struct {
	Learner   string
	Lesson    string
	Exercise  string
	Failed    int   // checks that did not pass, as claimed; not those that the machine kept from a verdict
	Passed    int   // checks that did, as claimed
	Confirmed int   // of these, by a check of the teacher's
	Differs   int   // of these, found wrong by one
	First     int64 // when the first answer came
	Last      int64
}

// Learners returns everybody in the class, by nickname.
func (s *Store) Learners(ctx context.Context) ([]Learner, error) {
	all := []Learner{}
	err := s.read(ctx, func(rows *sql.Rows) error {
		l := Learner{}
		if err := l.scan(rows); err != nil {
			return err
		}
		all = append(all, l)
		return nil
	}, `SELECT `+learnerColumns+` FROM learner ORDER BY folded`)
	return all, err
}

// Tallies returns how far everybody is with what they have tried.
func (s *Store) Tallies(ctx context.Context) ([]Tally, error) {
	all := []Tally{}
	err := s.read(ctx, func(rows *sql.Rows) error {
		t := Tally{}
		if err := rows.Scan(&t.Learner, &t.Lesson, &t.Exercise, &t.Failed, &t.Passed, &t.Confirmed, &t.Differs, &t.First, &t.Last); err != nil {
			return err
		}
		all = append(all, t)
		return nil
	}, `SELECT learner, lesson, exercise, sum(CASE WHEN passed = 0 AND reason IN ('', $1) THEN 1 ELSE 0 END), sum(passed),
		coalesce(sum(CASE WHEN passed = 1 AND verdict = 1 THEN 1 ELSE 0 END), 0),
		coalesce(sum(CASE WHEN passed = 1 AND verdict = 0 THEN 1 ELSE 0 END), 0),
		min(at), max(at)
		FROM answer GROUP BY learner, lesson, exercise ORDER BY learner, lesson, exercise`, wire.Broken)
	return all, err
}

// spotlight is the name of the setting.
const spotlight = "spotlight"

// Spotlight returns the lesson that the teacher points at; "" for none.
func (s *Store) Spotlight(ctx context.Context) (lesson string, err error) {
	err = s.read(ctx, func(rows *sql.Rows) error { return rows.Scan(&lesson) }, `SELECT value FROM setting WHERE name = $1`, spotlight)
	return lesson, err
}

// SetSpotlight points at a lesson, or at none.
func (s *Store) SetSpotlight(ctx context.Context, lesson string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO setting (name, value) VALUES ($1, $2)
			ON CONFLICT (name) DO UPDATE SET value = excluded.value`, spotlight, lesson)
		return err
	})
}
