package patch

import (
	"encoding/json"
	"go/ast"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestWriteOverlay(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	known, other := write("known.go", "package p // one"), write("other.go", "package p // one and one")
	gone := filepath.Join(dir, "gone.go")
	file, misfits, err := writeOverlay(dir, dir, []patch{
		{rewrite: replacing("one", "two", "two", "three"), files: []string{"known.go"}},
		{rewrite: replacing("one", "two"), files: []string{"other.go", "gone.go"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(misfits) != 2 || !strings.Contains(misfits[0].Error(), other) || !strings.Contains(misfits[1].Error(), gone) {
		t.Errorf("the misfits are %v, want %s and %s", misfits, other, gone)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var found struct{ Replace map[string]string }
	if err := json.Unmarshal(text, &found); err != nil || len(found.Replace) != 1 {
		t.Fatalf("%s: %v", text, err)
	}
	if changed, err := os.ReadFile(found.Replace[known]); err != nil || string(changed) != "package p // three" {
		t.Errorf("the changed file is %q, %v", changed, err)
	}
	if _, _, err := writeOverlay(dir, filepath.Join(dir, "none"), nil); err == nil {
		t.Error("what cannot be written is no error")
	}
}

func TestPruning(t *testing.T) {
	prune := pruning(func(tree *ast.File) bool {
		n := len(tree.Decls)
		tree.Decls = tree.Decls[:max(0, n-1)]
		return n > 2
	})
	got, err := prune([]byte(`package p

import (
	_ "embed"
	"fmt"
	str "strings"
	"time"
)

var a = fmt.Sprint(1)

var b = str.ToUpper(time.Now().String())
`))
	if err != nil {
		t.Fatal(err)
	}
	for word, want := range map[string]bool{
		"embed": true, `"fmt"`: true, "strings": false, "time": false, "var b": false,
	} {
		if strings.Contains(string(got), word) != want {
			t.Errorf("%q is there: %v\n%s", word, !want, got)
		}
	}
	if _, err := prune([]byte("package p")); err == nil {
		t.Error("a file without what is to be removed was changed")
	}
	if _, err := prune([]byte("package")); err == nil {
		t.Error("what is no Go was changed")
	}
}
