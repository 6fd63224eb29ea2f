package web

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
	sqlcell "abacus/server/sql/cell"
)

// fenceNode is a code block with a role: see Fence.
type fenceNode struct {
	ast.BaseBlock
	fence Fence
	role  string
	text  string // the block's own text
	code  string // what a source or example block refers to
	extra string // an example's output; an exercise's solution
	index int    // an SQL cell's place among those of the page
	// declares names what a cell's code declares, where that is more than the cell.
	declares string
	line     int
}

var kindFence = ast.NewNodeKind("Fence")

func (n *fenceNode) Kind() ast.NodeKind { return kindFence }
func (n *fenceNode) Dump(src []byte, level int) {
	ast.DumpHelper(n, src, level, map[string]string{"role": n.role}, nil)
}

// fence replaces a fenced code block by a fenceNode with everything it
// refers to.
func (ld *loader) fence(l *Lesson, block *ast.FencedCodeBlock) {
	n := &fenceNode{text: string(block.Lines().Value(l.text))}
	info := ""
	if block.Info != nil {
		info = string(block.Info.Value(l.text))
		n.line = l.lineOf(block.Info.Segment.Start)
	} else {
		n.line = max(1, l.firstLine(block)-1)
	}
	var err error
	if n.fence, err = ParseFence(info); err == nil {
		if n.role, err = n.fence.role(); err == nil {
			err = errors.Join(n.checkFold(), ld.resolve(l, n))
		}
	}
	if err != nil {
		ld.report(l.file, n.line, "%v", err)
	}
	block.Parent().ReplaceChild(block.Parent(), block, n)
}

// resolve looks up what the block refers to.
func (ld *loader) resolve(l *Lesson, n *fenceNode) (err error) {
	set := n.fence.Settings
	switch n.role {
	case "source":
		n.code, err = l.source.Decl(strings.Split(set["source"], ",")...)
	case "example":
		ex, notFound := l.source.Example(set["example"])
		n.code, n.extra, err = ex.Body, ex.Output, notFound
	case "cell":
		name := set["cell"]
		if _, ok := l.cells[name]; !ok {
			return fmt.Errorf("no cell %q: is it in Cells of lessons/%s?", name, l.Slug)
		}
		l.used = append(l.used, name)
		n.code, err = l.source.Decl(name)
	case "exercise":
		err = l.resolveStub(n)
	case "quiz":
		name := exercise.CheckName(set["quiz"])
		l.used = append(l.used, name)
		n.extra, err = l.solution(set["quiz"], "")
	case "sql":
		err = ld.resolveSQL(l, n)
	case "schema":
		err = ld.data(l, set["data"])
	case "file":
		n.code, err = ld.file(set["file"])
	}
	return err
}

// resolveSQL adds an SQL cell. Those above it on the same data are replayed
// before it; an exercise starts from the data as they are.
func (ld *loader) resolveSQL(l *Lesson, n *fenceNode) (err error) {
	set := n.fence.Settings
	if err := ld.data(l, set["data"]); err != nil {
		return err
	}
	n.index = len(l.sql)
	b := &sqlBlock{Cell: sqlcell.Cell{Data: set["data"], Text: n.text}, Fails: set["expect"] == "error", Plan: set["plan"] != "", line: n.line}
	if name := set["exercise"]; name != "" {
		if b.Check, err = l.sqlExercise(name); err == nil {
			n.extra, err = l.solution(name, "")
		}
	}
	for i, earlier := range l.sql {
		if earlier.Data == b.Data && !earlier.Fails && earlier.Check == nil && b.Check == nil {
			b.Before = append(b.Before, i)
		}
	}
	l.sql = append(l.sql, b)
	return err
}

// data reads a data set that the lesson asks for.
func (ld *loader) data(l *Lesson, name string) error {
	if !dataName.MatchString(name) {
		return fmt.Errorf("data=%s: the name of a data set has letters, digits, - and _", name)
	}
	text, err := readOwn(ld.content, path.Join("data", name+".sql"))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("no data set %q: it would be %s", name, path.Join(cmp.Or(ld.dir, "content"), "data", name+".sql"))
	case err != nil:
		return fmt.Errorf("the data set %q: %w", name, err)
	}
	l.setups[name] = string(text)
	return nil
}

var dataName = regexp.MustCompile(`^[A-Za-z0-9_-]+$`)

func (ld *loader) file(name string) (string, error) {
	text, err := fs.ReadFile(ld.files, name)
	if err != nil {
		return "", fmt.Errorf("no file %q in deploy/", name)
	}
	return strings.TrimRight(string(text), "\n"), nil
}
