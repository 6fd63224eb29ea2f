package patch

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// change rewrites a source file. The error says why it cannot.
type change struct {
	file    string
	rewrite func(text []byte) ([]byte, error)
}

// writeOverlay writes the rewritten files to dir and returns the overlay file:
// with it the go command reads them instead of the originals (go help build,
// -overlay). A file that does not exist or does not look as expected is left
// alone; misfits says why.
func writeOverlay(dir string, changes []change) (overlay string, misfits []error, err error) {
	replace := map[string]string{}
	for i, c := range changes {
		changed, err := c.read()
		if err != nil {
			misfits = append(misfits, fmt.Errorf("%s: %w", c.file, err))
			continue
		}
		replace[c.file] = filepath.Join(dir, fmt.Sprintf("changed-%d.go", i))
		if err := os.WriteFile(replace[c.file], changed, 0o644); err != nil {
			return "", nil, err
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, misfits, os.WriteFile(overlay, text, 0o644)
}

// read returns the rewritten file.
func (c change) read() ([]byte, error) {
	text, err := os.ReadFile(c.file)
	if err != nil {
		return nil, err
	}
	return c.rewrite(text)
}

// replacing replaces code that must occur exactly once.
func replacing(old, new string) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		if n := strings.Count(string(text), old); n != 1 {
			return nil, fmt.Errorf("%q occurs %d times, not once", old, n)
		}
		return []byte(strings.Replace(string(text), old, new, 1)), nil
	}
}

// inTurn applies rewrites one after the other.
func inTurn(list ...func([]byte) ([]byte, error)) func([]byte) ([]byte, error) {
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
