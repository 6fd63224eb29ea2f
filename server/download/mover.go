package download

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
)

// mover moves Go that stands beside the lesson's package into that package, where GoNB
// has both: entropy.Surprise becomes Surprise. What the Go itself declares by a name that
// is in the way gets another name. Strings, comments, fields and methods stay as they are.
//
// It knows the Go by its syntax alone: type checkers are not made for text from anywhere.
// So a field that a struct embeds is renamed with its type, and keys of a literal count as
// fields if its type is not in the Go.
type mover struct {
	lesson   map[string]bool     // what the lesson's package is called
	imported map[string]bool     // what all imports are called
	renamed  map[string]string   // new names of declarations
	taken    map[string]bool     // what no local name may become
	types    map[string]ast.Expr // what the declarations of all cells say of types
}

// What makes a file of declarations, and declarations of statements.
const (
	packageClause       = "package p\n"
	bodyStart, bodyEnds = "func _(nb struct{}) {\n", "\n}"
)

// parseGo parses declarations. Unlike package decl it looks up what is local.
func parseGo(text string) (*ast.File, *token.File, error) {
	fset := token.NewFileSet()
	tree, err := parser.ParseFile(fset, "", packageClause+text, 0)
	if err != nil {
		return nil, nil, err
	}
	return tree, fset.File(tree.FileStart), nil
}

// body is declarations for the statements of a cell.
func (m *mover) body(text string) (moved string, uses map[string]bool) {
	moved, uses = m.declarations(bodyStart + text + bodyEnds)
	return strings.TrimSuffix(strings.TrimPrefix(moved, bodyStart), bodyEnds), uses
}

// declarations moves declarations. It returns also the names in them that are not
// local, as they are afterwards. Text that is not Go stays as it is, and uses nothing.
// It takes time linear in the text, but for sorting.
func (m *mover) declarations(text string) (moved string, uses map[string]bool) {
	tree, file, err := parseGo(text)
	if err != nil {
		return text, map[string]bool{}
	}
	t := &move{
		mover: m, tree: tree, fixed: map[*ast.Ident]bool{tree.Name: true},
		selected: map[string]bool{}, uses: map[string]bool{},
	}
	ast.Inspect(tree, t.look)
	for _, id := range t.idents {
		t.rename(id)
	}
	slices.SortFunc(t.edits, func(a, b replacement) int { return int(a.from - b.from) })
	var b strings.Builder
	done := 0
	for _, e := range t.edits {
		from, to := file.Offset(e.from)-len(packageClause), file.Offset(e.to)-len(packageClause)
		b.WriteString(text[done:from] + e.text)
		done = to
	}
	return b.String() + text[done:], t.uses
}

// move is the work on one text.
type move struct {
	*mover
	tree     *ast.File
	idents   []*ast.Ident        // all
	fixed    map[*ast.Ident]bool // those that name fields, methods, or the lesson's package
	selected map[string]bool     // what is selected from the lesson's package
	uses     map[string]bool
	edits    []replacement
}

// replacement is a text for what stands from one place to another.
type replacement struct {
	from, to token.Pos
	text     string
}

// look notes what a node says of the identifiers in it.
func (t *move) look(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.Ident:
		t.idents = append(t.idents, n)
	case *ast.SelectorExpr:
		t.fixed[n.Sel] = true
		if x, ok := n.X.(*ast.Ident); ok && x.Obj == nil && t.lesson[x.Name] {
			t.fixed[x], t.selected[n.Sel.Name], t.uses[n.Sel.Name] = true, true, true
			t.edits = append(t.edits, replacement{x.Pos(), n.Sel.Pos(), ""})
		}
	case *ast.StructType:
		t.fix(n.Fields)
	case *ast.InterfaceType:
		t.fix(n.Methods)
	case *ast.FuncDecl:
		if n.Recv != nil {
			t.fixed[n.Name] = true
			t.fixParameters(n)
		}
	case *ast.CompositeLit:
		if n.Type != nil { // without one it lies in another literal
			t.literal(n, n.Type)
		}
	}
	return true
}

func (t *move) fix(fields *ast.FieldList) {
	for _, f := range fields.List {
		for _, name := range f.Names {
			t.fixed[name] = true
		}
	}
}

// fixParameters fixes the type parameters that a method's receiver declares, of which
// the parser does not say that they are local.
func (t *move) fixParameters(method *ast.FuncDecl) {
	names := map[string]bool{}
	for n := range ast.Preorder(method.Recv) {
		var list []ast.Expr
		switch n := n.(type) {
		case *ast.IndexExpr:
			list = []ast.Expr{n.Index}
		case *ast.IndexListExpr:
			list = n.Indices
		}
		for _, x := range list {
			if id, ok := x.(*ast.Ident); ok {
				names[id.Name] = true
			}
		}
	}
	if len(names) == 0 {
		return
	}
	for n := range ast.Preorder(method) {
		if id, ok := n.(*ast.Ident); ok && names[id.Name] {
			t.fixed[id] = true
		}
	}
}

// literal fixes keys of a composite literal that name fields.
func (t *move) literal(lit *ast.CompositeLit, typ ast.Expr) {
	var key, value ast.Expr
	fields := false
	switch typ := t.underlying(typ).(type) {
	case *ast.MapType:
		key, value = typ.Key, typ.Value
	case *ast.ArrayType:
		value = typ.Elt
	default:
		fields = true
	}
	for _, x := range lit.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			if id, ok := kv.Key.(*ast.Ident); ok && fields {
				t.fixed[id] = true
			}
			t.within(kv.Key, key)
			x = kv.Value
		}
		t.within(x, value)
	}
}

// within is literal for a part of a literal that need not repeat its type.
func (t *move) within(x, typ ast.Expr) {
	if lit, ok := x.(*ast.CompositeLit); ok && lit.Type == nil {
		if pointer, ok := typ.(*ast.StarExpr); ok {
			typ = pointer.X
		}
		t.literal(lit, typ)
	}
}

// longestChain is how many names may stand for a type one after the other. It bounds the
// time that a literal takes.
const longestChain = 100

// underlying follows the names of types to what they stand for; to nil, if that is
// elsewhere.
func (t *move) underlying(typ ast.Expr) ast.Expr {
	for range longestChain {
		switch x := typ.(type) {
		case *ast.ParenExpr:
			typ = x.X
		case *ast.IndexExpr:
			typ = x.X
		case *ast.IndexListExpr:
			typ = x.X
		case *ast.Ident:
			typ = t.typeNamed(x)
		default:
			return typ
		}
	}
	return nil
}

// typeNamed returns what the declaration of a type says it is; nil for none.
func (t *move) typeNamed(id *ast.Ident) ast.Expr {
	if id.Obj == nil {
		return t.types[id.Name]
	}
	if spec, ok := id.Obj.Decl.(*ast.TypeSpec); ok {
		return spec.Type
	}
	return nil
}

// rename gives an identifier its new name, if it has one.
func (t *move) rename(id *ast.Ident) {
	name := id.Name
	switch local := id.Obj != nil && t.tree.Scope.Lookup(name) != id.Obj; {
	case t.fixed[id], name == "_":
		return
	case !local:
		if other := t.renamed[name]; other != "" && !t.imported[name] {
			name = other
		}
		t.uses[name] = true
	case t.selected[name]: // it would hide the lesson's
		name = free(t.taken, "own_"+name, "own_", "")
	}
	if name != id.Name {
		t.edits = append(t.edits, replacement{id.Pos(), id.End(), name})
	}
}

// addTypes notes the types that a cell declares.
func (m *mover) addTypes(declarations string) {
	tree, _, err := parseGo(declarations)
	if err != nil {
		return
	}
	for _, d := range tree.Decls {
		d, ok := d.(*ast.GenDecl)
		if !ok {
			continue
		}
		for _, spec := range d.Specs {
			if spec, ok := spec.(*ast.TypeSpec); ok {
				m.types[spec.Name.Name] = spec.Type
			}
		}
	}
}
