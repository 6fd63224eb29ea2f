package help

import (
	"bufio"
	"context"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/course"
)

// notHere are programs that the project's machines need not have, and why. Their
// commands are in blocks marked ```sh norun.
var notHere = map[string]string{
	"docker":  "no engine runs where the tests do; deploy/dockerfile_test.go checks the file",
	"apt-get": "it changes the machine and needs the network",
}

// TestEveryCommandWorks runs the commands of the README, CONTRIBUTING and the help
// pages. Those of a page run in order, in a directory of their own. For go test
// commands it only checks that the tests exist.
func TestEveryCommandWorks(t *testing.T) {
	t.Parallel()
	done := map[string]bool{} // each command runs once, except new, on which others depend
	for _, file := range documents(t) {
		if len(file.commands) == 0 {
			continue
		}
		t.Run(strings.TrimSuffix(filepath.Base(file.name), ".md"), func(t *testing.T) {
			dir := t.TempDir()
			for _, c := range file.commands {
				if key := c.text; !done[key] || strings.HasPrefix(key, "go run . new ") {
					done[key] = true
					c.try(t, dir)
				}
			}
		})
	}
}

// command is a line for people to type.
type command struct {
	text  string
	words []string
	norun bool
}

func (c command) try(t *testing.T, dir string) {
	t.Helper()
	t.Log(c.text)
	_, absent := notHere[c.words[0]]
	switch {
	case c.norun != absent:
		t.Errorf("%s: a command must be in a block marked norun if its program is in notHere, and only then", c.text)
	case c.norun:
	case c.starts("go", "run", "."):
		c.program(t, dir)
	case c.starts("go", "run", "./notebook"): // in a downloaded module: see server/download
	case c.starts("go", "test"):
		c.tests(t)
	case c.starts("go", "doc"), c.starts("go", "generate"):
		c.inRoot(t)
	case strings.HasPrefix(c.words[0], ".ci/"):
		if info, err := os.Stat(filepath.Join(course.Root(), c.words[0])); err != nil || info.Mode()&0o111 == 0 {
			t.Errorf("%s: there is no such script (%v)", c.text, err)
		}
	default:
		t.Errorf("%s: this test does not know how to try it", c.text)
	}
}

func (c command) starts(words ...string) bool {
	return len(c.words) >= len(words) && slices.Equal(c.words[:len(words)], words)
}

// inRoot runs a command in the module's root directory. go generate only prints
// what it would run.
func (c command) inRoot(t *testing.T) {
	t.Helper()
	words := slices.Clone(c.words)
	if words[1] == "generate" {
		words = slices.Insert(words, 2, "-n")
	}
	cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
	cmd.Dir = course.Root()
	if said, err := cmd.CombinedOutput(); err != nil || len(said) == 0 {
		t.Errorf("%s: %v\n%s", c.text, err, said)
	}
}

// program runs the program with the command's arguments until it ends or, if it
// serves, until it responds.
func (c command) program(t *testing.T, dir string) {
	t.Helper()
	if testing.Short() {
		t.Logf("%s: not in short mode", c.text)
		return
	}
	args := c.words[3:]
	switch {
	case len(args) > 0 && args[0] == "export":
		return // package export tests it
	case len(args) > 0 && slices.Contains([]string{"-h", "new", "check", "kit"}, args[0]):
		c.toItsEnd(t, dir, args)
		return
	}
	if slices.Contains(args, "-dev") {
		dir = course.Root()
	}
	if slices.Contains(args, "-metrics") {
		args = append(args, "-metrics", "127.0.0.1:0")
	}
	env := append(os.Environ(), "XDG_CONFIG_HOME="+t.TempDir()) // a class's answers
	p := course.StartWith(t, env, dir, args...)                 // the -addr that it adds wins
	body, _ := course.Get(t, p.URL+"/", http.StatusOK)
	if own := strings.Contains(body, "A lesson of your own"); own != slices.Contains(args, "-content") {
		t.Errorf("%s: the page lists own lessons: %v, want %v", c.text, own, !own)
	}
	_ = p.Cmd.Process.Kill()
}

// toItsEnd runs the program until it ends or, if it makes the kit, until it begins
// to compress it: that takes minutes more and would test nothing.
func (c command) toItsEnd(t *testing.T, dir string, args []string) {
	t.Helper()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	cmd := exec.CommandContext(ctx, course.Program(t), args...)
	cmd.Dir = dir
	reader, writer := io.Pipe()
	cmd.Stdout, cmd.Stderr = writer, writer
	ended := make(chan error, 1)
	go func() {
		err := cmd.Run()
		ended <- errors.Join(err, writer.Close())
	}()
	said, made := "", false
	for lines := bufio.NewScanner(reader); lines.Scan(); {
		said += lines.Text() + "\n"
		if strings.Contains(lines.Text(), `msg="compressing `) {
			made = true
			stop()
		}
	}
	if err := <-ended; err != nil && !made {
		t.Errorf("%s: %v\n%s", c.text, err, said)
	}
}

var (
	valued   = []string{"run", "bench", "fuzz", "fuzztime", "timeout", "count", "cpu"} // flags of go test with a value
	switches = []string{"v", "short", "race", "benchmem", "update", "list"}
	declared = regexp.MustCompile(`flag\.\w+\(\s*(?:&\w+,\s*)?"(\w+)"`)
)

// tests checks that the flags and the tests in a go test command exist.
func (c command) tests(t *testing.T) {
	t.Helper()
	var packages []string
	wanted := map[string]*regexp.Regexp{}
	args := c.words[2:]
	own := map[string]bool{} // flags that the packages must declare
	for i := 0; i < len(args); i++ {
		name, isFlag := strings.CutPrefix(args[i], "-")
		switch {
		case strings.HasPrefix(args[i], "./"):
			packages = append(packages, args[i])
		case !isFlag && i > 0: // the value of a flag of a package
		case slices.Contains(valued, name) && i+1 < len(args):
			i++
			if slices.Contains(valued[:3], name) {
				first, _, _ := strings.Cut(args[i], "/") // without subtests
				wanted[name] = regexp.MustCompile(first)
			}
		case slices.Contains(switches, name):
		default:
			own[name] = true
		}
	}
	names, flags := declarations(t, packages)
	for name := range own {
		if !slices.Contains(flags, name) {
			t.Errorf("%s: these packages have no flag -%s", c.text, name)
		}
	}
	for flag, re := range wanted {
		prefix := map[string]string{"run": "Test|Example|Fuzz", "bench": "Benchmark", "fuzz": "Fuzz"}[flag]
		is := regexp.MustCompile("^(" + prefix + ")")
		found := slices.ContainsFunc(names, func(n string) bool { return is.MatchString(n) && re.MatchString(n) })
		if none := re.String() == "xxx"; found == none {
			t.Errorf("%s: -%s %s finds nothing in these packages", c.text, flag, re)
		}
	}
}

// declarations returns the functions and the flags of the packages' tests.
func declarations(t *testing.T, packages []string) (names, flags []string) {
	t.Helper()
	for _, pkg := range packages {
		top, all := strings.CutSuffix(pkg, "/...")
		if all {
			continue // no command names a flag or test together with such a pattern
		}
		files, err := filepath.Glob(filepath.Join(course.Root(), filepath.FromSlash(top), "*_test.go"))
		if err != nil || len(files) == 0 {
			t.Errorf("there are no tests in %s (%v)", pkg, err)
		}
		for _, name := range files {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range declared.FindAllStringSubmatch(string(text), -1) {
				flags = append(flags, m[1])
			}
			file, err := parser.ParseFile(token.NewFileSet(), name, text, parser.SkipObjectResolution)
			if err != nil {
				t.Fatal(err)
			}
			for _, d := range file.Decls {
				if f, ok := d.(*ast.FuncDecl); ok && f.Recv == nil {
					names = append(names, f.Name.Name)
				}
			}
		}
	}
	return names, flags
}

// words splits a command like a shell that knows only quotes and comments.
func words(t *testing.T, line string) (words []string) {
	t.Helper()
	quoted := regexp.MustCompile(`'[^']*'|"[^"]*"|\S+`)
	for _, w := range quoted.FindAllString(line, -1) {
		if strings.HasPrefix(w, "#") {
			break
		}
		if w[0] == '\'' {
			w = strings.Trim(w, "'")
		} else if s, err := strconv.Unquote(w); err == nil {
			w = s
		}
		words = append(words, w)
	}
	return words
}
