package running

import (
	"encoding/json"
	"maps"
	"slices"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/lessons/entropy"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/notebooktest"
	"abacus/server/build"
	cells "abacus/server/build/program"
)

// Behind the wall of the page, cells show what they show on the server: here one
// with text and one with a figure. Package build tests without a browser that all
// cells of all lessons compute the same as WebAssembly.
func TestCellsShowTheSameInTheBrowser(t *testing.T) {
	t.Parallel()
	browser.Need(t) // skips before anything is built
	shipped := map[string]func(*notebook.Cell){"BinaryCurve": entropy.BinaryCurve, "NatsAndBits": entropy.NatsAndBits}
	names := slices.Sorted(maps.Keys(shipped))
	r, err := course.NewBuilder(t).Build(t.Context(), build.Request{Lesson: "entropy", Cells: names})
	if err != nil || r.Program == nil {
		t.Fatalf("the program does not build: %v %+v", err, r.Diagnostics)
	}
	tab := course.NewBench(t, "<main><h1>bench</h1></main>")
	tab.Wasm["entropy"] = r.Program.Plain
	p := tab.Open(t)
	failure := browser.Eval[string](p, `(async () => {
		window.runner = createRunner({ timeout: 120_000 });
		return (await runner.load(await program("entropy"))).failure?.message ?? "";
	})()`)
	if failure != "" {
		t.Fatal(failure)
	}
	for _, name := range names {
		text := browser.Eval[string](p, `(async () => {
			const { output, failure } = await runner.call(%s, {}, true);
			return failure?.message ?? JSON.stringify(output);
		})()`, name)
		var got cells.Outcome
		if err := json.Unmarshal([]byte(text), &got); err != nil {
			t.Errorf("%s: %.500s", name, text)
			continue
		}
		want := cells.Outcome{Output: notebook.Run(shipped[name], notebook.Options{AllFrames: true})}
		if difference := notebooktest.Differ(string(cells.Encode(got)), string(cells.Encode(want))); difference != "" {
			t.Errorf("%s: %s", name, difference)
		}
	}
}
