package web_test

import (
	"slices"
	"strings"
	"testing"

	"abacus/web/format"
)

// What a lesson promises, one of its exercises assesses.
func TestGoalsAreAssessed(t *testing.T) {
	for _, l := range withOwn(t, nil).Lessons {
		t.Run(l.Slug, func(t *testing.T) {
			var assessed []int
			for _, e := range l.Exercises {
				if len(e.Work.Goals) == 0 {
					t.Errorf("the exercise %s names no goal", e.Name)
				}
				assessed = append(assessed, e.Work.Goals...)
			}
			for i, goal := range l.Meta.Goals {
				if !slices.Contains(assessed, i+1) {
					t.Errorf("no exercise assesses goal %d: %s", i+1, goal)
				}
			}
		})
	}
}

// A question of the course stands in its lesson's package, where downloads find it.
func TestQuestionsOfTheCourseAreGo(t *testing.T) {
	for _, l := range withOwn(t, nil).Lessons {
		for _, e := range l.Exercises {
			if q, ok := e.Work.Block.(*format.Question); ok && q.Asked != nil {
				t.Errorf("%s.md:%d: write the question %s in lessons/%s", l.Slug, e.Work.Line, e.Name, l.Slug)
			}
		}
	}
}

func TestReadingTimeCountsExercises(t *testing.T) {
	const question = "> [!EXERCISE] A\n> ```choice exercise=A goal=1\n> [x] a\n> [ ] b\n> ```\n"
	const code = "> [!EXERCISE] B\n> ```go exercise=Inc\n> func Inc(x int) int { return 0 }\n> ```\n>\n> ```go check\n> " +
		"Inc(1)\n> ```\n>\n> ```go solution\n> func Inc(x int) int { return x + 1 }\n> ```\n"
	c := withOwn(t, map[string]string{
		"short.md": ownTop + "Text.\n\n" + question, "long.md": ownTop + "Text.\n\n" + question + "\n" + code,
	})
	for slug, want := range map[string]int{"short": 1, "long": 4} {
		if l, err := c.Lesson(slug); err != nil || l.Minutes != want {
			t.Errorf("%s: %d minutes (%v), want %d; %v", slug, l.Minutes, err, want, l.Broken)
		}
	}
	p, err := c.LessonPage("short", nil, nil)
	if err != nil || !strings.Contains(string(p.HTML), "· 1 minute<") {
		t.Errorf("the page does not say that it takes 1 minute (%v)", err)
	}
}
