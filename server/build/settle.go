package build

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"abacus/server/build/source"
	"abacus/server/fair"
)

// Settle builds the cells of a reader's that are among the edits of a lesson, to find
// out what only the compiler knows. It returns the edits, in which cells show only what
// has a value, and the cells that do not compile, or that need one of those. Where there
// is no compiler, cells show what by its syntax may have a value, and where the lesson's
// own declarations do not compile with the edits, cells are not blamed for it. Errors
// are those of BuildFor, and ErrUndecided.
//
// The compiler reports a few mistakes at a time, so there are at most as many builds as
// cells.
func (b *Builder) Settle(
	ctx context.Context, c fair.Client, lesson string, edits []Edit,
) (settled []Edit, broken map[string]bool, err error) {
	settled, broken = slices.Clone(edits), map[string]bool{}
	for {
		sound := slices.DeleteFunc(slices.Clone(settled), func(e Edit) bool { return broken[e.Declaration] })
		if !slices.ContainsFunc(sound, func(e Edit) bool { return e.Cell }) {
			return settled, broken, nil
		}
		result, err := b.BuildFor(ctx, c, Queued, Request{Lesson: lesson, Edits: sound})
		switch {
		case errors.Is(err, ErrUnavailable):
			return settled, broken, nil
		case err != nil:
			return nil, nil, err
		case result.Undecided:
			return nil, nil, fmt.Errorf("%w: %s", ErrUndecided, result.Diagnostics[0].Message)
		}
		for i, e := range settled {
			settled[i].Shows = e.Shows && !slices.Contains(result.NoValue, e.Declaration)
		}
		if !blame(sound, result.Diagnostics, broken) { // they compile, or the lesson's declarations do not
			return settled, broken, nil
		}
		source.AddDependents(settled, broken)
	}
}

// blame adds the cells that diagnostics are about, and reports whether there are any.
func blame(edits []Edit, wrong []Diagnostic, broken map[string]bool) (any bool) {
	for _, d := range wrong {
		if slices.ContainsFunc(edits, func(e Edit) bool { return e.Cell && e.Declaration == d.Declaration }) {
			broken[d.Declaration], any = true, true
		}
	}
	return any
}
