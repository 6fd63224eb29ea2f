package editing

import (
	"math"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// Nothing on the page moves when editors replace listings.
func TestEditorLiesExactlyOnTheListing(t *testing.T) {
	t.Parallel()
	for _, width := range []int64{browser.Wide, browser.Narrow} {
		p := editorPage(t, course.CoinPage)
		p.Width(width)
		browser.Eval[any](p, `{
			document.querySelectorAll("details").forEach(d => d.open = true);
			document.querySelectorAll(".unfold").forEach(b => (b.click(), b.remove()));
			0 }`)
		type measure struct {
			Worst  float64 // greatest difference between an editor and its listing, in pixels
			Which  string
			Count  int
			Height float64 // growth of the page, in pixels
		}
		got := browser.Eval[measure](p, `(async () => {
			const height = document.documentElement.scrollHeight;
			const pres = [...document.querySelectorAll(".listing > pre:first-child")];
			const place = (e) => {
				const b = e.getBoundingClientRect();
				return [b.x, b.y + scrollY, b.width, b.height];
			};
			const before = pres.map(place);
			for (const pre of pres) await editors.mountEditor(pre, { language: "go" });
			// Until the editors have measured themselves: for five frames nothing moves.
			for (let calm = 0, last = ""; calm < 5;) {
				await new Promise(requestAnimationFrame);
				const now = String(pres.map(pre => place(pre.nextElementSibling)));
				calm = now === last ? calm + 1 : 0;
				last = now;
			}
			let worst = 0, which = "";
			pres.forEach((pre, i) => {
				place(pre.nextElementSibling).forEach((v, j) => {
					if (Math.abs(v - before[i][j]) <= worst) return;
					worst = Math.abs(v - before[i][j]);
					which = i + " " + "xywh"[j] + " " + before[i][j] + " " + v;
				});
			});
			return { worst, which, count: pres.length, height: document.documentElement.scrollHeight - height };
		})()`)
		if got.Count < 5 || got.Worst > 0.5 || math.Abs(got.Height) > 1 {
			t.Errorf("%d wide: the editors differ from their listings: %+v", width, got)
		}
		t.Logf("%d wide: %d listings, off by at most %.3f px", width, got.Count, got.Worst)
	}
}

// An editor has the colours and the type of its listing in both themes, and the
// security policy permits CodeMirror's style sheet.
func TestEditorLooksLikeTheListing(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	const colours = `((root) => Object.fromEntries(["func", "return", "float64", "len"].map(word => {
		const walk = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
		for (let n; n = walk.nextNode();) {
			if (n.data.trim() === word) return [word, getComputedStyle(n.parentElement).color];
		}
		return [word, ""];
	}).filter(([, c]) => c)))`
	for _, theme := range []string{"light", "dark"} {
		p.Media("", theme)
		before := browser.Eval[map[string]string](p, colours+`(document.querySelector(%s))`, listing)
		edit(p, listing, goOptions)
		const edited = colours + `(document.querySelector(".cm-content"))`
		// CodeMirror parses when idle.
		p.Wait("all words have their colour", `Object.keys(`+edited+`).length >= %s`, len(before))
		after := browser.Eval[map[string]string](p, edited)
		if len(before) < 2 {
			t.Fatalf("the listing has too few words to compare: %v", before)
		}
		for word, colour := range before {
			if after[word] != colour {
				t.Errorf("%s: %s is %s in the listing and %s in the editor", theme, word, colour, after[word])
			}
		}
		got := browser.Eval[string](p, `getComputedStyle(document.querySelector(".cm-line")).whiteSpace`)
		if !strings.HasPrefix(got, "pre") && got != "break-spaces" {
			t.Errorf("the editor's own style sheet is missing: white-space is %s", got)
		}
		const added = `document.querySelectorAll("head style:not(:first-of-type), .cm-editor style").length`
		if n := browser.Eval[int](p, added); n > 0 {
			t.Errorf("%d style elements were added", n)
		}
		browser.Eval[any](p, "editor.destroy()")
	}
	if browser.Eval[bool](p, `document.querySelector(%s).offsetHeight === 0 ||
		document.querySelector(".cm-editor") !== null`, listing) {
		t.Error("the listing is not back")
	}
}

func TestEditorsComeWhenTheyAreNear(t *testing.T) {
	t.Parallel()
	p := editorPage(t, course.CoinPage)
	browser.Eval[any](p, `{
		window.near = [];
		document.querySelectorAll(".listing").forEach((l, i) => editors.whenNear(l, () => near.push(i)));
		0 }`)
	p.At(listing)
	p.Wait("the first listing", "near.length > 0")
	all := browser.Eval[int](p, `document.querySelectorAll(".listing").length`)
	if n := browser.Eval[int](p, "near.length"); n >= all {
		t.Errorf("all %d listings are near the first", n)
	}
	const last = `[...document.querySelectorAll(".listing")].findLastIndex(l => l.checkVisibility())`
	browser.Eval[any](p, `document.querySelectorAll(".listing")[`+last+`].scrollIntoView({ behavior: "instant" })`)
	p.Wait("the last listing", `near.includes(`+last+`)`)
	loaded := browser.Eval[bool](p, `performance.getEntriesByType("resource")
		.some(r => r.name.includes("third_party/editor.js"))`)
	if loaded {
		t.Error("the editor was loaded although nothing needs it")
	}
}
