package web

import (
	"maps"
	"strings"
	"testing"

	"abacus/web/format"
)

// FuzzMarkdown feeds the parser and the renderer what a lesson's author may
// slip into. Nothing of it may panic, or come out as markup of its own.
func FuzzMarkdown(f *testing.F) {
	for _, s := range []string{
		"$x$ $$ $ \\$ $5", "$$\nx\n$$ y", "> [!NOTE] *a* `b`\n> c", "> [!\n> x", "{{A.b}} {{ {{.}}",
		"$$", "> $$\n> x", "- $$\n  x\n  $$", "> [!TRY]", "# $a$ {#b}", "|$a$|\n|-|\n|{{A.b}}|", "a\x00b", "$$$$\x00",
		"> [!EXERCISE] a\n> ```number exercise=A\n> b\n> = {{Dice.k}}\n> ```\n> > [!DONE]\n> > c",
		"```go cell=Dice code=show\n```",
		"> [!EXERCISE] a\n> ```sql exercise=A data=shop\n> ```\n> ```sql solution\n> x\n> ```", "```go source=Dice " +
			"fold=1\n```\n```schema data=shop\n```",
		"> [!PREDICT] a\n> - b\n> - c\n>\n> ```go example=ExampleDice\n> ```", "```yaml file=a.yaml\n```\n- ```choice " +
			"exercise=B\n  [x] a\n  [ ] b\n  ```",
	} {
		f.Add(s)
	}
	c, err := Load(config(front))
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, src string) {
		if len(src) > 2000 {
			return
		}
		l := c.newLesson("dice")
		l.cells = maps.Clone(c.Lessons[0].cells)
		l.source, err = ReadSource(c.Source, "dice")
		if err != nil {
			t.Fatal(err)
		}
		l.read([]byte(src))
		newSearchIndex([]*Lesson{l})
		for _, p := range l.problems {
			if p.Line < 0 || p.Line > 1+strings.Count(src, "\n") {
				t.Errorf("a problem on line %d of %d: %v", p.Line, 1+strings.Count(src, "\n"), p)
			}
		}
		l.resolveLinks(c.linked)
		page := &lessonPage{cells: maps.Clone(c.prepare(c.Lessons[0]).cells)}
		r := &pageRenderer{article: &l.article, lesson: l, page: page, styles: styles{}}
		l.page = page
		r.render()
		l.doc.Plain(func(format.Reference) string { return "" })
		for _, part := range page.parts {
			if strings.Contains(strings.ToLower(string(part.html)), "<script") {
				t.Errorf("%q gives %q", src, part.html)
			}
		}
	})
}

func FuzzSearch(f *testing.F) {
	c, err := Load(config(front + "## A b\n\ntext & more\n"))
	if err != nil {
		f.Fatal(err)
	}
	f.Add("text mo")
	f.Add("\xff\x00")
	f.Fuzz(func(t *testing.T, query string) {
		for _, h := range c.Search(query) {
			if strings.Contains(string(h.Excerpt), "& ") {
				t.Errorf("%q: excerpt %q is not escaped", query, h.Excerpt)
			}
		}
	})
}
