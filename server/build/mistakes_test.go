package build

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/need"
	"abacus/server/build/source"
)

var updateMistakes = flag.Bool("update-mistakes", false, "write what the compiler says into testdata/mistakes")

// mistake is what somebody may type, and what it gets.
type mistake struct {
	title, text string
	want        string // a line for each diagnostic and, after an arrow, for its hint; nothing if it is right
}

// edit is of the declaration that the title names, or a cell.
func (m mistake) edit() Edit {
	text := signs.ReplaceAllStringFunc(m.text, func(s string) string {
		code, _ := strconv.ParseInt(signs.FindStringSubmatch(s)[1], 16, 32)
		return string(rune(code))
	})
	if after, ok := strings.CutPrefix(m.title, "edit: "); ok {
		name, _, _ := strings.Cut(after, ":")
		return Edit{Declaration: name, Text: text}
	}
	return Edit{Declaration: "Mine", Text: text, Cell: true, Shows: true}
}

// signs are those that nobody sees, as the table writes them.
var signs = regexp.MustCompile(`⟨U\+([0-9A-F]{4})⟩`)

// readMistakes reads a table: == title, the text, --, what it gets, an empty line.
func readMistakes(t *testing.T, path string) (list []mistake) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range strings.Split("\n"+string(text), "\n== ")[1:] {
		title, rest, _ := strings.Cut(block, "\n")
		typed, want, ok := strings.Cut(rest, "\n--\n")
		if !ok {
			t.Fatalf("%s: %q has no --", path, title)
		}
		list = append(list, mistake{title, typed, strings.TrimRight(want, "\n")})
	}
	return list
}

// said words diagnostics as the table has them.
func said(list []Diagnostic) string {
	var lines []string
	for _, d := range list {
		whose := ""
		if !d.Yours {
			whose = " (of " + d.Declaration + ")"
		}
		lines = append(lines, fmt.Sprintf("%d:%d%s %s", d.Line, d.Column, whose, d.Message))
		if d.Hint != "" {
			lines = append(lines, "   → "+d.Hint)
		}
	}
	return strings.Join(lines, "\n")
}

// Common mistakes get a hint that is true, on the line where they are, or none. The
// tables are made by the compiler itself, and read by people.
func TestCommonMistakes(t *testing.T) {
	need.Time(t, "compiles hundreds of texts")
	b := builder(t)
	paths, err := filepath.Glob("testdata/mistakes/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no tables: ", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			t.Parallel()
			list := readMistakes(t, path)
			got := make([]string, len(list))
			var all sync.WaitGroup
			room := make(chan struct{}, runtime.NumCPU())
			for i, m := range list {
				all.Go(func() {
					room <- struct{}{}
					defer func() { <-room }()
					wrong, err := compileOnly(t, b, Request{Lesson: "entropy", Edits: []Edit{m.edit()}})
					if err != nil {
						t.Errorf("%s: %v", m.title, err)
					}
					got[i] = said(wrong)
				})
			}
			all.Wait()
			table := ""
			for i, m := range list {
				table += fmt.Sprintf("== %s\n%s\n--\n%s\n\n", m.title, m.text, got[i])
				if right := filepath.Base(path) == "correct.txt"; right && got[i] != "" {
					t.Errorf("%s is right, but gets\n%s", m.title, got[i])
				}
				if got[i] != m.want && !*updateMistakes {
					t.Errorf("%s:\n%s\ngets\n%s\nwant\n%s", m.title, m.text, got[i], m.want)
				}
			}
			if *updateMistakes {
				if err := os.WriteFile(path, []byte(table), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// compileOnly builds a program up to where it would be linked.
func compileOnly(t *testing.T, b *Builder, req Request) ([]Diagnostic, error) {
	p := b.ready.Load()
	req.Edits, _ = source.FormatAll(req.Edits)
	draft, err := p.Course.Draft(req)
	if err != nil {
		return nil, err
	}
	if wrong := draft.Read(); len(wrong) > 0 {
		return wrong, nil
	}
	j := &job{b: b, p: p, lesson: req.Lesson, draft: draft}
	dir := t.TempDir()
	for _, u := range draft.Units() {
		if r, err := j.compile(t.Context(), dir, u); err != nil || len(r.Diagnostics) > 0 {
			return r.Diagnostics, err
		}
	}
	return draft.Compiled(), nil
}
