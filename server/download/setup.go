package download

import (
	"bytes"
	"encoding/base64"
	"slices"
	"strings"
)

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
	for _, c := range l.Package.Cells {
		if err := m.addImports(packageClause + importBlock(l.outside(c.Imports))); err != nil {
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
