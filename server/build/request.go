package build

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"time"
)

// Request is what a page asks to have built.
type Request struct {
	Lesson string   `json:"lesson"` // slug
	Edits  []Edit   `json:"edits"`  // all of the page's; none is fine
	Cells  []string `json:"cells"`  // to be run; all of the lesson's when empty
}

// Edit is a learner's text for a declaration, or for several that the page
// shows together: "Entropy", "Tree.Predict", "Entropy,Gain". The text may
// declare more, and import what it needs. A name that the lesson does not
// have is a text of the learner's own, beside the lesson's.
type Edit struct {
	Declaration string `json:"declaration"`
	Text        string `json:"text"`
}

// Result is a program, or what keeps the edits from becoming one.
type Result struct {
	Program     *Program
	Diagnostics []Diagnostic
	Cached      bool          // it had been built before
	Took        time.Duration // to build, without waiting for a free core
}

// Diagnostic is a mistake in a learner's text. Line and Column count from 1
// in the declaration as the page shows it, Column in bytes; Line is 0 when
// the mistake has no place. Message and Hint are plain text.
type Diagnostic struct {
	Declaration string `json:"declaration"`
	Yours       bool   `json:"yours"` // in the learner's text, not in the lesson's own
	Line        int    `json:"line"`
	Column      int    `json:"column"`
	Message     string `json:"message"`
	Hint        string `json:"hint,omitempty"`
}

// Errors of Build that callers tell apart.
var (
	ErrUnknown     = errors.New("not found")                             // no such lesson, cell or declaration
	ErrUnavailable = errors.New("code cannot be changed here")           // Prepare failed; Status says why
	ErrPreparing   = errors.New("packages are still being prepared")     // try again; Status says how far it is
	ErrBadEdit     = errors.New("an edit is not for a declaration name") // a fault of the page, not of the learner
)

// BusyError says that too many are waiting already.
type BusyError struct{ Ahead int }

func (e *BusyError) Error() string {
	return fmt.Sprintf("busy: %d builds are waiting", e.Ahead)
}

const tooComplex = "this is too complex to compile"

var declarationNames = regexp.MustCompile(`^[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?(,[\pL_][\pL_\d]*(\.[\pL_][\pL_\d]*)?)*$`)

// validate checks that the request fits the lesson, and returns its cells.
func (l *lesson) validate(req Request) (cells []string, err error) {
	seen := names{}
	for _, e := range req.Edits {
		if len(e.Declaration) > 200 || !declarationNames.MatchString(e.Declaration) || !filepath.IsLocal(e.Declaration) {
			return nil, ErrBadEdit
		}
		for name := range strings.SplitSeq(e.Declaration, ",") {
			if seen[name] {
				return nil, fmt.Errorf("%w: two edits of %s", ErrBadEdit, name)
			}
			if seen[name] = true; l.sub(name) {
				return nil, fmt.Errorf("%s belongs to another package: %w", name, l.describe(name))
			}
		}
	}
	if len(req.Cells) == 0 {
		return l.cells(), nil
	}
	for _, name := range req.Cells {
		if !l.cell(name) && !addsFunc(req.Edits, name) {
			return nil, l.describe(name)
		}
	}
	cells = slices.Clone(req.Cells)
	slices.Sort(cells)
	return slices.Compact(cells), nil
}

// addsFunc reports whether an edit seems to declare a function of that name,
// which may be a cell of the learner's own. The compiler will tell.
func addsFunc(edits []Edit, name string) bool {
	return token.IsIdentifier(name) && slices.ContainsFunc(edits, func(e Edit) bool {
		return strings.Contains(e.Text, "func "+name+"(")
	})
}

// id names the outcome of a request: equal requests have equal names.
func (p *prepared) id(lesson string, edits []Edit, cells []string) string {
	edits = slices.Clone(edits)
	slices.SortFunc(edits, func(a, b Edit) int { return strings.Compare(a.Declaration, b.Declaration) })
	h := sha256.New()
	fmt.Fprintf(h, "%q %q %q", filepath.Base(p.dir), lesson, cells)
	for _, e := range edits {
		fmt.Fprintf(h, "%q %q", e.Declaration, e.Text)
	}
	return hex.EncodeToString(h.Sum(nil))[:32]
}
