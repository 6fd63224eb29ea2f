// Package need lets a test say what it needs that not every run or machine has.
// Tests of all packages use it; it imports no other package of this module.
//
//	need.Time(t, "builds every lesson")        // skipped by go test -short
//	need.Command(t, "node", "apt-get install nodejs")
//
// If the machine lacks something, the test is skipped with the command that
// installs it. With CI=true, where nothing may be skipped, the test fails.
package need

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Patience bounds every wait. It is not an estimate: it is so long that even on a
// busy machine only what never happens exceeds it.
const Patience = 4 * time.Minute

// Time skips a test in the short loop, go test -short. what says what the test
// does that takes long: "builds every lesson".
func Time(t testing.TB, what string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("not in the short loop: %s; go test without -short runs it", what)
	}
}

// Command returns the path of a program that must be installed. install is the
// command that installs it.
func Command(t testing.TB, name, install string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Missing(t, "there is no "+name+": "+install)
	}
	return path
}

// Missing skips a test that cannot run on this machine; in CI the test fails. what
// says what is missing and which command installs it.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// CacheDir returns the user's directory for what takes minutes to make: the
// packages that programs are built on, and the kit. All tests and the program
// share it.
func CacheDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "abacus"), nil
}

// Until waits until holds returns true.
func Until(t testing.TB, what string, holds func() bool) {
	t.Helper()
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for end := time.After(Patience); !holds(); {
		select {
		case <-tick.C:
		case <-end:
			t.Fatalf("waited %s in vain: %s", Patience, what)
		}
	}
}

// Receive waits for a value from a channel.
func Receive[T any](t testing.TB, what string, from <-chan T) (value T) {
	t.Helper()
	select {
	case value = <-from:
	case <-time.After(Patience):
		t.Fatalf("waited %s in vain: %s", Patience, what)
	}
	return value
}
