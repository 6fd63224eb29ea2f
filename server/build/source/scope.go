package source

import (
	"fmt"
	"go/ast"
	"go/token"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/decl"
)

// local is a variable of a function or of a cell's statements.
type local struct {
	name  string
	from  int       // where it is named
	made  decl.Span // the statement that makes it; empty for parameters and loops
	scope decl.Span // in which it is known
	tree  decl.Span // the function that it is in; empty in a cell's statements
}

// scopes are the variables of a text, as seen from one place.
type scopes struct {
	text   string
	at     int
	locals []local
	body   decl.Span // the function that the place is in; empty in a cell's statements
	top    []string  // functions, types, constants and variables outside
}

// scopesOf returns the variables in an edit, as seen from where a mistake is; none of a
// text that is not Go.
func scopesOf(e Edit, w Diagnostic) *scopes {
	s := &scopes{text: e.Text, at: offsetOf(e.Text, w)}
	if check(e) != nil {
		return s
	}
	declarations := e.Text
	if e.Cell {
		var statements string
		declarations, statements = decl.Split(e.Text, func(string) bool { return false })
		if body, err := parseBody(statements); err == nil {
			s.add(body.Tree, func(p token.Pos) int { return body.Offset(p) - len(wrapper) })
		}
	}
	if file, err := decl.ParseText(declarations); err == nil {
		s.top = file.TopNames()
		for _, d := range file.Tree.Decls {
			if f, ok := d.(*ast.FuncDecl); ok {
				s.add(f, file.Offset)
			}
		}
	}
	return s
}

// offsetOf returns where in a text a diagnostic is.
func offsetOf(text string, w Diagnostic) int {
	lines := strings.SplitAfter(text, "\n")
	offset := max(w.Column-1, 0)
	for _, line := range lines[:min(max(w.Line-1, 0), len(lines))] {
		offset += len(line)
	}
	return offset
}

// add adds the variables in a tree.
func (s *scopes) add(tree ast.Node, offset func(token.Pos) int) {
	span := func(n ast.Node) decl.Span { return decl.Span{From: offset(n.Pos()), To: offset(n.End())} }
	whole := span(tree)
	if _, ok := tree.(*ast.FuncDecl); !ok {
		whole = decl.Span{}
	} else if within(s.at, whole) {
		s.body = whole
	}
	var stack []ast.Node
	add := func(made decl.Span, names ...ast.Expr) {
		scope := span(stack[0])
		for _, n := range stack {
			switch n.(type) {
			case *ast.BlockStmt, *ast.CaseClause, *ast.CommClause, *ast.IfStmt, *ast.ForStmt, *ast.RangeStmt,
				*ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.FuncLit, *ast.FuncDecl:
				scope = span(n)
			}
		}
		for _, x := range names {
			if id, ok := x.(*ast.Ident); ok && id.Name != "_" {
				s.locals = append(s.locals, local{id.Name, offset(id.Pos()), made, scope, whole})
			}
		}
	}
	ast.Inspect(tree, func(n ast.Node) bool {
		if n == nil {
			stack = stack[:len(stack)-1]
			return true
		}
		stack = append(stack, n)
		switch n := n.(type) {
		case *ast.AssignStmt:
			if n.Tok == token.DEFINE {
				add(span(n), n.Lhs...)
			}
		case *ast.ValueSpec:
			for _, name := range n.Names {
				add(span(n), name)
			}
		case *ast.RangeStmt:
			if n.Tok == token.DEFINE {
				add(decl.Span{}, n.Key, n.Value)
			}
		case *ast.Field:
			for _, name := range n.Names {
				add(decl.Span{}, name)
			}
		}
		return true
	})
}

func within(at int, s decl.Span) bool { return s.From <= at && at < s.To }

// where says why a variable is not known at the place although the text has it; "" if it
// has not.
func (s *scopes) where(name string) string {
	for _, l := range s.locals {
		switch {
		case l.name != name || !s.sameFunction(l):
		case within(s.at, l.made) && strings.Contains(s.text[l.made.From:s.at], "func("):
			return fmt.Sprintf("%[1]s exists only from the end of this statement on. "+
				"A function that calls itself is declared with func %[1]s, or before with var %[1]s.", name)
		case within(s.at, l.made):
			return fmt.Sprintf("%s exists only from the end of this statement on.", name)
		case within(s.at, l.scope) && s.at < l.from:
			return fmt.Sprintf("%s is made further below, on line %d.", name, strings.Count(s.text[:l.from], "\n")+1)
		case l.scope.To <= s.at:
			return fmt.Sprintf("%[1]s exists only within the braces where it is made. "+
				"Make it before them, as in var %[1]s int, and write = instead of := within.", name)
		}
	}
	return ""
}

// sameFunction reports whether a variable is of the function that the place is in.
func (s *scopes) sameFunction(l local) bool { return l.tree == s.body }

// sees reports whether a variable is known at the place.
func (s *scopes) sees(l local) bool {
	return within(s.at, l.scope) && l.from < s.at && s.sameFunction(l)
}

// known reports whether a variable is known at the place.
func (s *scopes) known(name string) bool {
	return slices.ContainsFunc(s.locals, func(l local) bool { return l.name == name && s.sees(l) })
}

// position reports whether a variable is the position in a loop over a slice.
func (s *scopes) position(name string) bool {
	loop := regexp.MustCompile(`\bfor ` + regexp.QuoteMeta(name) + ` := range (\w+) \{`).FindStringSubmatch(s.text)
	return loop != nil && regexp.MustCompile(`\b`+loop[1]+` (?::?= )?\[`).MatchString(s.text)
}

// shadows says that a variable that is not used hides another one; "" if it does not.
func (s *scopes) shadows(name string) string {
	for _, l := range s.locals {
		if l.name == name && s.sees(l) {
			return fmt.Sprintf("This is a second variable %[1]s, which hides the one above. "+
				"To change that one, write = instead of :=.", name)
		}
	}
	return ""
}

// near names what is known at the place and spelt almost like name.
func (s *scopes) near(name string) string {
	known := s.top
	for _, l := range s.locals {
		if s.sees(l) {
			known = append(known, l.name)
		}
	}
	if found := closest(name, known); found != "" {
		return fmt.Sprintf("Nothing here is called %s. Is it %s?", name, found)
	}
	return ""
}
