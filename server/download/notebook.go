package download

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"abacus/server/build/source"
	"abacus/web"
)

// Notebook returns the lesson as a Jupyter notebook for GoNB, a kernel that
// compiles Go: prose, declarations with the reader's edits, and the cells,
// each run with its inputs at their defaults.
//
// GoNB compiles a cell together with all that earlier ones declared. So each cell
// here declares what it needs and no earlier one has declared. The packages that
// lessons are built on are not published anywhere: the first cell contains them and
// unpacks them beside the notebook's own go.mod.
func Notebook(l Lesson) ([]byte, error) {
	nb := &notebookWriter{lesson: l, declared: map[string]bool{}}
	shared, err := l.shared()
	if err != nil {
		return nil, fmt.Errorf("making the notebook of %s: %w", l.Package.Slug, err)
	}
	nb.markdown(fmt.Sprintf("# %s\n\n%s\n\nThis notebook needs Jupyter with [GoNB](https://github.com/janpfeifer/gonb), "+
		"a kernel for Go. Run its cells from the top: the first one sets up what the others are built on.",
		l.Title, l.Summary))
	nb.code(setUp(shared))
	nb.code(showHelper)
	for _, b := range l.Blocks {
		switch {
		case b.Cell != "":
			nb.code(nb.declare(append([]string{b.Cell}, b.Declarations...)) + "\n%%\nshowCell(" + b.Cell + ")\n")
		case b.Example != nil && nb.example(*b.Example):
		case b.Prose != "":
			nb.markdown(b.Prose)
		default:
			nb.code(nb.declare(b.Declarations))
		}
	}
	nb.rest()
	return json.MarshalIndent(document{nb.cells, json.RawMessage(metadata), 4, 4}, "", " ")
}

// notebookWriter collects the cells of a notebook.
type notebookWriter struct {
	lesson   Lesson
	cells    []cell
	declared map[string]bool // names that cells so far declare
}

func (nb *notebookWriter) markdown(text string) {
	nb.cells = append(nb.cells, cell{Type: "markdown", Source: lines(text)})
}

func (nb *notebookWriter) code(text string) {
	if text = strings.TrimSpace(text); text != "" {
		nb.cells = append(nb.cells, cell{Type: "code", Count: json.RawMessage("null"), Outputs: []any{}, Source: lines(text)})
	}
}

func lines(text string) []string { return strings.SplitAfter(strings.TrimRight(text, "\n"), "\n") }

// example writes an example, as the reader has changed it, and reports whether it
// has. GoNB puts it into the lesson's package.
func (nb *notebookWriter) example(ex web.Example) bool {
	cells := nb.lesson.Package.Cells
	if i := slices.IndexFunc(cells, func(c source.Cell) bool { return c.Name == ex.Name }); i >= 0 {
		nb.own(cells[i])
		return true
	}
	if !ex.Alone {
		return false
	}
	nb.code(importBlock(ex.Imports) + nb.declareUses(ex.Code) + "%%\n" + ex.Code + "\n")
	return true
}

// own writes a cell of the reader's.
func (nb *notebookWriter) own(c source.Cell) {
	nb.declared[c.Name] = true
	pkg := nb.lesson.Package
	inside := func(text string) string { return strings.ReplaceAll(text, pkg.Slug+".", "") }
	declarations, statements := inside(c.Declarations), inside(c.Statements)
	lesson := fmt.Sprintf("%q", source.LessonsPath+pkg.Slug)
	imports := slices.DeleteFunc(slices.Clone(c.Imports), func(spec string) bool { return spec == lesson })
	nb.code(importBlock(imports) + nb.declareUses(declarations+"\n"+statements) + declarations + "\n%%\n" + statements + "\n")
}

// declare returns Go that declares the names and, before them, what they need and no
// cell so far declares.
func (nb *notebookWriter) declare(wanted []string) string {
	var imports, helpers, shown []string
	for _, d := range nb.lesson.Package.Needs(wanted...) {
		isShown := slices.ContainsFunc(d.Names, func(name string) bool { return slices.Contains(wanted, name) })
		if !isShown && nb.declared[key(d)] || key(d) == "_" { // _ only asserts something
			continue
		}
		nb.declared[key(d)] = true
		imports = append(imports, d.Imports...)
		if isShown {
			shown = append(shown, d.Text)
		} else {
			helpers = append(helpers, d.Text)
		}
	}
	return importBlock(imports) + strings.Join(append(helpers, shown...), "\n\n") + "\n"
}

// declareUses is declare for what some code uses.
func (nb *notebookWriter) declareUses(code string) string {
	used := source.Uses(code)
	wanted := nb.undeclared(func(_ source.Declaration, name string) bool { return used[name] })
	if len(wanted) == 0 {
		return ""
	}
	return nb.declare(wanted) + "\n"
}

// undeclared returns the names that match and that no cell so far declares.
func (nb *notebookWriter) undeclared(match func(d source.Declaration, name string) bool) (names []string) {
	for _, d := range nb.lesson.Package.All() {
		for _, name := range d.Names {
			if match(d, name) && !nb.declared[key(d)] {
				names = append(names, name)
			}
		}
	}
	return names
}

// rest declares what the reader added and nothing so far needed, and has the reader's
// own cells.
func (nb *notebookWriter) rest() {
	wanted := nb.undeclared(func(d source.Declaration, _ string) bool { return d.Yours })
	if len(wanted) > 0 {
		nb.markdown("## Your own declarations")
		nb.code(nb.declare(wanted))
	}
	cells := slices.DeleteFunc(slices.Clone(nb.lesson.Package.Cells), func(c source.Cell) bool { return nb.declared[c.Name] })
	if len(cells) > 0 {
		nb.markdown("## Your own cells")
	}
	for _, c := range cells {
		nb.own(c)
	}
}

func key(d source.Declaration) string { return strings.Join(d.Names, ",") }

func importBlock(specs []string) string {
	if len(specs) == 0 {
		return ""
	}
	slices.Sort(specs)
	return "import (\n\t" + strings.Join(slices.Compact(specs), "\n\t") + "\n)\n\n"
}

// shared returns a zip file with the packages of the course that the lesson
// is built on, and the go.mod that names what these are built on.
func (l Lesson) shared() ([]byte, error) {
	m := module{l.Module, map[string]string{}}
	if err := m.addPackage(terminalPath); err != nil {
		return nil, err
	}
	for _, text := range l.Package.Files {
		if err := m.addImports(text); err != nil {
			return nil, err
		}
	}
	if err := m.addGoMod("gonum.org/v1/gonum/optimize", "gonum.org/v1/plot"); err != nil {
		return nil, err
	}
	return m.pack("abacus")
}

// setUp returns the first cell's Go. It tells the go command where the packages are,
// and which versions of other modules they need.
func setUp(shared []byte) string {
	var text bytes.Buffer
	for chunk := range slices.Chunk([]byte(base64.StdEncoding.EncodeToString(shared)), 120) {
		text.Write(append(chunk, '\n'))
	}
	return strings.Replace(setUpCode, "SHARED", text.String(), 1)
}

const setUpCode = `// Sets up the packages that the lesson is built on. Run this first.
import (
	"archive/zip"
	"bytes"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

%%
const shared = ` + "`\nSHARED`" + `
dir := os.Getenv("GONB_TMP_DIR")
data, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(shared, "\n", ""))
if err != nil {
	panic(err)
}
archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
if err != nil {
	panic(err)
}
if err := os.RemoveAll(filepath.Join(dir, "abacus")); err != nil {
	panic(err)
}
if err := os.CopyFS(dir, archive); err != nil {
	panic(err)
}
goCommand := func(args ...string) {
	cmd := exec.Command("go", args...)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil {
		panic(fmt.Sprintf("go %v: %v\n%s", args, err, out))
	}
}
goCommand("mod", "edit", "-replace=abacus=./abacus", "-require=abacus@v0.0.0")
mod, err := os.ReadFile(filepath.Join(dir, "abacus", "go.mod"))
if err != nil {
	panic(err)
}
for _, line := range strings.Split(string(mod), "\n") {
	switch f := strings.Fields(line); {
	case strings.HasPrefix(line, "go "):
		goCommand("mod", "edit", "-go="+f[1])
	case strings.HasPrefix(line, "\t"):
		goCommand("mod", "edit", "-require="+f[0]+"@"+f[1])
	}
}
sums, err := os.ReadFile(filepath.Join(dir, "abacus", "go.sum"))
if err != nil {
	panic(err)
}
have, _ := os.ReadFile(filepath.Join(dir, "go.sum")) // there may be none
if err := os.WriteFile(filepath.Join(dir, "go.sum"), append(have, sums...), 0o644); err != nil {
	panic(err)
}
fmt.Println("ready")
`

const showHelper = `import (
	"fmt"
	"os"

	"github.com/janpfeifer/gonb/gonbui"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/terminal"
)

// showCell runs a cell of the lesson: showCell(Cell, "p=0.3"). What it is not told it
// takes from the cell's defaults.
func showCell(cell func(*notebook.Cell), inputs ...string) {
	err := terminal.Show(os.Stdout, cell, inputs, func(_ int, svg string) error {
		gonbui.DisplaySvg(svg)
		return nil
	})
	if err != nil {
		fmt.Println(err)
	}
}
`
