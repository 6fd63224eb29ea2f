package source

import (
	"fmt"
	"go/token"
	"regexp"
	"strings"

	"abacus/lessons/decl"
)

var (
	undefined = regexp.MustCompile(`^undefined: ([\pL_][\pL_\d]*)$`)
	notUsed   = regexp.MustCompile(`^declared and not used: `)
)

// textEnds is what the compiler would say if a cell ended where its text does.
const textEnds = "unexpected end of the text"

// intoText moves diagnostics from beyond the end of a learner's text, such as a
// missing brace, to its end.
func (d *Draft) intoText(wrong []Diagnostic) {
	for i := range wrong {
		for _, e := range d.Edits {
			if w := &wrong[i]; w.Yours && w.Declaration == e.Declaration && w.Line > strings.Count(e.Text, "\n")+1 {
				end := at(e, len(e.Text), "")
				w.Line, w.Column = end[0].Line, end[0].Column
				if e.Cell { // the bracket is ours
					w.Message = strings.Replace(w.Message, "unexpected }", textEnds, 1)
					w.Hint = hint(w.Message)
				}
			}
		}
	}
}

// advise gives mistakes in cells of readers the hints that need more than the
// compiler's message: what the lesson and the other texts of the page declare.
func (d *Draft) advise(wrong []Diagnostic) {
	for i := range wrong {
		w := &wrong[i]
		for _, e := range d.Edits {
			if !e.Cell || !w.Yours || e.Declaration != w.Declaration {
				continue
			}
			if m := undefined.FindStringSubmatch(w.Message); m != nil {
				if better := d.whereIs(m[1], e, w.Line); better != "" {
					w.Hint = better
				}
			}
			if e.Shows && notUsed.MatchString(w.Message) {
				w.Hint += " The cells below see this cell's functions, types and constants, but no variables."
			}
		}
	}
}

// whereIs says why a name, undefined on a line of a cell, is not found there although
// the page has it; "" if the page does not.
func (d *Draft) whereIs(name string, in Edit, line int) string {
	if u := d.lesson.named[name]; u != nil && token.IsExported(name) {
		return fmt.Sprintf("It belongs to the lesson: write %s.%s.", PackageName(LessonsPath+d.lesson.slug), name)
	}
	m := mentionedIn(d.Edits)
	statements, made := m.variablesOf(in)
	lines := strings.Split(statements, "\n")
	inDeclaration := line > 0 && line <= len(lines) && strings.TrimSpace(lines[line-1]) == ""
	if inDeclaration && made[name] {
		return fmt.Sprintf("A function does not see variables made with :=. Hand %[1]s to it, or write var %[1]s = ….", name)
	}
	for _, e := range d.Edits {
		if !e.Cell || e.Declaration == in.Declaration || !m.by[e.Declaration][name] {
			continue
		}
		if _, made := m.variablesOf(e); made[name] {
			return "Cells see the functions, types and constants of the cells above, not their variables: " +
				"let a function return the value."
		}
	}
	return ""
}

// variablesOf returns the statements of a cell and the variables that they declare;
// nothing for a cell that is not Go.
func (m mentions) variablesOf(e Edit) (statements string, made names) {
	if check(e) != nil {
		return "", nil
	}
	_, statements = decl.Split(e.Text, m.elsewhere(e))
	body, err := parseBody(statements)
	if err != nil {
		return "", nil
	}
	return statements, variables(body.Tree)
}
