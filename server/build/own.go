package build

import (
	"context"

	"abacus/server/build/source"
)

// SetOwn replaces the lessons that stand outside the module. Programs of
// the previous ones stay in the cache like all others.
func (b *Builder) SetOwn(lessons []source.Own) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.own = lessons
	if p := b.ready.Load(); p != nil {
		b.ready.Store(p.with(lessons))
	}
}

// CheckOwn compiles a whole lesson from outside the module and returns its
// mistakes. Errors are those of Build.
func (b *Builder) CheckOwn(ctx context.Context, slug string) ([]Diagnostic, error) {
	p, err := b.Prepared()
	if err != nil {
		return nil, err
	}
	if wrong := p.course.Wrong(slug); len(wrong) > 0 {
		return wrong, nil
	}
	r, err := b.Build(ctx, Request{Lesson: slug})
	return r.Diagnostics, err
}
