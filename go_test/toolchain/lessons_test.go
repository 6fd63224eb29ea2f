package toolchain

import (
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
	for _, slug := range lessons.Slugs() {
		want := course.Built(t, srv.URL, slug, wire.BuildRequest{})
		got := buildIn(p, slug, nil, 100_000)
		sum := sha256.Sum256(want)
		if got.Size == 0 || got.Hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: the browser made %d bytes, the server %d others: %s %v",
				slug, got.Size, len(want), got.Problem, got.Diagnostics)
		}
		t.Logf("%s: %d bytes in %d ms", slug, got.Size, got.Took)
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
	tried := 0
	for _, slug := range lessons.Slugs() {
		var edits []build.Edit
		var names []string
		list := course.Examples(t, slug)
		for _, ex := range list {
			edits = append(edits, build.Edit{Declaration: ex.Name, Text: ex.Body, Cell: true})
			names = append(names, ex.Name)
		}
		if len(list) == 0 {
			continue
		}
		sum := sha256.Sum256(course.Built(t, srv.URL, slug, wire.BuildRequest{Edits: edits}))
		got := buildIn(p, slug, edits, 100_000)
		if got.Size == 0 || got.Hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: the builders' examples differ: %s %v", slug, got.Problem, got.Diagnostics)
			continue
		}
		for i, text := range browser.Eval[[]string](p, "printed(%s)", names) {
			if tried++; strings.TrimSpace(text) != strings.TrimSpace(list[i].Output) {
				t.Errorf("%s: %s prints\n%s\nwant\n%s", slug, names[i], text, list[i].Output)
			}
		}
	}
	if tried < 30 {
		t.Errorf("only %d examples were tried", tried)
	}
}
