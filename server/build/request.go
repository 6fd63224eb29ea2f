package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"abacus/server/build/source"
)

// Requests and diagnostics, as package wire defines them.
type (
	Request    = source.Request
	Edit       = source.Edit
	Diagnostic = source.Diagnostic
)

// Result is a program, or what keeps the edits from becoming one.
type Result struct {
	Program     *Program
	Diagnostics []Diagnostic
	Cached      bool          // it came from the cache
	Took        time.Duration // build time, without waiting for a free core
}

// Errors of Build that callers tell apart.
var (
	ErrUnknown     = source.ErrUnknown
	ErrUnavailable = errors.New("code cannot be changed on this server") // Prepare failed; Status says why
	ErrPreparing   = errors.New("packages are still being prepared")     // try again; Status says how far it is
	ErrBadEdit     = source.ErrBadEdit
	ErrTooLong     = source.ErrTooLong
)

// id names the outcome of a request: equal requests have equal names.
func (p *prepared) id(d *source.Draft, lesson string) string {
	edits := slices.Clone(d.Edits)
	slices.SortFunc(edits, func(a, b Edit) int { return strings.Compare(a.Declaration, b.Declaration) })
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q %q", filepath.Base(p.dir), lesson, d.Edition(), d.Cells)
	for _, e := range edits {
		fmt.Fprintf(h, "%q %q", e.Declaration, e.Text)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}
