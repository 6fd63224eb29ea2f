// Package overlay changes source files of others on their way into a build:
// the go command reads the changed ones in place of the originals, which stay
// as they are (go help build, -overlay).
package overlay

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// Change makes another version of a source file.
type Change struct {
	File string
	To   func(text []byte) ([]byte, error) // the error says why it cannot
}

// Write writes the changed versions under dir and returns the file that names
// them to the go command. A file that is not there or does not look as expected
// stays as it is, and is among the misfits.
func Write(dir string, changes []Change) (file string, misfits []error, err error) {
	replace := map[string]string{}
	for i, c := range changes {
		changed, err := c.make()
		if err != nil {
			misfits = append(misfits, fmt.Errorf("%s: %w", c.File, err))
			continue
		}
		replace[c.File] = filepath.Join(dir, fmt.Sprintf("changed-%d.go", i))
		if err := os.WriteFile(replace[c.File], changed, 0o644); err != nil {
			return "", nil, err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	file = filepath.Join(dir, "overlay.json")
	return file, misfits, os.WriteFile(file, text, 0o644)
}

func (c Change) make() ([]byte, error) {
	text, err := os.ReadFile(c.File)
	if err != nil {
		return nil, err
	}
	return c.To(text)
}

// Replacing replaces a piece of code that has to be there once.
func Replacing(old, new string) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		if n := strings.Count(string(text), old); n != 1 {
			return nil, fmt.Errorf("%q is there %d times", old, n)
		}
		return []byte(strings.Replace(string(text), old, new, 1)), nil
	}
}

// All makes one change after the other.
func All(list ...func([]byte) ([]byte, error)) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		var err error
		for _, f := range list {
			if text, err = f(text); err != nil {
				return nil, err
			}
		}
		return text, nil
	}
}
