package app

import (
	_ "embed" // for start.md
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"abacus/web"
)

// start is a lesson that shows how to write each part of one.
//
//go:embed start.md
var start []byte

// newLesson writes a first lesson into a new file and says how to view it.
func newLesson(file string, out io.Writer) error {
	slug, ok := strings.CutSuffix(filepath.Base(file), ".md")
	if !ok {
		return fmt.Errorf("new %s: the name of a lesson's file must end in .md", file)
	}
	if err := web.CheckSlug(slug); err != nil {
		return fmt.Errorf("new %s: %w", file, err)
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if errors.Is(err, fs.ErrExist) {
		return fmt.Errorf("new %s: the file already exists; nothing was changed", file)
	} else if err != nil {
		return err
	}
	_, err = f.Write(start)
	if err = errors.Join(err, f.Close()); err == nil {
		_, err = fmt.Fprintf(out, "Created %s. To see it: go run . -content %s\n", file, filepath.Dir(file))
	}
	return err
}
