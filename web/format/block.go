package format

import (
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
)

// Fence is a fenced block in the tree.
type Fence struct {
	ast.BaseBlock
	noDump
	Block    Block
	Language string    // the first word of its opening line: "go", "sql", "number"
	Task     string    // name of the exercise whose block to work in it is, or ""
	Goals    []int     // that the exercise assesses, from 1
	Body     string    // between its fences
	Line     int       // of its first line, in the lesson's file
	Fold     Fold      // of a listing
	Inline   bool      // it contains Go instead of naming it: rule 8
	Exercise *Exercise // that it is part of, if any

	// Package web, which knows the lesson's Go, fills in the rest.

	Code   string // what the block shows, unless that is Body
	Answer string // the solution of the exercise, if this is the block to work in

	span span // of its lines
}

// KindFence is the kind of Fence.
var KindFence = ast.NewNodeKind("Fence")

// Kind implements ast.Node.
func (n *Fence) Kind() ast.NodeKind { return KindFence }

// Block is the meaning of a fenced block: one of the types below.
type Block interface{ block() }

// isBlock makes the type that embeds it a Block.
type isBlock struct{}

func (isBlock) block() {}

// Source shows declarations: rule 8.
type Source struct {
	isBlock
	Names []string // referred to; of an inline one, what it declares
}

// Hidden is Go that is not shown: rule 9.
type Hidden struct{ isBlock }

// Example shows an Example function: rule 10.
type Example struct {
	isBlock
	Name   string
	Output string // filled in by package web
}

// Cell is a live cell: rule 11.
type Cell struct {
	isBlock
	Name     string
	Open     bool     // its code shows
	Declares []string // by its text, the cell among them
}

// Statement is SQL that runs: rule 12.
type Statement struct {
	isBlock
	Data  string
	Fails bool // it is meant to show an error
	Plan  bool
	Index int // among the statements of the lesson
}

// Schema draws the tables of a data set: rule 12.
type Schema struct {
	isBlock
	Data string
}

// File shows a file: rule 13.
type File struct {
	isBlock
	Name string
}

// Lab is the place of a laboratory: rule 13.
type Lab struct {
	isBlock
	Name string
}

// Listing is anything else: rule 7.
type Listing struct{ isBlock }

// Stub is Go that is to be written: rules 14 and 15.
type Stub struct {
	isBlock
	Names  []string // declarations, the one that names the exercise first
	Solved []string // by these, in the same order
}

// Question is a question, of the kind that the block's language says: rules 14
// and 17 to 19.
type Question struct {
	isBlock
	Asked    exercise.Checker // nil: the lesson's package has it
	Computed *Reference       // the right answer of a number, when it is a value
	Exact    bool             // the block gives a tolerance
}

// Part is a part of an exercise beside the block to work in: rules 15 and 16.
type Part struct {
	isBlock
	Name      string // "check", "solution", "wrong" or "hidden"
	Tolerance string // of a check
	Ordered   bool   // of a solution in SQL: the order of the rows counts
}

// Shown reports whether a page shows the block at its place.
func (f *Fence) Shown() bool {
	switch f.Block.(type) {
	case *Hidden, *Part:
		return false
	}
	return true
}

// Fold is the number of lines of a listing that stay in sight; 0 is all.
type Fold int

// FoldLong leaves it to the page, which folds long listings.
const FoldLong Fold = -1

func (b *reader) fold() Fold {
	set, ok := b.words["fold"]
	switch lines, err := strconv.Atoi(set); {
	case !ok:
		return FoldLong
	case set == "none":
		return 0
	case err != nil || lines < 1:
		b.fail(0, "fold=%s should be a number of lines, as in fold=12, or fold=none", set)
		return 0
	default:
		return Fold(lines)
	}
}

// names reads declarations separated by commas.
func (b *reader) names(key string) []string {
	if b.words[key] == "" {
		return nil
	}
	return strings.Split(b.words[key], ",")
}

// referred rejects a text in a block that names Go.
func (b *reader) referred(key string) {
	if b.has(key) && b.filled() {
		b.fail(1, "%s=%s names Go that is elsewhere: leave the block empty, or drop %s=", key, b.words[key], key)
	}
}

func (b *reader) source() Block {
	b.referred("source")
	b.Inline = !b.has("source")
	return &Source{Names: b.names("source")}
}

func (b *reader) hidden() Block {
	b.Inline = true
	return &Hidden{}
}

func (b *reader) example() Block {
	b.referred("example")
	return &Example{Name: b.words["example"]}
}

func (b *reader) cell() Block {
	b.Inline = b.filled()
	return &Cell{Name: b.words["cell"], Open: b.only("code", "show")}
}

func (b *reader) stub() Block {
	s := &Stub{Names: b.names("exercise"), Solved: b.names("solution")}
	b.Task, b.Inline = s.Names[0], b.filled()
	switch {
	case b.Inline && b.has("solution"):
		b.fail(0, "solution= is for an exercise of the lesson's package: write a block ```go solution")
	case b.Inline && len(s.Names) > 1:
		b.fail(0, "exercise=%s: an exercise with its Go in the lesson has one name", b.words["exercise"])
	}
	return s
}

func (b *reader) part() Block {
	p := &Part{Name: b.word, Tolerance: b.words["tolerance"], Ordered: b.has("ordered")}
	if _, err := strconv.ParseFloat(p.Tolerance, 64); b.has("tolerance") && err != nil {
		b.fail(0, "tolerance=%s should be a number", p.Tolerance)
		p.Tolerance = ""
	}
	return p
}

func (b *reader) statement() Block {
	return &Statement{Data: b.words["data"], Fails: b.only("expect", "error"), Plan: b.has("plan")}
}
