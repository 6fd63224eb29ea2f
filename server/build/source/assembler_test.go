package source

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// ask puts a question to the assembler, as the page's worker does.
func ask(t *testing.T, a *Assembler, q Question) Answer {
	t.Helper()
	question, err := json.Marshal(q)
	if err != nil {
		t.Fatal(err)
	}
	var answer Answer
	if err := json.Unmarshal(a.Answer(question), &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestAssembler(t *testing.T) {
	var a Assembler
	request := func(text string) Question {
		return Question{
			Request: &Request{Lesson: "pocket", Cells: []string{"Plain"}, Edits: []Edit{{Declaration: "Half", Text: text}}},
		}
	}
	if got := ask(t, &a, request("")); got.Problem == "" {
		t.Error("an answer without the kit")
	}
	if got := ask(t, &a, Question{Kit: &Kit{
		Course: Data{
			Packages: []Package{{Path: "math", Name: "math"}, {Path: "encoding/csv", Name: "csv"}},
			Lessons: []Lesson{{Slug: "pocket", Files: []File{{Name: "a.go",
				Text: "package pocket\nimport (\"abacus/lessons/notebook\"; \"abacus/lessons/notebook/figure\")\n" +
					"func Half(x float64) float64 { return x }\nfunc Plain(nb *notebook.Cell) {\n Half(1) }\nfunc Drawn(nb " +
					"*notebook.Cell) {\n figure.New() }"}}}},
		},
		Packages: []PackedPackage{
			{Path: "runtime", Pack: "base"}, {Path: "math", Pack: "base", Deps: []int{0}},
			{Path: "encoding/csv", Pack: "std", Deps: []int{0}},
			{Path: NotebookPath, Pack: "base"}, {Path: ProgramPath, Pack: "base"},
			{Path: NotebookPath + "/figure", Pack: "plot"},
		},
	}}); got.Problem != "" || !strings.Contains(got.Files[linkCfg], "packagefile math=/link/math\n") ||
		strings.Contains(got.Files[compileCfg], "runtime") {
		t.Fatalf("the kit came to %+v", got)
	}

	got := ask(t, &a, request("func Half(x float64) float64 { return math.Abs( x) }"))
	if !slices.Equal(got.Packs, []string{"base"}) ||
		!strings.Contains(got.Files["/work/z-change0.go"], `import ("math")`) ||
		got.Deadline == 0 ||
		got.TooLong == nil {
		t.Errorf("an edit came to %+v", got)
	}
	if len(got.Formatted) != 1 || !strings.Contains(got.Formatted[0].Text, "math.Abs(x)") {
		t.Errorf("formatted as %+v", got.Formatted)
	}
	if got := ask(t, &a, request("func Half(x float64) float64 { csv.NewReader(nil); return x }")); !slices.Equal(
		got.Packs,
		[]string{"base", "std"},
	) {
		t.Errorf("packs %q, want that of encoding/csv too", got.Packs)
	}

	output := "yours/Half:1:3: undefined: y\n"
	if got := ask(t, &a, Question{Output: &output}); len(got.Diagnostics) != 1 || got.Diagnostics[0].Line != 1 ||
		got.Diagnostics[0].Hint == "" {
		t.Errorf("the compiler's message became %+v", got.Diagnostics)
	}
	crash := "panic: boom\n\ngoroutine 1 [running]:\n"
	if got := ask(t, &a, Question{Output: &crash}); len(got.Diagnostics) != 1 || got.Diagnostics[0].Message != TooComplex {
		t.Errorf("a crash became %+v", got.Diagnostics)
	}
	if got := ask(t, &a, Question{Failed: true}); len(got.Diagnostics) != 1 || got.Diagnostics[0].Message != TooComplex {
		t.Errorf("a linker's failure became %+v", got.Diagnostics)
	}
	if got := ask(t, &a, Question{Compiled: true}); got.Diagnostics != nil {
		t.Errorf("a compiled program has mistakes: %+v", got.Diagnostics)
	}
	if got := ask(t, &a, Question{Format: &Edit{Declaration: "Half", Text: "func  F() {}"}}); got.Text != "func F() {}" {
		t.Errorf("formatted as %q", got.Text)
	}
	if got := ask(t, &a, Question{Request: &Request{Lesson: "alchemy"}}); got.Problem == "" {
		t.Error("a lesson that is not there was built")
	}
}
