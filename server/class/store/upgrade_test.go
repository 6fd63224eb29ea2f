package store

import (
	"path/filepath"
	"testing"

	"abacus/server/wire"
)

// TestAnOlderClassOpens: a database from before verdicts had reasons keeps all
// that is in it.
func TestAnOlderClassOpens(t *testing.T) {
	file := filepath.Join(t.TempDir(), "class.db")
	old, err := openFile(file)
	if err != nil {
		t.Fatal(err)
	}
	statements := append(versions()[0],
		`CREATE TABLE abacus_version (version INTEGER NOT NULL)`,
		`INSERT INTO abacus_version (version) VALUES (1)`,
		`INSERT INTO learner (id, nickname, folded, secret, joined, seen, since) VALUES ('ada', 'Ada', 'ada', 's', 1, 1, 1)`,
		`INSERT INTO answer (learner, id, lesson, exercise, kind, typed, passed, said, at, verdict, because)
			VALUES ('ada', 'one', 'gini', 'YourGini', 'code', '{}', 1, 'Correct.', 2, 0, 'Not yet.'),
			('ada', 'two', 'gini', 'YourGini', 'code', '{}', 0, 'Not yet.', 3, NULL, '')`)
	for _, s := range statements {
		if _, err := old.writes.Exec(s); err != nil {
			t.Fatalf("%s: %v", s, err)
		}
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	s, err := Open(t.Context(), file)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	err = s.Submit(t.Context(), wire.ClassSubmission{
		ID: "three", Learner: "ada", Lesson: "gini", Exercise: "YourGini", Kind: wire.CodeExercise, Typed: "{}",
		Claimed: wire.Unjudged(wire.Busy, ""),
	})
	if err != nil {
		t.Fatal(err)
	}
	claimed := map[string]wire.Verdict{}
	err = s.Submissions(t.Context(), Filter{}, func(a wire.ClassSubmission) error {
		claimed[a.ID] = a.Claimed
		if c := a.Checked; (c != nil) != (a.ID == "one") || c != nil && *c != wire.Judged(false, "Not yet.") {
			t.Errorf("%s was checked: %+v", a.ID, c)
		}
		return nil
	})
	want := map[string]wire.Verdict{
		"one": wire.Judged(true, "Correct."), "two": wire.Judged(false, "Not yet."), "three": wire.Unjudged(wire.Busy, ""),
	}
	if err != nil || len(claimed) != len(want) {
		t.Errorf("%d answers, %v", len(claimed), err)
	}
	for id, v := range want {
		if claimed[id] != v {
			t.Errorf("%s is %+v, want %+v", id, claimed[id], v)
		}
	}
}
