package programs

import (
	"context"
	"errors"
	"strings"
	"time"

	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/web"
)

// ownPatience is how long compiling own lessons may delay a reload.
const ownPatience = 30 * time.Second

// CompileOwn gives the Go of own lessons to the builder and marks those that do not
// compile as broken. Until the builder is ready, they are assumed to compile.
func (p *Room) CompileOwn(course *web.Course) {
	if p.Builder == nil {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), ownPatience)
	defer cancel()
	var own []source.Own
	for _, l := range course.Lessons {
		if pkg := l.Go(); pkg != nil {
			own = append(own, source.Own{Slug: l.Slug, Texts: pkg.Texts})
		}
	}
	p.Builder.SetOwn(own)
	for _, l := range course.Lessons {
		if l.Go() == nil {
			continue
		}
		wrong, err := p.Builder.CheckOwn(ctx, l.Slug)
		if err != nil && !errors.Is(err, build.ErrPreparing) && !errors.Is(err, build.ErrUnavailable) {
			p.Log.Warn("an own lesson was not compiled", "lesson", l.Slug, "because", err)
		}
		l.Break(placed(l, wrong))
	}
}

// placed maps the compiler's messages to lines of the lesson's file.
func placed(l *web.Lesson, wrong []build.Diagnostic) web.Problems {
	var problems web.Problems
	for _, d := range wrong {
		text := d.Message
		if d.Declaration != "" && !strings.HasPrefix(d.Declaration, "text-") {
			text = d.Declaration + ": " + text
		}
		problems = append(problems, l.Problem(l.Go().Line(d.Declaration, d.Line), "%s", text))
	}
	return problems
}
