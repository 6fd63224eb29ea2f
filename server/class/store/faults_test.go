package store

import (
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/postgrestest"
	"abacus/server/wire"
)

// isAway checks that an error is the database's, says why, and that an answer
// only was refused is not there.
func isAway(t *testing.T, err error, why string) {
	t.Helper()
	away := new(Unavailable)
	if !errors.As(err, &away) || !strings.Contains(away.Why, why) {
		t.Errorf("%v; want that %s", err, why)
	}
}

func TestALockedDatabaseIsWaitedFor(t *testing.T) {
	name := filepath.Join(t.TempDir(), "class.db")
	s := open(t, name)
	l, _ := join(t, s, "Ada")
	other, err := sql.Open("sqlite3", "file:"+name+"?_txlock=immediate")
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	tx, err := other.Begin()
	if err != nil {
		t.Fatal(err)
	}
	a := wire.ClassSubmission{ID: "one", Learner: l.ID}
	isAway(t, s.Submit(t.Context(), a), "locked")
	if n := len(all(t, s, Filter{})); n != 0 {
		t.Errorf("%d answers; reading goes on meanwhile", n)
	}
	if err := tx.Rollback(); err != nil {
		t.Fatal(err)
	}
	if err := s.Submit(t.Context(), a); err != nil {
		t.Error(err)
	}
}

func TestAFullDisk(t *testing.T) {
	s := open(t, filepath.Join(t.TempDir(), "class.db"))
	l, _ := join(t, s, "Ada")
	pages := 0
	if err := s.writes.QueryRow("PRAGMA page_count").Scan(&pages); err != nil {
		t.Fatal(err)
	}
	limit := func(n int) {
		t.Helper()
		if _, err := s.writes.Exec("PRAGMA max_page_count = " + strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
	}
	limit(pages + 1)
	a := wire.ClassSubmission{ID: "one", Learner: l.ID, Typed: strings.Repeat("x", 100_000)}
	isAway(t, s.Submit(t.Context(), a), "full")
	if n := len(all(t, s, Filter{})); n != 0 {
		t.Errorf("%d answers", n)
	}
	limit(1 << 20)
	if err := s.Submit(t.Context(), a); err != nil {
		t.Error(err)
	}
}

func TestAFileThatCannotBeUsed(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "text")
	if err := os.WriteFile(text, []byte(strings.Repeat("This is no database. ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	newer := filepath.Join(dir, "newer.db")
	s := open(t, newer)
	if _, err := s.writes.Exec(`INSERT INTO abacus_version VALUES (99)`); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		text: "not a database", dir: "opened", filepath.Join(text, "x"): "text/x", newer: "newer version",
	} {
		if s, err := Open(t.Context(), name); err == nil || !strings.Contains(err.Error(), want) ||
			!strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v, want that it says %q", name, err, want)
			if err == nil {
				s.Close()
			}
		}
	}
}

func TestAReadOnlyDatabase(t *testing.T) {
	onBoth(t, func(t *testing.T, address string) {
		s := open(t, address)
		l, _ := join(t, s, "Ada")
		on, off := "PRAGMA query_only = on", "PRAGMA query_only = off"
		if IsServer(address) {
			s.writes.SetMaxOpenConns(1) // the setting is a connection's own
			on, off = "SET default_transaction_read_only = on", "SET default_transaction_read_only = off"
		}
		if _, err := s.writes.Exec(on); err != nil {
			t.Fatal(err)
		}
		isAway(t, s.Submit(t.Context(), wire.ClassSubmission{ID: "one", Learner: l.ID}), "read-only")
		if _, err := s.writes.Exec(off); err != nil {
			t.Fatal(err)
		}
		if err := s.Submit(t.Context(), wire.ClassSubmission{ID: "one", Learner: l.ID}); err != nil {
			t.Error(err)
		}
	})
}

func TestADatabaseServerThatGoesAndComesBack(t *testing.T) {
	server := postgrestest.New(t)
	address := server.Database("class")
	server.Stop()
	s := open(t, address) // no error: it may come back
	_, _, err := s.Join(t.Context(), "Ada")
	isAway(t, err, "reached")

	server.Start()
	l, secret := join(t, s, "Ada")
	if err := s.Submit(t.Context(), wire.ClassSubmission{ID: "one", Learner: l.ID}); err != nil {
		t.Fatal(err)
	}
	server.Stop()
	isAway(t, s.Submit(t.Context(), wire.ClassSubmission{ID: "two", Learner: l.ID}), "reached")
	if _, err := s.Learner(t.Context(), secret); errors.Is(err, ErrStranger) || err == nil {
		t.Errorf("without its database the class answers: %v", err)
	}
	server.Start()
	for _, id := range []string{"one", "two"} {
		if err := s.Submit(t.Context(), wire.ClassSubmission{ID: id, Learner: l.ID}); err != nil {
			t.Error(err)
		}
	}
	if n := len(all(t, s, Filter{})); n != 2 {
		t.Errorf("%d answers", n)
	}
}

func TestAnAddressKeepsItsPassword(t *testing.T) {
	for _, address := range []string{"postgres://ada:sesame@127.0.0.1:1/class", "postgres://ada:sesame@[bad/class",
		"postgresql://ada:sesame@127.0.0.1:notaport/class"} {
		s, err := Open(t.Context(), address)
		if err != nil && strings.Contains(err.Error(), "sesame") {
			t.Errorf("the password is in %q", err)
		}
		if err == nil {
			if strings.Contains(s.Where(), "sesame") {
				t.Errorf("the password is in %q", s.Where())
			}
			if _, _, err := s.Join(t.Context(), "Ada"); err == nil || strings.Contains(err.Error(), "sesame") {
				t.Errorf("%v", err)
			}
			s.Close()
		}
	}
}
