package build

import (
	"context"

	"abacus/server/build/source"
)

// SetOwn replaces the lessons that stand outside of the module. Programs of
// the ones before are kept like all others.
func (b *Builder) SetOwn(lessons []source.Own) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.own = lessons
	if p := b.ready.Load(); p != nil {
		b.ready.Store(p.with(lessons))
	}
}

// CheckOwn compiles all of a lesson from outside of the module, and returns
// what is wrong with it. Errors are those of Build.
func (b *Builder) CheckOwn(ctx context.Context, slug string) ([]Diagnostic, error) {
	p, err := b.prepared()
	if err != nil {
		return nil, err
	}
	if wrong := p.course.Wrong(slug); len(wrong) > 0 {
		return wrong, nil
	}
	r, err := b.Build(ctx, Request{Lesson: slug})
	return r.Diagnostics, err
}
