package web

import (
	"strings"
	"testing"

	"abacus/server/wire"
)

// asked loads a lesson of the course with a question in its text.
func asked(t *testing.T, block string) (*Course, error) {
	t.Helper()
	return Load(config(front + "> [!EXERCISE] Sides\n> " + strings.ReplaceAll(block, "\n", "\n> ")))
}

// A question may be part of the text in lessons of the course, too, and its
// right answer a value that a cell publishes.
func TestQuestionsInTheText(t *testing.T) {
	for _, tc := range []struct {
		name, block string
		answers     map[string]bool
	}{
		{"a number", "```number exercise=Sides tolerance=0.5\nHow many?\n= 6\n```",
			map[string]bool{"6": true, "6.4": true, "7": false}},
		{"a value", "```number exercise=Sides\nHow many?\n= {{Dice.k}}\n```",
			map[string]bool{"6": true, "6.4": true, "6.6": false}},
		{"an exact value", "```number exercise=Sides tolerance=0.001\nHow many?\n= {{Dice.k}}\n```",
			map[string]bool{"6": true, "6.4": false}},
		{"words", "```text exercise=Sides\nWhat?\n= six\n```", map[string]bool{"six": true, "seven": false}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			c, err := asked(t, tc.block)
			if err != nil {
				t.Fatal(err)
			}
			e := c.Lessons[0].Exercises[0]
			for answer, want := range tc.answers {
				v, err := c.Verdict(t.Context(), e, map[string]string{"answer": answer}, "")
				if err != nil || (v.State == wire.Passed) != want || v.State == wire.NoVerdict {
					t.Errorf("%s: %+v, %v; want passed %t", answer, v, err, want)
				}
			}
			if html := page(t, c, nil); !strings.Contains(html, `data-quiz="CheckSides"`) {
				t.Error("the page does not ask the question")
			}
		})
	}
}

func TestMistakesInTheText(t *testing.T) {
	for _, tc := range []struct{ name, block, want string }{
		{"no such cell", "```number exercise=Sides\nHow many?\n= {{Nope.k}}\n```",
			`dice.md:8: {{Nope.k}}: no cell is called "Nope"`},
		{"no such value", "```number exercise=Sides\nHow many?\n= {{Dice.nope}}\n```",
			`dice.md:8: {{Dice.nope}}: the cell publishes no value`},
		{"a cell that fails", "```number exercise=Sides\nHow many?\n= {{Broken.k}}\n```",
			`dice.md:8: {{Broken.k}}: the cell publishes no value`},
		{"no question", "```number exercise=Nope\n```", `dice.md:8: no exercise "Nope"`},
		{"Go", "```go exercise=Sides\nfunc Sides() int { return 0 }\n```", "dice.md:8: the Go of a lesson belongs in its " +
			"package"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := asked(t, tc.block); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
	cfg := config(front + "> [!EXERCISE] Sides\n> ```number exercise=Sides\n> How many?\n> = 6\n> ```")
	cfg.Exported = &Site{}
	if _, err := Load(cfg); err == nil || !strings.Contains(err.Error(), "exported pages have no server to check it") {
		t.Errorf("error %v, want one that says where such a question belongs", err)
	}
}
