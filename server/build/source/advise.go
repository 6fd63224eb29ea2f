package source

import (
	"fmt"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

var (
	undefined = regexp.MustCompile(`^undefined: ([\pL_][\pL_\d]*)$`)
	notUsed   = regexp.MustCompile(`^declared and not used: (\S+)$`)
	onValue   = regexp.MustCompile(`^(\w+)\.\w+ undefined \(type`)
	counted   = regexp.MustCompile(`^cannot use (\w+) \(variable of type int\) as`)
	selected  = regexp.MustCompile(`^undefined: (\w+)\.(\w+)$`)
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
				if e.Cell { // the bracket is ours, and so is the function
					w.Message = strings.Replace(w.Message, "unexpected }", textEnds, 1)
					ours := "unexpected name " + e.Declaration + ", expected ("
					w.Message = strings.Replace(w.Message, ours, textEnds+", expected }", 1)
				}
			}
		}
	}
}

// explain gives mistakes the hints that follow from the compiler's message and the line
// it is about.
func (d *Draft) explain(wrong []Diagnostic) {
	for i := range wrong {
		if w := &wrong[i]; w.Yours && w.Hint == "" {
			e, _ := d.editOf(*w)
			w.Hint = hint(w.Message, marked(e.Text, *w))
		}
	}
}

// once leaves only the first hint of those that say the same.
func once(wrong []Diagnostic) {
	seen := map[Diagnostic]bool{}
	for i := range wrong {
		same := Diagnostic{Declaration: wrong[i].Declaration, Message: wrong[i].Message}
		if seen[same] {
			wrong[i].Hint = ""
		}
		seen[same] = true
	}
}

// editOf returns the edit that a diagnostic is about.
func (d *Draft) editOf(w Diagnostic) (e Edit, ok bool) {
	for _, e := range d.Edits {
		if w.Yours && e.Declaration == w.Declaration {
			return e, true
		}
	}
	return e, false
}

// advise gives mistakes the hints that need more than a line: what the text, the lesson
// and the other texts of the page declare.
func (d *Draft) advise(wrong []Diagnostic) {
	for i := range wrong {
		w := &wrong[i]
		e, ok := d.editOf(*w)
		if !ok {
			continue
		}
		if better := d.betterName(e, *w); better != "" {
			w.Hint = better
		}
		if !e.Cell || !e.Shows {
			continue
		}
		switch {
		case notUsed.MatchString(w.Message) && strings.HasPrefix(w.Hint, "Go requires") && !indented(e.Text, *w):
			w.Hint += " The cells below see this cell's functions, types and constants, but no variables."
		case strings.HasPrefix(w.Hint, nothingDone):
			w.Hint += " Only the value on a cell's last line is shown by itself."
		}
	}
}

// indented reports whether a mistake is within a block, as the text is formatted.
func indented(text string, w Diagnostic) bool {
	line := marked(text, w)
	return strings.TrimLeft(line, " \t") != line
}

// betterName is advise for names that are not defined, or defined and not used.
func (d *Draft) betterName(e Edit, w Diagnostic) string {
	if m := selected.FindStringSubmatch(w.Message); m != nil {
		return d.alike(m[1], m[2])
	}
	s := scopesOf(e, w)
	if m := onValue.FindStringSubmatch(w.Message); m != nil && s.known(m[1]) && d.hasPackage(m[1]) {
		return fmt.Sprintf("%[1]s is a variable here and hides the package %[1]s. Give the variable another name.", m[1])
	}
	if m := counted.FindStringSubmatch(w.Message); m != nil && s.position(m[1]) {
		return fmt.Sprintf("%[1]s is the position. The value comes second: for _, %[1]s := range ….", m[1])
	}
	if m := notUsed.FindStringSubmatch(w.Message); m != nil {
		return s.shadows(m[1])
	}
	m := undefined.FindStringSubmatch(w.Message)
	if m == nil {
		return ""
	}
	if better := s.where(m[1]); better != "" {
		return better
	}
	if e.Cell {
		if better := d.whereIs(m[1], e, w.Line); better != "" {
			return better
		}
	}
	if !general(hint(w.Message, marked(e.Text, w))) {
		return ""
	}
	return s.near(m[1])
}

// hasPackage reports whether programs can use a package of that name.
func (d *Draft) hasPackage(name string) bool {
	return slices.ContainsFunc(d.lesson.course.packages, func(p Package) bool { return p.Name == name })
}

// alike names what a package exports and is spelt almost like name.
func (d *Draft) alike(pkg, name string) string {
	for _, p := range d.lesson.course.packages {
		if p.Name != pkg {
			continue
		}
		if found := closest(name, p.Exported); found != "" {
			return fmt.Sprintf("The package %s has no %s. Is it %s?", pkg, name, found)
		}
	}
	return ""
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
