package source

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// Each hint is one that somebody gets: the tables of mistakes, which the compiler has
// made, have it.
func TestEveryHintHasAMistake(t *testing.T) {
	paths, err := filepath.Glob("../testdata/mistakes/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no tables: ", err)
	}
	place := regexp.MustCompile(`(?m)^(\d+):(\d+) (.*)$`)
	used := map[int]bool{}
	for _, path := range paths {
		table, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, block := range strings.Split("\n"+string(table), "\n== ")[1:] {
			title, rest, _ := strings.Cut(block, "\n")
			text, got, _ := strings.Cut(rest, "\n--\n")
			for _, m := range place.FindAllStringSubmatch(got, -1) {
				formatted, _ := Format(Edit{Text: text}) // what the places are about
				line, _ := strconv.Atoi(m[1])
				column, _ := strconv.Atoi(m[2])
				said, i := rule(m[3], marked(formatted, Diagnostic{Line: line, Column: column}))
				used[i] = true
				if strings.ContainsAny(said, mark+"\n") || strings.Contains(said, "…(") {
					t.Errorf("%s: the hint is %q", title, said)
				}
			}
		}
	}
	for i, a := range knownMistakes {
		if !used[i] {
			t.Errorf("no mistake has the hint of %s", a.pattern)
		}
	}
}

// A statement as other languages have it is found where it is, and names are not taken
// for one.
func TestForeignWords(t *testing.T) {
	for word, want := range foreignWords {
		found := foreignWord(Edit{Text: "x := 1\n\t" + word + " n = 3 {"})
		if len(found) != 1 || found[0].Line != 2 || found[0].Column != 2 || found[0].Hint != want {
			t.Errorf("%s: got %+v", word, found)
		}
		for _, text := range []string{
			word + " := 1", word + "++", word + ".f()", "f(" + word + ")", "x := " + word + " + 1", word + "[1] = 2",
			"// " + word + " n = 3", "\"" + word + " n\"", word + ", x = 1, 2", "type " + word + " int",
		} {
			if found := foreignWord(Edit{Text: text}); found != nil {
				t.Errorf("%s: got %+v", text, found)
			}
		}
	}
}

// Signs that look like Go's are found, wherever a text has them outside of texts and
// comments, before anything else that is wrong with it.
func TestForeignSigns(t *testing.T) {
	for sign, better := range typed {
		text := fmt.Sprintf("s := \"%[1]c\" // %[1]c\nx := ((1 %[1]c", sign)
		wrong := check(Edit{Text: text})
		if len(wrong) != 1 || wrong[0].Line != 2 || wrong[0].Column != 10 {
			t.Errorf("%c: got %+v", sign, wrong)
			continue
		}
		if !strings.Contains(wrong[0].Message, fmt.Sprintf("%c (U+%04X)", sign, sign)) {
			t.Errorf("%c: the message is %q", sign, wrong[0].Message)
		}
		if !strings.HasPrefix(wrong[0].Hint, "Type "+better+" instead") {
			t.Errorf("%c: the hint is %q", sign, wrong[0].Hint)
		}
	}
	for _, text := range []string{"ä := \"“\"", "α := '”'", "`−` // ×", "x := 1 ? 2", "漢 := 1", "/* “ */"} {
		if wrong := check(Edit{Text: text}); wrong != nil {
			t.Errorf("%s: got %+v", text, wrong)
		}
	}
}

// A name that is almost another one is found, if there is but one.
func TestClosest(t *testing.T) {
	for _, tt := range []struct {
		name, known, want string
	}{
		{"cuont", "count total", "count"}, {"Count", "count", "count"}, {"conut", "count county", "count"},
		{"x", "y z", ""}, {"X", "x", "x"}, {"count3", "count1 count2", ""}, {"mean", "median", ""},
		{"Suprise", "Surprise Size", "Surprise"}, {"lenght", "length", "length"}, {"fit", "fat fix", ""},
		{"count", "count", ""}, {"acuracy", "accuracy accuracies", "accuracy"},
	} {
		if got := closest(tt.name, strings.Fields(tt.known)); got != tt.want {
			t.Errorf("%s among %s: %q, want %q", tt.name, tt.known, got, tt.want)
		}
	}
}
