package decl

import (
	"go/ast"
	"go/parser"
	"go/token"
)

// Free holds the identifiers that Go uses and does not declare itself: neither as a
// parameter or a local variable, nor by selecting them, as in x.name.
type Free struct {
	Used       map[string]bool // values, types and functions
	Qualifiers map[string]bool // in front of a dot: packages, but variables too
	Keys       map[string]bool // of literals of a named type: fields, or constants if that is a map
}

func newFree() *Free {
	return &Free{Used: map[string]bool{}, Qualifiers: map[string]bool{}, Keys: map[string]bool{}}
}

// FreeIn returns the free identifiers of declarations or statements, each in a scope of
// its own. It takes time linear in their text.
func FreeIn[N ast.Node](nodes []N) *Free {
	f := newFree()
	for _, n := range nodes {
		ast.Walk(&scope{free: f}, n)
	}
	return f
}

// freeInText is FreeIn for the text of a declaration. In text that is not Go all
// identifiers are free.
func freeInText(text string) *Free {
	file, err := parser.ParseFile(token.NewFileSet(), "", clause+text, parser.SkipObjectResolution)
	if err == nil {
		return FreeIn(file.Decls)
	}
	return &Free{Used: Identifiers(text)}
}

// scope is a block of Go with what is declared in it so far. It visits a tree.
type scope struct {
	outer *scope
	names map[string]bool
	free  *Free
}

func (s *scope) inner() *scope { return &scope{outer: s, free: s.free} }

func (s *scope) declare(list ...ast.Expr) {
	for _, x := range list {
		if id, ok := x.(*ast.Ident); ok {
			if s.names == nil {
				s.names = map[string]bool{}
			}
			s.names[id.Name] = true
		}
	}
}

func (s *scope) declareFields(list *ast.FieldList) {
	if list == nil {
		return
	}
	for _, f := range list.List {
		for _, id := range f.Names {
			s.declare(id)
		}
	}
}

// use notes an identifier in a set unless it is declared.
func (s *scope) use(id *ast.Ident, in map[string]bool) {
	for at := s; at != nil; at = at.outer {
		if at.names[id.Name] {
			return
		}
	}
	in[id.Name] = true
}

// walk visits what is not nil.
func (s *scope) walk(list ...ast.Expr) {
	for _, x := range list {
		if x != nil {
			ast.Walk(s, x)
		}
	}
}

// Visit implements ast.Visitor.
func (s *scope) Visit(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.Ident:
		s.use(n, s.free.Used)
	case *ast.SelectorExpr:
		if id, ok := n.X.(*ast.Ident); ok {
			s.use(id, s.free.Qualifiers)
			return nil
		}
		s.walk(n.X)
		return nil
	case *ast.CompositeLit:
		s.walk(n.Type)
		s.literal(n, n.Type)
		return nil
	case *ast.Field: // its names are declared where they are seen
		s.walk(n.Type)
		return nil
	case *ast.ImportSpec, *ast.BranchStmt:
		return nil
	case *ast.LabeledStmt:
		ast.Walk(s, n.Stmt)
		return nil
	case *ast.BlockStmt, *ast.IfStmt, *ast.ForStmt, *ast.SwitchStmt, *ast.TypeSwitchStmt, *ast.CaseClause, *ast.CommClause:
		return s.inner()
	default:
		return s.declaring(n)
	}
	return s
}

// declaring visits a node that declares something, if it is one.
func (s *scope) declaring(n ast.Node) ast.Visitor {
	switch n := n.(type) {
	case *ast.FuncDecl:
		s.inner().function(n.Recv, n.Type, n.Body)
	case *ast.FuncLit:
		s.inner().function(nil, n.Type, n.Body)
	case *ast.TypeSpec:
		s.declare(n.Name)
		in := s.inner()
		in.declareFields(n.TypeParams)
		if n.TypeParams != nil {
			ast.Walk(in, n.TypeParams)
		}
		in.walk(n.Type)
	case *ast.ValueSpec:
		s.walk(n.Type)
		s.walk(n.Values...)
		for _, id := range n.Names {
			s.declare(id)
		}
	case *ast.AssignStmt:
		s.walk(n.Rhs...)
		if n.Tok == token.DEFINE {
			s.declare(n.Lhs...)
		} else {
			s.walk(n.Lhs...)
		}
	case *ast.RangeStmt:
		s.walk(n.X)
		in := s.inner()
		if n.Tok == token.DEFINE {
			in.declare(n.Key, n.Value)
		} else {
			in.walk(n.Key, n.Value)
		}
		ast.Walk(in, n.Body)
	default:
		return s
	}
	return nil
}

// function visits a function in a scope of its own.
func (s *scope) function(receiver *ast.FieldList, t *ast.FuncType, body *ast.BlockStmt) {
	if receiver != nil {
		for _, f := range receiver.List {
			s.receiver(f.Type)
		}
	}
	s.declareFields(t.TypeParams)
	ast.Walk(s, t)
	for _, list := range []*ast.FieldList{receiver, t.Params, t.Results} {
		s.declareFields(list)
	}
	if body != nil {
		ast.Walk(s, body)
	}
}

// receiver visits the type of a receiver, which declares its type parameters.
func (s *scope) receiver(t ast.Expr) {
	switch t := t.(type) {
	case *ast.StarExpr:
		s.receiver(t.X)
	case *ast.ParenExpr:
		s.receiver(t.X)
	case *ast.IndexExpr:
		s.declare(t.Index)
		s.receiver(t.X)
	case *ast.IndexListExpr:
		s.declare(t.Indices...)
		s.receiver(t.X)
	default:
		s.walk(t)
	}
}

// literal visits the elements of a literal, whose type may be left out within another
// one. Syntax tells what its keys are only if the type is written out.
func (s *scope) literal(lit *ast.CompositeLit, t ast.Expr) {
	var key, element ast.Expr
	keys := s.free.Keys
	switch t := t.(type) {
	case *ast.MapType:
		key, element, keys = t.Key, t.Value, s.free.Used
	case *ast.ArrayType:
		element, keys = t.Elt, s.free.Used
	}
	for _, x := range lit.Elts {
		if pair, ok := x.(*ast.KeyValueExpr); ok {
			if id, ok := pair.Key.(*ast.Ident); ok {
				s.use(id, keys)
			} else {
				s.element(pair.Key, key)
			}
			x = pair.Value
		}
		s.element(x, element)
	}
}

// element visits a part of a literal, which may be one itself without its type.
func (s *scope) element(x, t ast.Expr) {
	if lit, ok := x.(*ast.CompositeLit); ok && lit.Type == nil {
		s.literal(lit, t)
		return
	}
	s.walk(x)
}
