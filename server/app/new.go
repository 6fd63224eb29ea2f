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

// start is a lesson that shows how each part of one is written.
//
//go:embed start.md
var start []byte

// newLesson writes the start of a lesson into a file that does not exist yet,
// and says how to see it.
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
		return fmt.Errorf("new %s: the file exists already; nothing was changed", file)
	} else if err != nil {
		return err
	}
	_, err = f.Write(start)
	if err = errors.Join(err, f.Close()); err == nil {
		_, err = fmt.Fprintf(out, "Created %s. To see it: go run . -content %s\n", file, filepath.Dir(file))
	}
	return err
}
