package running

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
	"abacus/server/build"
	cells "abacus/server/build/program"
)

// Every cell of every lesson, as it ships, shows in the browser what it shows
// on the server: each lesson is built as one program, which runs behind the
// same wall as a reader's.
func TestCellsShowTheSameInTheBrowser(t *testing.T) {
	need.Time(t, "builds every lesson")
	browser.Need(t) // skips before anything is built
	b := course.NewBuilder(t)
	tab := course.NewBench(t, "<main><h1>bench</h1></main>")
	p := tab.Open(t)
	p.Patience = 5 * time.Minute
	browser.Eval[any](p, `{ window.runner = createRunner({ timeout: 120_000 }); 0 }`)
	compared := 0
	for _, l := range lessons.All() {
		p.Sub(l.Slug, func(t *testing.T) {
			all := l.WithChecks()
			names := slices.Sorted(maps.Keys(all))
			r, err := b.Build(t.Context(), build.Request{Lesson: l.Slug, Cells: names})
			if err != nil || r.Program == nil {
				t.Fatalf("not built: %v %+v", err, r.Diagnostics)
			}
			tab.Wasm[l.Slug] = r.Program.Plain
			failure := browser.Eval[string](p, `(async () => (await runner.load(await program(%s))).failure?.message ?? "")()`, l.Slug)
			if failure != "" {
				t.Fatal(failure)
			}
			for _, name := range names {
				compared++
				text := browser.Eval[string](p, `(async () => { const { output, failure } = await runner.call(%s, {}, true); return failure?.message ?? JSON.stringify(output); })()`, name)
				var got cells.Outcome
				if err := json.Unmarshal([]byte(text), &got); err != nil {
					t.Errorf("%s: %.500s", name, text)
					continue
				}
				want := cells.Outcome{Output: notebook.Run(all[name], notebook.Options{AllFrames: true})}
				if want.Timed { // what it measures is different each time
					if !got.Timed || !slices.Equal(kinds(got.Events), kinds(want.Events)) {
						t.Errorf("%s shows %v, want %v", name, kinds(got.Events), kinds(want.Events))
					}
					continue
				}
				if difference := notebooktest.Differ(string(cells.Encode(got)), string(cells.Encode(want))); difference != "" {
					t.Errorf("%s: %s", name, difference)
				}
			}
		})
	}
	if compared < 80 {
		t.Errorf("only %d cells were compared", compared)
	}
	t.Logf("%d cells compared", compared)
}

// kinds returns the kinds of a cell's outputs.
func kinds(events []notebook.Event) []notebook.Kind {
	var list []notebook.Kind
	for _, e := range events {
		list = append(list, e.Kind)
	}
	return list
}
