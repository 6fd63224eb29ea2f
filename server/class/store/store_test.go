package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/postgrestest"
	"abacus/server/wire"
)

// open opens a class, and closes it after the test.
func open(t *testing.T, address string) *Store {
	t.Helper()
	s, err := Open(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// onBoth runs a test on SQLite and on PostgreSQL, with an empty class.
func onBoth(t *testing.T, test func(t *testing.T, address string)) {
	t.Helper()
	t.Run("SQLite", func(t *testing.T) { test(t, filepath.Join(t.TempDir(), "made", "class.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { test(t, postgrestest.New(t).Database("class")) })
}

func join(t *testing.T, s *Store, nickname string) (wire.LearnerState, string) {
	t.Helper()
	l, secret, err := s.Join(t.Context(), nickname)
	if err != nil {
		t.Fatal(err)
	}
	return l, secret
}

func all(t *testing.T, s *Store, only Filter) []wire.ClassSubmission {
	t.Helper()
	var list []wire.ClassSubmission
	err := s.Submissions(t.Context(), only, func(a wire.ClassSubmission) error { list = append(list, a); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestAClass(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := open(t, address)
		ada, secret := join(t, s, "  Ada \t L. ")
		if ada.Nickname != "Ada L." {
			t.Errorf("the nickname is %q", ada.Nickname)
		}
		if _, _, err := s.Join(t.Context(), "ADA l."); !errors.Is(err, ErrTaken) {
			t.Errorf("a second Ada: %v", err)
		}
		got, err := s.Learner(t.Context(), secret)
		if err != nil || got.ID != ada.ID {
			t.Errorf("%+v, %v", got, err)
		}
		for _, stranger := range []string{"", ada.ID, ada.Nickname, strings.ToLower(secret)} {
			if _, err := s.Learner(t.Context(), stranger); !errors.Is(err, ErrStranger) {
				t.Errorf("the secret %q: %v", stranger, err)
			}
		}
		if err := s.Here(t.Context(), got, "gini", "YourGini"); err != nil {
			t.Fatal(err)
		}
		if got, _ = s.Learner(t.Context(), secret); got.Lesson != "gini" || got.Exercise != "YourGini" {
			t.Errorf("%+v", got)
		}

		first := wire.ClassSubmission{
			ID:       "one",
			Learner:  ada.ID,
			Lesson:   "gini",
			Exercise: "YourGini",
			Kind:     "code",
			Typed:    `{"edits":["ä\n"]}`,
			Claimed:  wire.Judged(false, "Not yet"),
		}
		second := first
		second.ID, second.Claimed = "two", wire.Judged(true, "")
		for _, a := range []wire.ClassSubmission{first, second, first, second} { // a browser may send again
			if err := s.Submit(t.Context(), a); err != nil {
				t.Fatal(err)
			}
		}
		changed := first
		changed.Typed = "other"
		if err := s.Submit(t.Context(), changed); err != nil {
			t.Fatal(err)
		}
		if list := all(t, s, Filter{Exercise: "YourGini"}); len(list) != 2 || list[0].Nickname != "Ada L." ||
			list[0].Typed != first.Typed ||
			list[1].Typed != first.Typed ||
			list[0].Checked != nil {
			t.Errorf("%+v", list)
		}
		if err := s.Checked(t.Context(), ada.ID, "two", wire.Judged(false, "It fails.")); err != nil {
			t.Fatal(err)
		}
		tallies, err := s.Tallies(t.Context())
		if err != nil || len(tallies) != 1 || tallies[0].Failed != 1 || tallies[0].Passed != 1 || tallies[0].Differs != 1 ||
			tallies[0].Confirmed != 0 {
			t.Errorf("%+v, %v", tallies, err)
		}

		bob, _ := join(t, s, "Bob")
		mine := first
		mine.Learner = bob.ID // the same name of an answer is another's
		if err := s.Submit(t.Context(), mine); err != nil {
			t.Fatal(err)
		}
		if list := all(t, s, Filter{Learner: bob.ID}); len(list) != 1 {
			t.Errorf("%+v", list)
		}
		if list := all(t, s, Filter{Latest: 2}); len(list) != 2 {
			t.Errorf("%+v", list)
		}
		for range 2 { // leaving twice does no harm
			if err := s.Leave(t.Context(), ada.ID); err != nil {
				t.Fatal(err)
			}
		}
		if list := all(t, s, Filter{}); len(list) != 1 || list[0].Learner != bob.ID {
			t.Errorf("after Ada left: %+v", list)
		}
		for what, err := range map[string]error{
			"an answer of who has left": s.Submit(t.Context(), first), "a place": s.Here(t.Context(), ada, "x", ""),
		} {
			if !errors.Is(err, ErrStranger) {
				t.Errorf("%s: %v", what, err)
			}
		}
		join(t, s, "Ada L.") // the nickname is free again
		for _, lesson := range []string{"gini", "trees"} {
			if err := s.SetSpotlight(t.Context(), lesson); err != nil {
				t.Fatal(err)
			}
			if got, err := s.Spotlight(t.Context()); err != nil || got != lesson {
				t.Errorf("the spotlight is on %q, %v", got, err)
			}
		}
		if err := s.End(t.Context()); err != nil {
			t.Fatal(err)
		}
		learners, err := s.Learners(t.Context())
		if light, _ := s.Spotlight(t.Context()); err != nil || len(learners) != 0 || len(all(t, s, Filter{})) != 0 ||
			light != "" {
			t.Errorf("after the end: %v, %v", learners, err)
		}
	})
}

// TestAHundredAtOnce: a hundred join and answer at the same moment, half of
// them under one nickname, through two servers, as replicas.
func TestAHundredAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		replicas := []*Store{open(t, address), open(t, address)}
		var wg sync.WaitGroup
		var mu sync.Mutex
		joined, taken := 0, 0
		for i := range 100 {
			wg.Go(func() {
				s, nickname := replicas[i%2], "the same"
				if i >= 50 {
					nickname = fmt.Sprint("learner ", i)
				}
				l, _, err := s.Join(context.Background(), nickname)
				mu.Lock()
				defer mu.Unlock()
				switch {
				case err == nil:
					joined++
				case errors.Is(err, ErrTaken):
					taken++
					return
				default:
					t.Error(err)
					return
				}
				for n := range 2 {
					a := wire.ClassSubmission{ID: fmt.Sprint(n), Learner: l.ID, Lesson: "gini", Exercise: "X"}
					if err := s.Submit(context.Background(), a); err != nil {
						t.Error(err)
					}
				}
			})
		}
		wg.Wait()
		if joined != 51 || taken != 49 {
			t.Errorf("%d joined and %d were told that the name is taken", joined, taken)
		}
		if n := len(all(t, replicas[0], Filter{})); n != 2*joined {
			t.Errorf("%d answers", n)
		}
	})
}

func TestOneLearnerCannotFillTheDisk(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := open(t, address)
		l, _ := join(t, s, "flood")
		typed, kept := strings.Repeat("x", 1<<20), 0
		for i := range 20 {
			err := s.Submit(t.Context(), wire.ClassSubmission{ID: fmt.Sprint(i), Learner: l.ID, Typed: typed})
			if err == nil {
				kept++
			} else if !errors.Is(err, ErrTooMuch) {
				t.Fatal(err)
			}
		}
		if kept != 7 || len(all(t, s, Filter{})) != kept {
			t.Errorf("%d MB are kept", kept)
		}
	})
}

func TestNicknames(t *testing.T) {
	for typed, want := range map[string]string{
		"Ada": "Ada", " Ada\u00a0\n L ": "Ada L", "Åsa": "Åsa", "A\u030asa": "Åsa", "李": "李", "🦊": "🦊", "<b>": "<b>",
		"a\u200bd\u202ea": "ada", "\xffx": "x", strings.Repeat("ä", 30): strings.Repeat("ä", 30),
	} {
		if got, err := Nickname(typed); err != nil || got != want {
			t.Errorf("%q becomes %q, %v; want %q", typed, got, err, want)
		}
	}
	for _, typed := range []string{
		"", " \t", "\u200b", "\u3164", "\u0301", strings.Repeat("a", 31), strings.Repeat("long ", 1000),
	} {
		if got, err := Nickname(typed); !errors.Is(err, ErrNoNickname) && !errors.Is(err, ErrLongNickname) {
			t.Errorf("%q becomes %q, %v", typed, got, err)
		}
	}
	if folded("ＡＤＡ") != folded("ada") {
		t.Error("two names that look alike are two")
	}
}

func TestRemoveSilent(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := open(t, address)
		ada, _ := join(t, s, "Ada")
		_, secret := join(t, s, "Nobody")
		a := wire.ClassSubmission{ID: "one", Learner: ada.ID, Lesson: "gini", Exercise: "YourGini", Kind: "code"}
		if err := s.Submit(t.Context(), a); err != nil {
			t.Fatal(err)
		}
		if err := s.RemoveSilent(t.Context()); err != nil {
			t.Fatal(err)
		}
		if left, err := s.Learners(t.Context()); err != nil || len(left) != 1 || left[0].ID != ada.ID ||
			len(all(t, s, Filter{})) != 1 {
			t.Errorf("left are %+v, %v", left, err)
		}
		if _, err := s.Learner(t.Context(), secret); !errors.Is(err, ErrStranger) {
			t.Errorf("who was removed is still known: %v", err)
		}
		join(t, s, "nobody")
	})
}
