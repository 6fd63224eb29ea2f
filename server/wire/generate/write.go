package main

import (
	"errors"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"
)

// writer writes a package in TypeScript.
type writer struct {
	types        []declared // that there are
	declarations strings.Builder
	values       strings.Builder
	problems     error
}

func (w *writer) problem(format string, args ...any) {
	w.problems = errors.Join(w.problems, fmt.Errorf(format, args...))
}

func (w *writer) limit(v value) {
	name := strings.ToLower(v.name[:1]) + v.name[1:]
	tv, err := types.Eval(token.NewFileSet(), nil, token.NoPos, v.expr)
	if err != nil || tv.Value == nil || tv.Value.Kind() != constant.Int {
		w.problem("%s: a limit is a whole number", v.name)
	}
	fmt.Fprintf(&w.declarations, "\n%sexport declare const %s: number;\n", comment(v.doc, ""), name)
	fmt.Fprintf(&w.values, "\n%sexport const %s = %s;\n", comment(v.doc, ""), name, tv.Value)
}

func (w *writer) typeDecl(t declared) {
	if t.doc == "" {
		w.problem("%s: say what it is", t.name)
	}
	w.declarations.WriteString("\n" + comment(t.doc, ""))
	switch x := t.expr.(type) {
	case *ast.StructType:
		w.structType(t.name, x)
	case *ast.Ident:
		of := w.expr(t.name, x)
		if of == "string" {
			of = strings.Join(t.values, " | ")
		}
		if of == "" {
			w.problem("%s: an enumeration has constants", t.name)
		}
		fmt.Fprintf(&w.declarations, "export type %s = %s;\n", t.name, of)
	default:
		w.problem("%s: %s is neither a struct nor a string nor a number", t.name, source(x))
	}
}

func (w *writer) structType(name string, s *ast.StructType) {
	var parents []string
	var fields strings.Builder
	for _, f := range s.Fields.List {
		if len(f.Names) == 0 {
			parents = append(parents, w.expr(name, f.Type))
		}
		for _, n := range f.Names {
			fields.WriteString(w.field(name+"."+n.Name, f))
		}
	}
	if parents != nil {
		name += " extends " + strings.Join(parents, ", ")
	}
	fmt.Fprintf(&w.declarations, "export interface %s {\n%s}\n", name, fields.String())
}

// field returns a field, or nothing if it is not sent.
func (w *writer) field(where string, f *ast.Field) string {
	tag := ""
	if f.Tag != nil {
		tag = reflect.StructTag(strings.Trim(f.Tag.Value, "`")).Get("json")
	}
	name, options, _ := strings.Cut(tag, ",")
	switch name {
	case "":
		w.problem("%s: name it on the wire", where)
		return ""
	case "-":
		return ""
	}
	of := f.Type
	if strings.HasPrefix(options, "omit") { // omitempty or omitzero
		name += "?"
		if star, ok := of.(*ast.StarExpr); ok {
			of = star.X
		}
	}
	return fmt.Sprintf("%s  %s: %s;\n", comment(text(f.Doc, f.Comment), "  "), name, w.expr(where, of))
}

// expr returns a type in TypeScript.
func (w *writer) expr(where string, x ast.Expr) string {
	switch x := x.(type) {
	case *ast.Ident:
		return w.ident(where, x.Name)
	case *ast.SelectorExpr: // a type of a package that notebook uses
		return w.ident(where, x.Sel.Name)
	case *ast.StarExpr:
		return w.expr(where, x.X) + " | null"
	case *ast.ArrayType:
		return w.expr(where, x.Elt) + "[]"
	case *ast.MapType:
		return fmt.Sprintf("Record<%s, %s>", w.expr(where, x.Key), w.expr(where, x.Value))
	}
	w.problem("%s: give the type %s a name", where, source(x))
	return "unknown"
}

func (w *writer) ident(where, name string) string {
	switch name {
	case "string":
		return name
	case "bool":
		return "boolean"
	case "int", "int64", "uint16", "float64":
		return "number"
	}
	if !slices.ContainsFunc(w.types, func(t declared) bool { return t.name == name }) {
		w.problem("%s: package wire has no type %s", where, name)
	}
	return name
}

// comment returns a doc comment, or nothing.
func comment(doc, indent string) string {
	if doc == "" {
		return ""
	}
	return indent + "/** " + strings.ReplaceAll(doc, "*/", "* /") + " */\n"
}

// source returns an expression as it is written.
func source(x ast.Expr) string { return types.ExprString(x) }
