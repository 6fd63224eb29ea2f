package web

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"

	"abacus/lessons/notebook/exercise"
)

// ownWords are the settings of the blocks that own lessons have and the
// course's do not, by the language and the word that makes the block one.
//
//	```go                a listing that belongs to the lesson
//	```go hidden         the same, not shown
//	```go cell=Name      func Name(nb *notebook.Cell), shown and run
//	```go exercise=Name  a stub; beside it check, solution and wrong
//	```sql exercise=Name data=…   beside it solution, hidden and wrong
//	```number exercise=Name, ```choice …, ```text …   questions
func ownWords() map[string][]string {
	return map[string][]string{
		"go":       {"fold"},
		"hidden":   {"hidden"},
		"cell":     {"cell", "code"},
		"exercise": {"exercise"},
		"check":    {"check", "tolerance"},
		"solution": {"solution", "ordered"},
		"wrong":    {"wrong"},
		"question": {"exercise", "tolerance"},
	}
}

// ownRole decides what a block of an own lesson is; "" leaves it to the
// course's rules.
func ownRole(f Fence) (string, error) {
	role := ""
	has := func(word string) bool { return f.Settings[word] != "" }
	switch f.Language {
	case "go":
		for _, word := range []string{"hidden", "cell", "exercise", "check", "solution", "wrong"} {
			if has(word) {
				role = word
			}
		}
		if role == "" && !has("source") && !has("example") && !has("quiz") {
			role = "go"
		}
	case "sql":
		for _, word := range []string{"hidden", "solution", "wrong"} {
			if has(word) {
				role = word
			}
		}
	case "number", "choice", "text":
		if has("exercise") {
			role = "question"
		}
	}
	if role == "" {
		return "", nil
	}
	for key, value := range f.Settings {
		if !slices.Contains(ownWords()[role], key) {
			return "", fmt.Errorf("a block ```%s has no setting %q", strings.TrimSpace(f.Language+" "+strings.TrimPrefix(role, "go")), key)
		}
		if key == role && value == "true" && slices.Contains([]string{"cell", "exercise"}, role) {
			return "", fmt.Errorf("%s= needs a name", key)
		}
	}
	return role, nil
}

// ownBlock is a block of an own lesson, on its way.
type ownBlock struct {
	node  *ast.FencedCodeBlock
	fence Fence
	role  string
	line  int // of the fence
	text  string
}

func (b ownBlock) goFence() goFence { return goFence{b.line + 1, b.text} }

// gather takes the Go and the exercises out of an own lesson's text.
func (ld *loader) gather(l *Lesson) {
	var blocks []ownBlock
	inside := map[ast.Node][]ownBlock{} // by the callout that they stand in
	walk(l.doc, func(n ast.Node) {
		f, ok := n.(*ast.FencedCodeBlock)
		if !ok || f.Info == nil {
			return
		}
		b := ownBlock{node: f, line: l.lineOf(f.Info.Segment.Start), text: string(f.Lines().Value(l.text))}
		var err error
		if b.fence, err = ParseFence(string(f.Info.Value(l.text))); err != nil {
			return // blocks reports it
		}
		if b.role, err = ownRole(b.fence); err != nil {
			ld.report(l.file, b.line, "%v", err)
			return
		}
		blocks = append(blocks, b)
		if _, ok := f.Parent().(*ast.Blockquote); ok {
			inside[f.Parent()] = append(inside[f.Parent()], b)
		}
	})
	for _, b := range blocks {
		ld.gatherBlock(l, b, inside[b.node.Parent()])
	}
	for _, p := range l.own.pkg.problems {
		ld.report(l.file, p.Line, "%s", p.Text)
	}
	for _, file := range l.own.pkg.files {
		l.source.add(file)
	}
}

// gatherBlock puts in the place of a block what the page shows there.
func (ld *loader) gatherBlock(l *Lesson, b ownBlock, beside []ownBlock) {
	pkg := l.own.pkg
	set := b.fence.Settings
	n := &fenceNode{fence: b.fence, role: b.role, text: b.text, code: strings.TrimRight(b.text, "\n"), line: b.line}
	switch b.role {
	case "go":
		names := pkg.add(b.line+1, b.text)
		n.role = "source"
		set["source"] = strings.Join(names, ",")
	case "cell":
		names := pkg.add(b.line+1, b.text)
		name := set["cell"]
		if len(names) > 0 && !(slices.Contains(names, name) && slices.Contains(pkg.last().Cells(), name)) {
			ld.report(l.file, b.line, "the cell %s has to declare func %s(nb *notebook.Cell) {", name, name)
		}
		n.declares = strings.Join(names, ",")
		l.used = append(l.used, name)
		l.own.trials = append(l.own.trials, Trial{Line: b.line, What: "the cell " + name, Cell: name})
	case "exercise":
		ld.gatherGo(l, n, b, beside)
	case "question":
		ld.gatherQuestion(l, n, b)
	case "hidden", "check", "solution", "wrong":
		if b.role == "hidden" && b.fence.Language == "go" {
			pkg.add(b.line+1, b.text)
		} else if !slices.ContainsFunc(beside, func(o ownBlock) bool {
			return o.fence.Settings["exercise"] != "" && o.fence.Language == b.fence.Language
		}) {
			ld.report(l.file, b.line, "the block ```%s %s belongs beside an exercise, in one callout with it", b.fence.Language, b.role)
		}
		b.node.Parent().RemoveChild(b.node.Parent(), b.node)
		return
	default:
		if b.fence.Language == "sql" && set["exercise"] != "" {
			ld.gatherSQL(l, b, beside)
		}
		return // the course's rules
	}
	if err := n.checkFold(); err != nil {
		ld.report(l.file, b.line, "%v", err)
	}
	b.node.Parent().ReplaceChild(b.node.Parent(), b.node, n)
}

// gatherGo takes up an exercise in Go with its check, solution and wrong
// answers.
func (ld *loader) gatherGo(l *Lesson, n *fenceNode, b ownBlock, beside []ownBlock) {
	e := goExercise{name: b.fence.Settings["exercise"], stub: b.goFence()}
	for _, o := range beside {
		if o.fence.Language != "go" {
			continue
		}
		f := o.goFence()
		switch o.role {
		case "check":
			e.check, e.tolerance = &f, o.fence.Settings["tolerance"]
			if _, err := strconv.ParseFloat(e.tolerance, 64); e.tolerance != "" && err != nil {
				ld.report(l.file, o.line, "tolerance=%s should be a number", e.tolerance)
				e.tolerance = ""
			}
		case "solution":
			e.solution = &f
		case "wrong":
			e.wrong = append(e.wrong, f)
		}
	}
	names := l.own.pkg.addExercise(e)
	if !slices.Contains(names, e.name) {
		return
	}
	names = slices.DeleteFunc(names, func(name string) bool { return name == e.name })
	declaration := strings.Join(append([]string{e.name}, names...), ",") // its name comes first
	n.fence.Settings["exercise"] = declaration
	l.own.trials = append(l.own.trials, e.trials(declaration)...)
	if e.solution != nil {
		n.extra = strings.TrimRight(e.solution.text, "\n")
	}
}

// setCheck gives the lesson an exercise that is data, which the server itself
// can check.
func (ld *loader) setCheck(l *Lesson, name string, line int, e exercise.Exercise) {
	if !cellName.MatchString(name) {
		ld.report(l.file, line, "exercise=%s: a name starts with a letter and has letters and digits", name)
		return
	}
	if _, twice := l.checks[name]; twice {
		ld.report(l.file, line, "two exercises are called %s", name)
	}
	l.checks[name] = e
	if c, ok := e.(exercise.Checker); ok {
		l.cells[exercise.CheckName(name)] = c.Check
	}
}
