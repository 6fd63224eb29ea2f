package static_test

import (
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"abacus/static"
)

// imports is what a script loads, at once or when it is needed. Types that it
// mentions in comments are not loaded.
var (
	imports = regexp.MustCompile(`(?m)^(?:import|export) [^;"]*?(?:from )?"(\.[^"]+\.js)"|[^.\w]import\("(\.[^"]+\.js)"\)`)
	comment = regexp.MustCompile(`(?s:/\*.*?\*/)|(?m:^[ \t]*//.*$)`)
)

// mayImport says, for each room, which others its modules may load. A room
// stands above those: what follows from one is not repeated.
var mayImport = map[string][]string{
	"wire.js":  {},
	"api":      {},
	"api.js":   {"api", "wire.js"},
	"page":     {"api"},
	"work":     {"page"},
	"editor":   {"page", "third_party"},
	"program":  {"api", "api.js", "editor", "page", "wire.js", "work"},
	"own":      {"api", "editor", "page", "program", "sql", "third_party", "work"},
	"cell":     {"api", "page", "program"},
	"exercise": {"api", "cell", "page", "program"},
	"sql":      {"api", "editor", "exercise", "page", "program", "work"},
	"class":    {"api", "exercise", "page", "program", "wire.js"},
	"export":   {"api", "api.js", "cell", "page", "program", "wire.js"},
	"main.js":  {"api.js", "cell", "class", "exercise", "export", "own", "page", "program", "sql", "work"},
}

// TestScriptsImportDownwards holds the directions in which the rooms of the
// page's scripts import, and that no module imports itself through others.
func TestScriptsImportDownwards(t *testing.T) {
	graph := map[string][]string{}
	for name, text := range scripts(t) {
		for _, m := range imports.FindAllStringSubmatch(comment.ReplaceAllString(text, ""), -1) {
			to := path.Join(path.Dir(name), m[1]+m[2])
			graph[name] = append(graph[name], to)
			from, into := room(name), room(to)
			if from == into || slices.Contains(mayImport[from], into) {
				continue
			}
			t.Errorf("%s imports %s, but %s may import only %v: hand it what it needs instead, from main.js",
				name, to, from, mayImport[from])
		}
		if mayImport[room(name)] == nil {
			t.Errorf("%s lies in a room that this test does not know: say what %s may import", name, room(name))
		}
	}
	if len(graph) < 30 {
		t.Fatalf("only %d scripts import anything: their imports are not found", len(graph))
	}
	done, above := map[string]bool{}, []string{}
	var visit func(string)
	visit = func(name string) {
		if i := slices.Index(above, name); i >= 0 {
			t.Errorf("a circle of imports: %s", strings.Join(append(above[i:], name), " → "))
			return
		}
		if done[name] {
			return
		}
		done[name] = true
		above = append(above, name)
		for _, to := range graph[name] {
			visit(to)
		}
		above = above[:len(above)-1]
	}
	for _, name := range slices.Sorted(maps.Keys(graph)) {
		visit(name)
	}
}

// room is the folder in static/js that a script lies in, or the script itself
// where it lies in none.
func room(name string) string {
	parts := strings.Split(strings.TrimPrefix(name, "js/"), "/")
	return parts[0]
}

// TestOnlyTheApiSpeaksHTTP names all scripts that fetch anything.
func TestOnlyTheApiSpeaksHTTP(t *testing.T) {
	asks := regexp.MustCompile(`[^.\w#]fetch\(|XMLHttpRequest|sendBeacon|new WebSocket|new EventSource`)
	allowed := map[string]bool{
		"js/api.js":            true,
		"js/api/http.js":       true,
		"js/export/service.js": true, // a program of its own: the service worker of exported pages
	}
	for name, text := range scripts(t) {
		if found := asks.FindString(comment.ReplaceAllString(text, "")); (found != "") != allowed[name] {
			t.Errorf("%s: %q; only %v speak HTTP", name, found, slices.Sorted(maps.Keys(allowed)))
		}
	}
}

// TestModulesHoldNoState finds variables of modules that can change: what a
// page has is made once, in main.js, and handed on. Workers are a page's own,
// one program each.
func TestModulesHoldNoState(t *testing.T) {
	variable := regexp.MustCompile(`(?m)^(?:export )?(?:let|var) .*|` +
		`^(?:export )?const \w+ = (?:new (?:Map|Set|WeakMap)\(\)|\[\]|\{\}).*`)
	programs := map[string]bool{"js/program/toolchain/worker.js": true, "js/export/sqlworker.js": true}
	for name, text := range scripts(t) {
		if found := variable.FindString(text); found != "" && !programs[name] {
			t.Errorf("%s holds state of its module: %s", name, found)
		}
	}
}

// scripts returns the text of all scripts by name.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(static.FS(), "js", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || path.Ext(name) != ".js" {
			return err
		}
		text, err := fs.ReadFile(static.FS(), name)
		all[name] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestScripts runs the scripts' own tests, which need no browser.
func TestScripts(t *testing.T) {
	node, err := exec.LookPath("node")
	if err != nil {
		if os.Getenv("CI") != "" {
			t.Fatal("Node.js is missing")
		}
		t.Skip("needs Node.js: apt-get install nodejs")
	}
	// Beside the scripts, as modules, which Node.js takes from a package.json.
	dir := t.TempDir()
	for _, fsys := range []fs.FS{static.FS(), os.DirFS("testdata")} {
		if err := os.CopyFS(dir, fsys); err != nil {
			t.Fatal(err)
		}
	}
	cmd := exec.Command(node, "--test")
	cmd.Dir = dir
	if said, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, said)
	}
}
