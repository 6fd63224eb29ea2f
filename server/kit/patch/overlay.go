package patch

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// writeOverlay writes the files that the patches rewrite to dir and returns the
// overlay file: with it the go command reads them instead of the originals (go help
// build, -overlay). A file that does not exist or does not look as expected is left
// alone; misfits says why.
func writeOverlay(root, dir string, patches []patch) (overlay string, misfits []error, err error) {
	replace := map[string]string{}
	for _, p := range patches {
		for _, name := range p.files {
			file := filepath.Join(root, filepath.FromSlash(name))
			text, err := os.ReadFile(file)
			if err == nil {
				text, err = p.rewrite(text)
			}
			if err != nil {
				misfits = append(misfits, fmt.Errorf("%s: %w", file, err))
				continue
			}
			replace[file] = filepath.Join(dir, fmt.Sprintf("changed-%d.go", len(replace)))
			if err := os.WriteFile(replace[file], text, 0o644); err != nil {
				return "", nil, err
			}
		}
	}
	text, err := json.Marshal(map[string]any{"Replace": replace})
	if err != nil {
		return "", nil, err
	}
	overlay = filepath.Join(dir, "overlay.json")
	return overlay, misfits, os.WriteFile(overlay, text, 0o644)
}

// replacing replaces code. It takes pairs of old and new; the old code must occur
// exactly once.
func replacing(oldNew ...string) func([]byte) ([]byte, error) {
	return func(text []byte) ([]byte, error) {
		code := string(text)
		for pair := range slices.Chunk(oldNew, 2) {
			if n := strings.Count(code, pair[0]); n != 1 {
				return nil, fmt.Errorf("%q occurs %d times, not once", pair[0], n)
			}
			code = strings.Replace(code, pair[0], pair[1], 1)
		}
		return []byte(code), nil
	}
}
