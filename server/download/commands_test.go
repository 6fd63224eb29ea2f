package download

import (
	"strings"
	"testing"

	"abacus/server/wire"
)

func TestWithoutCommands(t *testing.T) {
	for text, want := range map[string]string{
		"s := `a\n%b\n!c`":             `s := "a\n%b\n!c"`,
		"s := `a\n\"%\\`":              "s := `a\n\"%\\`",
		"s := `\n%\"\\`+`%`":           `s := "\n%\"\\"` + "+`%`",
		"%%\ns := len(`\n!ls`)":        "%%\n" + `s := len("\n!ls")`,
		"`\r\n%`\n!ok":                 `"\n%"` + "\n !ok",
		"!ok":                          " !ok",
		"x := !ok\n\t!ok":              "x := !ok\n\t!ok",
		"/* a\n% b\n!c */ x":           "/* a\n % b\n !c */ x",
		"/* a\r\n% b */!x":             "/* a\n % b */!x",
		"// %\n%%\n\"%\"":              "// %\n%%\n\"%\"",
		"s := `never\n% closed":        "s := `never\n% closed",
		"f(`\n%`, `x`, `\n!`)[0] + ``": `f("\n%", ` + "`x`" + `, "\n!")[0] + ` + "``",
		"":                             "",
	} {
		if got := withoutCommands(text); got != want {
			t.Errorf("%q becomes %q, want %q", text, got, want)
		}
	}
}

// No line of a reader's own cell is a command for the kernel or the shell, and the cell
// comes back as it was.
func TestStringsOfOwnCellsAreNoCommands(t *testing.T) {
	text := "const table = `a,b\n%ls\n!rm -r x\n`\nok := table == \"\"\n!ok"
	request := wire.DownloadRequest{Cells: []wire.OwnCell{{Language: "go", Title: "Raw", Text: text}}}
	notebook, err := Notebook(withCells(t, "entropy", request))
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, c := range cellsOf(t, notebook) {
		if c.Type != "code" {
			continue
		}
		for line := range strings.SplitSeq(strings.Join(c.Source, ""), "\n") {
			if line != "%%" && (strings.HasPrefix(line, "%") || strings.HasPrefix(line, "!")) {
				t.Errorf("a line is %q", line)
			}
			found = found || strings.Contains(line, `"a,b\n%ls\n!rm -r x\n"`)
		}
		if from := c.Metadata.Abacus; from != nil && from.Title == "Raw" && from.Text != text {
			t.Errorf("the cell comes back as %q", from.Text)
		}
	}
	if !found {
		t.Error("the string is not in the notebook")
	}
}
