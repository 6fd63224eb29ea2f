package build

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// Failures of the machine while building. They say nothing about the edits,
// and are not kept.
var (
	// ErrNoRoom is when what a build writes finds no room, or no place.
	ErrNoRoom = errors.New("there is no room to build")

	errStopped = errors.New("a tool was killed")
)

// StoppedText is what a learner is told whose build was killed by somebody.
const StoppedText = "The compiler was stopped before it was done. Run again."

// noRoom makes an error of writing one of ErrNoRoom.
func noRoom(err error) error { return fmt.Errorf("building: %w: %w", ErrNoRoom, err) }

// outOfRoom reports whether a tool that broke down says that it could not
// write. The tools exit with the same code for that as for a mistake in the
// source: what they print is all there is.
func outOfRoom(output string) bool {
	for _, err := range []error{syscall.ENOSPC, syscall.EROFS, syscall.EDQUOT} {
		if strings.Contains(output, err.Error()) {
			return true
		}
	}
	return false
}

// blameless looks for what else may have broken a tool than the edits: a full
// disk, or prepared packages that are damaged. These are then prepared again,
// and until then there is ErrPreparing.
func (j *job) blameless(output string) error {
	if outOfRoom(output) {
		return noRoom(errors.New(firstLine(output)))
	}
	if err := intact(j.p.dir, j.p.packages); err != nil {
		j.b.repair(j.p, err)
		return ErrPreparing
	}
	return nil
}

// importFailed is what the compiler says of a package that it cannot read,
// among the mistakes of the source and in their form. Edits cannot bring it about: what they may import is checked before.
const importFailed = "could not import "

// repair prepares anew what was found damaged, once however many find it.
func (b *Builder) repair(p *prepared, damage error) {
	if !b.ready.CompareAndSwap(p, nil) {
		return
	}
	b.cfg.Log.Error("prepared packages are damaged and are made anew", "error", damage)
	b.setStatus(Status{State: Preparing, Progress: Progress{Stage: "mending what was damaged"}})
	go func() {
		if err := b.Prepare(context.Background(), nil); err != nil {
			b.cfg.Log.Error("code cannot be changed in the pages", "error", err)
		}
	}()
}

// intact checks the prepared files of a directory by their sums, which takes
// some tens of milliseconds.
func intact(dir string, packages []pkg) error {
	for _, p := range packages {
		if p.Export == "" {
			continue // unsafe
		}
		sum, err := fileSum(filepath.Join(dir, p.Export))
		if err != nil {
			return err
		}
		if sum != p.Sum {
			return fmt.Errorf("%s of %s is not what it was", p.Export, p.ImportPath)
		}
	}
	return nil
}

func fileSum(name string) (string, error) {
	content, err := os.ReadFile(name)
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:]), err
}
