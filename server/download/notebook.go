package download

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"abacus/server/build/source"
	"abacus/web"
)

// Notebook returns the lesson as a Jupyter notebook for GoNB, a kernel that
// compiles Go: prose, declarations with the reader's edits, and the cells,
// each run with its inputs at their defaults. Cells of the reader's own stand
// where the page has them.
//
// GoNB compiles a cell together with all that earlier ones declared. So each cell
// here declares what it needs and no earlier one has declared. The packages that
// lessons are built on are not published anywhere: the first cell contains them and
// unpacks them beside the notebook's own go.mod. Errors say which file of the project
// cannot be read; nothing that the reader typed leads to one.
func Notebook(l Lesson) ([]byte, error) {
	nb := &notebookWriter{lesson: l, shared: l.sharedMover(), declared: map[string]bool{}, placed: map[string]bool{}}
	shared, err := l.shared()
	if err != nil {
		return nil, fmt.Errorf("making the notebook of %s: %w", l.Package.Slug, err)
	}
	nb.markdown(fmt.Sprintf("# %s\n\n%s\n\nThis notebook needs Jupyter with [GoNB](https://github.com/janpfeifer/gonb), "+
		"a kernel for Go. Run its cells from the top: the first one sets up what the others are built on.",
		l.Title, l.Summary))
	nb.code(setUp(shared))
	nb.code(showHelper)
	for _, b := range l.Blocks {
		nb.block(b)
	}
	nb.rest()
	for _, c := range nb.cells {
		c.Metadata.Abacus.Digest = digest(strings.Join(c.Source, ""))
	}
	return json.MarshalIndent(document{nb.cells, json.RawMessage(metadata), 4, 4}, "", " ")
}

// notebookWriter collects the cells of a notebook.
type notebookWriter struct {
	lesson   Lesson
	cells    []cell
	prose    bool            // the last cell may go on
	shared   mover           // without what is of one cell only
	declared map[string]bool // names that cells so far declare
	placed   map[string]bool // names of the reader's cells so far
}

// block writes a block of the lesson, and the reader's cells behind it.
func (nb *notebookWriter) block(b web.Block) {
	switch {
	case b.Cell != "":
		nb.code(nb.declare(append([]string{b.Cell}, b.Declarations...)) + "\n%%\nshowCell(" + b.Cell + ")\n")
	case b.Example != nil && nb.example(*b.Example):
	case b.Prose != "" && nb.prose:
		last := &nb.cells[len(nb.cells)-1]
		last.Source = lines(strings.Join(last.Source, "") + "\n\n" + b.Prose)
	case b.Prose != "":
		nb.markdown(b.Prose)
		nb.prose = true
	case len(b.Declarations) > 0:
		nb.code(nb.declare(b.Declarations))
	}
	for _, own := range nb.lesson.Own {
		if own.After == b.Ends && b.Ends != "" {
			nb.own(own)
		}
	}
}

func (nb *notebookWriter) add(c cell, from origin) {
	c.Metadata.Abacus, nb.prose = &from, false
	nb.cells = append(nb.cells, c)
}

// ofLesson is the origin of what the lesson has.
func (nb *notebookWriter) ofLesson() origin { return origin{Lesson: nb.lesson.Package.Slug} }

func (nb *notebookWriter) markdown(text string) {
	nb.add(cell{Type: "markdown", Source: lines(text)}, nb.ofLesson())
}

func (nb *notebookWriter) code(text string) { nb.codeFrom(text, nb.ofLesson()) }

func (nb *notebookWriter) codeFrom(text string, from origin) {
	if text = withoutCommands(strings.TrimSpace(text)); text != "" {
		nb.add(cell{Type: "code", Count: json.RawMessage("null"), Outputs: []any{}, Source: lines(text)}, from)
	}
}

func lines(text string) []string { return strings.SplitAfter(strings.TrimRight(text, "\n"), "\n") }

// example writes an example, as the reader has changed it, and reports whether it
// has. GoNB puts it into the lesson's package.
func (nb *notebookWriter) example(ex web.Example) bool {
	if c, ok := nb.lesson.goOf(ex.Name); ok {
		nb.changed(c)
		return true
	}
	if !ex.Alone {
		return false
	}
	code, uses := nb.mover(ex.Imports).body(ex.Code)
	nb.code(importBlock(nb.lesson.outside(ex.Imports)) + nb.declareUses(uses) + "%%\n" + code + "\n")
	return true
}

// declare returns Go that declares the names and, before them, what they need and no
// cell so far declares.
func (nb *notebookWriter) declare(wanted []string) string {
	var imports, helpers, shown []string
	for _, d := range nb.lesson.Package.Needs(wanted...) {
		isShown := slices.ContainsFunc(d.Names, func(name string) bool { return slices.Contains(wanted, name) })
		if !isShown && nb.declared[key(d)] || key(d) == "_" { // _ only asserts something
			continue
		}
		nb.declared[key(d)] = true
		imports = append(imports, d.Imports...)
		if isShown {
			shown = append(shown, d.Text)
		} else {
			helpers = append(helpers, d.Text)
		}
	}
	return importBlock(imports) + strings.Join(append(helpers, shown...), "\n\n") + "\n"
}

// declareUses is declare for the names that some code uses.
func (nb *notebookWriter) declareUses(used map[string]bool) string {
	wanted := nb.undeclared(func(_ source.Declaration, name string) bool { return used[name] })
	if len(wanted) == 0 {
		return ""
	}
	return nb.declare(wanted) + "\n"
}

// undeclared returns the names that match and that no cell so far declares.
func (nb *notebookWriter) undeclared(match func(d source.Declaration, name string) bool) (names []string) {
	for _, d := range nb.lesson.Package.All() {
		for _, name := range d.Names {
			if match(d, name) && !nb.declared[key(d)] {
				names = append(names, name)
			}
		}
	}
	return names
}

// rest declares what the reader added and nothing so far needed, and has the reader's
// cells for which the page has no place.
func (nb *notebookWriter) rest() {
	wanted := nb.undeclared(func(d source.Declaration, _ string) bool { return d.Yours })
	if len(wanted) > 0 {
		nb.markdown("## Your own declarations")
		nb.code(nb.declare(wanted))
	}
	for _, own := range nb.lesson.Own {
		if !nb.placed[own.Name] {
			nb.own(own)
		}
	}
	for _, c := range nb.lesson.goCells() {
		if !nb.placed[c.Name] {
			nb.changed(c)
		}
	}
}

func key(d source.Declaration) string { return strings.Join(d.Names, ",") }
