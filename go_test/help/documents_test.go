package help

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/text"

	"abacus/go_test/course"
)

// document is a file that explains how to use the program.
type document struct {
	name     string // relative to the project's directory
	text     []byte
	commands []command
	links    []string
	paths    []string // those in code spans, like server/routes.go
}

// documents reads the README, CONTRIBUTING and the help pages.
func documents(t *testing.T) []document {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(course.Root(), "content", "help", "*.md"))
	if err != nil || len(names) < 5 {
		t.Fatalf("the help pages are %v (%v)", names, err)
	}
	for i, name := range names {
		names[i] = filepath.Join("content", "help", filepath.Base(name))
	}
	var docs []document
	for _, name := range slices.Concat([]string{"README.md", "CONTRIBUTING.md"}, names) {
		docs = append(docs, read(t, name))
	}
	return docs
}

func read(t *testing.T, name string) document {
	t.Helper()
	src, err := os.ReadFile(filepath.Join(course.Root(), name))
	if err != nil {
		t.Fatal(err)
	}
	d := document{name: name, text: src}
	root := goldmark.New(goldmark.WithExtensions(extension.Table)).Parser().Parse(text.NewReader(src))
	err = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			if string(n.Language(src)) != "sh" {
				break
			}
			norun := strings.Contains(string(n.Info.Value(src)), "norun")
			for line := range strings.Lines(string(n.Lines().Value(src))) {
				if w := words(t, line); len(w) > 0 {
					d.commands = append(d.commands, command{strings.Join(w, " "), w, norun})
				}
			}
		case *ast.CodeSpan:
			var line string
			for c := n.FirstChild(); c != nil; c = c.NextSibling() {
				line += string(c.(*ast.Text).Value(src)) // a code span contains nothing else
			}
			if regexp.MustCompile(`^(go (run|test|doc|generate) |\.ci/)`).MatchString(line) {
				w := words(t, line)
				d.commands = append(d.commands, command{strings.Join(w, " "), w, false})
			}
			if regexp.MustCompile(`^(content|deploy|go_test|lessons|server|static|web)/[\w./-]*$`).MatchString(line) {
				d.paths = append(d.paths, line)
			}
		case *ast.Link:
			d.links = append(d.links, string(n.Destination))
		case *ast.HTMLBlock:
			sources := regexp.MustCompile(`(?:src|srcset)="([^"]+)"`)
			for _, m := range sources.FindAllStringSubmatch(string(n.Lines().Value(src)), -1) {
				d.links = append(d.links, m[1])
			}
		}
		return ast.WalkContinue, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// The README and CONTRIBUTING link to files of the project; only GitHub shows
// them. The links of help pages are tested where the pages are served.
func TestLinksToFilesLeadSomewhere(t *testing.T) {
	for _, d := range documents(t)[:2] {
		if len(d.links) == 0 {
			t.Errorf("%s has no links", d.name)
		}
		for _, link := range d.links {
			if strings.HasPrefix(link, "https://") {
				continue
			}
			file, _, _ := strings.Cut(link, "#")
			if _, err := os.Stat(filepath.Join(course.Root(), filepath.FromSlash(file))); err != nil {
				t.Errorf("%s: the link %s leads nowhere: %v", d.name, link, err)
			}
		}
	}
}

// examples are files that the help pages tell readers to create.
var examples = []string{"content/data/name.sql", "content/median.md", "lessons/median", "lessons/median/lesson.go"}

func TestFilesThatAreNamedExist(t *testing.T) {
	named := 0
	for _, d := range documents(t) {
		for _, p := range d.paths {
			named++
			_, err := os.Stat(filepath.Join(course.Root(), filepath.FromSlash(p)))
			if err != nil && !slices.Contains(examples, p) {
				t.Errorf("%s mentions %s, which does not exist", d.name, p)
			}
		}
	}
	if named < 20 {
		t.Errorf("only %d files are mentioned", named)
	}
}
