package build

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strings"
	"syscall"
)

// Failures of the machine. They say nothing about the edits and are not cached.
var (
	// ErrNoRoom means that a build could not write its files.
	ErrNoRoom = errors.New("no space left to build")

	errStopped = errors.New("a tool was killed")
)

// StoppedText tells a learner that the build was killed.
const StoppedText = "The compiler was stopped before it finished. Press Run again."

// noRoom wraps an error from writing in ErrNoRoom.
func noRoom(err error) error { return fmt.Errorf("building: %w: %w", ErrNoRoom, err) }

// outOfRoom reports whether a failed tool says that it could not write. The exit
// code is the same as for a mistake in the source, so only its output tells.
func outOfRoom(output string) bool {
	for _, err := range []error{syscall.ENOSPC, syscall.EROFS, syscall.EDQUOT} {
		if strings.Contains(output, err.Error()) {
			return true
		}
	}
	return false
}

// blameless looks for causes of a tool's failure other than the edits: a full
// disk or damaged packages. Damaged packages are prepared again; until that is
// done the error is ErrPreparing.
func (j *job) blameless(output string) error {
	if outOfRoom(output) {
		return noRoom(errors.New(firstLine(output)))
	}
	if err := j.p.intact(); err != nil {
		j.b.repair(j.p, err)
		return ErrPreparing
	}
	return nil
}

// importFailed is how the compiler reports a package that it cannot read. It looks
// like a mistake in the source, but edits cannot cause it: their imports are checked
// beforehand.
const importFailed = "could not import "

// repair prepares damaged packages again, once even if several builds find the
// damage.
func (b *Builder) repair(p *Prepared, damage error) {
	if !b.ready.CompareAndSwap(p, nil) {
		return
	}
	b.cfg.Log.Error("prepared packages are damaged; preparing them again", "error", damage)
	b.status.Store(&Status{State: Preparing, Progress: Progress{Stage: "repairing damaged packages"}})
	go func() {
		if err := b.Prepare(context.Background(), nil); err != nil {
			b.cfg.Log.Error("readers cannot change code", "error", err)
		}
	}()
}

// intact checks the archives by their sums, which takes some tens of milliseconds.
func (p *Prepared) intact() error {
	for _, a := range p.Archives {
		sum, err := fileSum(a.Export)
		if err != nil {
			return err
		}
		if sum != a.Sum {
			return fmt.Errorf("%s of %s has changed since it was prepared", a.Export, a.ImportPath)
		}
	}
	return nil
}

func fileSum(name string) (string, error) {
	content, err := os.ReadFile(name)
	return fmt.Sprintf("%x", sha256.Sum256(content)), err
}
