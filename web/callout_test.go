package web

import (
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
)

// longCourse is a course whose package has a function of the given number of
// lines, one of them within a text.
func longCourse(t *testing.T, lines int, fence string) string {
	t.Helper()
	cfg := config(front + fence + "\n```")
	body := "\tx := `\n`\n" + strings.Repeat("\tx += \"<&>\"\n", lines-4)
	cfg.Source.(fstest.MapFS)["dice/long.go"] = &fstest.MapFile{
		Data: []byte("package dice\n\nfunc Long() {\n" + body + "}\n"),
	}
	c, err := Load(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return page(t, c, nil)
}

var tags = regexp.MustCompile(`<[^>]*>`)

// listed returns the lines of a listing that are in sight, and the others.
func listed(t *testing.T, page string) (head, rest string) {
	t.Helper()
	_, after, ok := strings.Cut(page, "<code>")
	listing, _, ok2 := strings.Cut(after, "</code>")
	if !ok || !ok2 {
		t.Fatal("there is no listing")
	}
	head, rest, _ = strings.Cut(listing, `<span class="rest"`)
	_, rest, _ = strings.Cut(rest, ">")
	text := func(markup string) string { return html.UnescapeString(tags.ReplaceAllString(markup, "")) }
	return text(head), text(rest)
}

func TestLongListingsFold(t *testing.T) {
	for _, tc := range []struct {
		lines int
		fence string
		shown int
	}{
		{30, "```go source=Long", 30},
		{31, "```go source=Long", 18},
		{64, "```go source=Long", 18},
		{64, "```go source=Long fold=none", 64},
		{12, "```go source=Long fold=2", 2}, // within the text
		{12, "```go source=Long fold=40", 12},
	} {
		t.Run(fmt.Sprintf("%d %s", tc.lines, tc.fence), func(t *testing.T) {
			markup := longCourse(t, tc.lines, tc.fence)
			head, rest := listed(t, markup)
			want := "func Long() {\n\tx := `\n`\n" + strings.Repeat("\tx += \"<&>\"\n", tc.lines-4) + "}"
			if got := strings.TrimSuffix(head+rest, "\n"); got != want {
				t.Errorf("the listing reads\n%q\nwant\n%q", got, want)
			}
			if got := strings.Count(strings.TrimSuffix(head, "\n"), "\n") + 1; got != tc.shown {
				t.Errorf("%d lines are in sight, want %d:\n%q", got, tc.shown, head)
			}
			says := fmt.Sprintf(`data-lines="%d"`, tc.lines)
			if folds := tc.shown < tc.lines; strings.Contains(markup, says) != folds {
				t.Errorf("%s stands on the page: %v", says, !folds)
			}
		})
	}
}

// What comes after the first listing folds sooner.
func TestLaterListingsFoldSooner(t *testing.T) {
	for lines, folds := range map[int]int{20: 0, 21: 2} {
		markup := longCourse(t, lines, strings.Repeat("```go source=Long\n```\n\n", 2)+"```go source=Long")
		if got := strings.Count(markup, fmt.Sprintf(`data-lines="%d"`, lines)); got != folds {
			t.Errorf("of three listings of %d lines %d fold, want %d", lines, got, folds)
		}
	}
}

func TestPredictions(t *testing.T) {
	const start = `<section class="predict" id="predict-1" data-guess="%s" aria-labelledby="predict-1-title">` +
		`<div class="callout try">
<p class="callout-title" id="predict-1-title"><span class="predict-kind">Predict</span> Which?</p>
`
	for _, tc := range []struct{ name, markdown, want string }{
		{"options", "> [!PREDICT] Which?\n> Look.\n>\n> - a\n> - b\n>\n> After.", fmt.Sprintf(start, "option") +
			"<p>Look.</p>\n<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n</div>\n<div " +
			"class=\"revealed\">\n<p>After.</p>\n</div>\n</section>"},
		{"number", "> [!PREDICT] Which?\n> After.\n>\n> ```go cell=Dice\n> ```", fmt.Sprintf(start, "number") +
			"</div>\n<div class=\"revealed\">\n<p>After.</p>\n<section class=\"cell\" id=\"cell-Dice\""},
		{"a list in what is revealed", "> [!PREDICT] Which?\n> ```go cell=Dice\n> ```\n>\n> - x\n> - y",
			fmt.Sprintf(start, "number") +
				"</div>\n<div class=\"revealed\">\n<section class=\"cell\""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if html := page(t, load(t, front+tc.markdown), nil); !strings.Contains(html, tc.want) {
				t.Errorf("the page lacks %q:\n%s", tc.want, html[strings.Index(html, "</header>\n<"):])
			}
		})
	}
}

func TestMistakesInGuidedMode(t *testing.T) {
	for _, tc := range []struct{ name, markdown, want string }{
		{"one option", front + "> [!PREDICT] Which?\n> - a\n>\n> After.",
			`dice.md:7: the prediction "Which?" needs at least two options`},
		{"nothing after", front + "> [!PREDICT] Which?\n> - a\n> - b",
			`dice.md:7: the prediction "Which?" has nothing to show`},
		{"fold", front + "```go source=Dice fold=many\n```", "dice.md:7: fold=many should be a number of lines"},
		{"fold of nothing", front + "```go source=Dice fold=0\n```", "dice.md:7: fold=0 should be a number of lines"},
		{"fold of a cell", front + "```go cell=Dice fold=9\n```", "dice.md:7: a block ```go cell has no setting \"fold\""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if _, err := Load(config(tc.markdown)); err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want one with %q", err, tc.want)
			}
		})
	}
}
