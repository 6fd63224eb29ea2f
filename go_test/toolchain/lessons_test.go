package toolchain

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/lessons"
	"abacus/server/build"
	"abacus/server/wire"
)

// openBuilder makes a second builder in the page, for tests of the compiler alone.
func openBuilder(p *browser.Page) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => {
		const main = document.querySelector("script[src$='/js/main.js']").src;
		const { BrowserBuilder } = await import(new URL("program/toolchain/builder.js", main).href);
		const { page } = await import(main);
		const { lesson } = document.querySelector(".lesson").dataset;
		window.builder = new BrowserBuilder(page.api, "/kit/", lesson, () => {});
		await builder.open();
		window.build = async (lesson, edits, deadline, cells = []) => {
			const { signal } = new AbortController();
			const { wasm, diagnostics, problem, tookMs } = await builder.build({ lesson, edits, cells }, signal, deadline);
			window.program = wasm?.slice(0);
			const hash = wasm ? await crypto.subtle.digest("SHA-256", wasm) : new ArrayBuffer(0);
			return {
				size: wasm?.byteLength ?? 0,
				hash: [...new Uint8Array(hash)].map((b) => b.toString(16).padStart(2, "0")).join(""),
				diagnostics: diagnostics ?? [], problem: problem ?? "", took: tookMs,
			};
		};
	})()`)
}

// built is the result of a build in the page.
type built struct {
	Size        int
	Hash        string
	Diagnostics []build.Diagnostic
	Problem     string
	Took        int
}

func buildIn(p *browser.Page, lesson string, edits []build.Edit, deadline int) built {
	p.T.Helper()
	return browser.Eval[built](p, "build(%s, %s, %s)", lesson, edits, deadline)
}

// task is what both builders build.
type task struct {
	lesson string
	edits  []build.Edit
}

// onServer is what the server makes of a task: a program with this hash, or mistakes.
type onServer struct {
	hash     string
	mistakes []build.Diagnostic
	err      error
}

// serverBuilds returns what the server makes of the tasks, in order. It builds while the
// browser does, as each of them leaves a processor idle.
func serverBuilds(ctx context.Context, origin string, tasks []task) <-chan onServer {
	made := make(chan onServer, len(tasks))
	go func() {
		for _, task := range tasks {
			program, mistakes, err := course.Build(ctx, origin, task.lesson, wire.BuildRequest{Edits: task.edits})
			sum := sha256.Sum256(program)
			made <- onServer{hex.EncodeToString(sum[:]), mistakes, err}
		}
	}()
	return made
}

// nextFrom returns the next result.
func nextFrom(t *testing.T, made <-chan onServer) onServer {
	t.Helper()
	next := <-made
	if next.err != nil {
		t.Fatal(next.err)
	}
	return next
}

// TestTheCompilerInTheBrowser uses one page for all tests of the compiler alone:
// starting the compiler takes longer than most builds.
func TestTheCompilerInTheBrowser(t *testing.T) {
	t.Parallel()
	srv := course.NewKitServer(t, nil)
	p := srv.Visit(t, "entropy", false)
	openBuilder(p)
	p.Sub("both builders make the same", func(t *testing.T) { bothBuildersMakeTheSame(t, srv, p) })
	p.Sub("examples", func(t *testing.T) { examplesRun(t, srv, p) })
	p.Sub("cells of readers", func(t *testing.T) { readersCells(t, srv, p) })
	p.Sub("hostile sources", func(t *testing.T) { hostileSources(t, p) })
}

// bothBuildersMakeTheSame builds all cells of each lesson on the server and in the
// browser. The programs are the same byte for byte, so their cells show the same.
func bothBuildersMakeTheSame(t *testing.T, srv *course.KitServer, p *browser.Page) {
	t.Helper()
	var tasks []task
	for _, slug := range lessons.Slugs() {
		tasks = append(tasks, task{lesson: slug})
	}
	made := serverBuilds(t.Context(), srv.URL, tasks)
	for _, task := range tasks {
		got := buildIn(p, task.lesson, nil, 100_000)
		if want := nextFrom(t, made); got.Size == 0 || got.Hash != want.hash {
			t.Errorf("%s: the browser made %d bytes, the server others: %s %v %v",
				task.lesson, got.Size, got.Problem, got.Diagnostics, want.mistakes)
		}
		t.Logf("%s: %d bytes in %d ms", task.lesson, got.Size, got.Took)
	}
}

// examplesRun builds the examples of each lesson, as the page shows them, with both
// builders. They make the same program, which prints what go test has tested.
func examplesRun(t *testing.T, srv *course.KitServer, p *browser.Page) {
	t.Helper()
	browser.Eval[any](p, `(async () => {
		const { page } = await import(document.querySelector("script[src$='/js/main.js']").src);
		const runner = page.newRunner({ timeout: 100_000 });
		window.printed = async (cells) => {
			await runner.load(program);
			const texts = [];
			for (const cell of cells) {
				const { text, failure } = await runner.call(cell, {});
				texts.push(text + (failure?.message ?? ""));
			}
			return texts;
		};
	})()`)
	var tasks []task
	for _, slug := range lessons.Slugs() {
		var edits []build.Edit
		for _, ex := range course.Examples(t, slug) {
			edits = append(edits, build.Edit{Declaration: ex.Name, Text: ex.Body, Cell: true})
		}
		if len(edits) > 0 {
			tasks = append(tasks, task{slug, edits})
		}
	}
	made, tried := serverBuilds(t.Context(), srv.URL, tasks), 0
	for _, task := range tasks {
		got := buildIn(p, task.lesson, task.edits, 100_000)
		if want := nextFrom(t, made); got.Size == 0 || got.Hash != want.hash {
			t.Errorf("%s: the builders' examples differ: %s %v %v",
				task.lesson, got.Problem, got.Diagnostics, want.mistakes)
			continue
		}
		tried += examplesPrint(t, p, task)
	}
	if tried < 30 {
		t.Errorf("only %d examples were tried", tried)
	}
}

// examplesPrint runs the examples of the program that was built last and returns how
// many there are.
func examplesPrint(t *testing.T, p *browser.Page, built task) int {
	t.Helper()
	var names []string
	for _, edit := range built.edits {
		names = append(names, edit.Declaration)
	}
	list := course.Examples(t, built.lesson)
	for i, text := range browser.Eval[[]string](p, "printed(%s)", names) {
		if strings.TrimSpace(text) != strings.TrimSpace(list[i].Output) {
			t.Errorf("%s: %s prints\n%s\nwant\n%s", built.lesson, names[i], text, list[i].Output)
		}
	}
	return len(list)
}
