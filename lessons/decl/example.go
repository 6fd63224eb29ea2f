package decl

import (
	"go/ast"
	"go/doc"
	"strings"
)

// Example is an Example function of a test file.
type Example struct {
	Name    string   // ExampleGain
	Body    string   // its statements, without the output that it promises
	Output  string   // that it promises
	Imports []string // that it needs, as they stand between the brackets of an import declaration
	Alone   bool     // it makes a program without further declarations of its file
}

// Examples returns the examples of a test file. The error, for text that is not Go, is
// that of Parse.
func Examples(name, text string) ([]Example, error) {
	f, err := Parse(name, text)
	if err != nil {
		return nil, err
	}
	var list []Example
	for _, ex := range doc.Examples(f.Tree) {
		e := Example{
			Name: "Example" + ex.Name, Body: f.body(ex.Code), Output: strings.TrimRight(ex.Output, "\n"),
			Alone: ex.Play != nil,
		}
		if e.Alone {
			e.Imports = importSpecs(ex.Play)
		}
		list = append(list, e)
	}
	return list, nil
}

// body returns the statements of an example's code, which is a block, or all
// of a file that is one example.
func (f *File) body(code ast.Node) string {
	from, to := f.Offset(code.Pos()), f.Offset(code.End())
	if block, ok := code.(*ast.BlockStmt); ok {
		from, to = f.Offset(block.Lbrace)+1, f.Offset(block.Rbrace)
	}
	body := unindent(f.text[from:to], from, f.rawStrings(code))
	if i := strings.LastIndex(body, "// Output:"); i >= 0 {
		body = body[:i]
	}
	return strings.TrimSpace(body)
}

// importSpecs returns the imports of a program that go/doc made of an example.
// It leaves the field Imports empty.
func importSpecs(program *ast.File) (list []string) {
	ast.Inspect(program, func(n ast.Node) bool {
		if imp, ok := n.(*ast.ImportSpec); ok {
			spec := imp.Path.Value
			if imp.Name != nil {
				spec = imp.Name.Name + " " + spec
			}
			list = append(list, spec)
		}
		return true
	})
	return list
}
