// Package need says what a test needs that not every run or machine has. Tests
// of all packages use it; it imports nothing of ours.
//
//	need.Time(t, "builds every lesson")        left out of go test -short
//	need.Command(t, "node", "apt-get install nodejs")
//
// What a machine lacks skips a test and names the command that installs it;
// with CI=true, where nothing may be left out, it fails the test.
package need

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// Patience bounds every wait for something that takes a moment. It is not an
// estimate: it is so long that only what never comes runs into it, also on a
// machine that has much else to do.
const Patience = 4 * time.Minute

// Time leaves a test out of the short loop, go test -short. what it does there
// is no time for: "builds every lesson".
func Time(t testing.TB, what string) {
	t.Helper()
	if testing.Short() {
		t.Skipf("not in the short loop: %s; go test without -short runs it", what)
	}
}

// Command returns the path of a program that has to be installed. install is
// the command that does it.
func Command(t testing.TB, name, install string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		Missing(t, "there is no "+name+": "+install)
	}
	return path
}

// Missing skips a test that cannot run on this machine, and fails it in CI.
// what is missing, and the command that installs it.
func Missing(t testing.TB, what string) {
	t.Helper()
	if os.Getenv("CI") == "true" {
		t.Fatal(what)
	}
	t.Skip(what)
}

// CacheDir is where what costs minutes is made once for this user: the packages
// that programs are built on, and the kit. All tests share it, and the program.
func CacheDir() (string, error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	return filepath.Join(cache, "abacus"), nil
}

// Until waits until something holds.
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

// Receive waits for a value.
func Receive[T any](t testing.TB, what string, from <-chan T) (value T) {
	t.Helper()
	select {
	case value = <-from:
	case <-time.After(Patience):
		t.Fatalf("waited %s in vain: %s", Patience, what)
	}
	return value
}
