package editing

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// share presses Share and returns the link that it copies, without the origin.
func share(p *browser.Page) string {
	p.T.Helper()
	return course.SharedLink(p, func() {
		course.OnBench(p, "Share")
		p.Wait("the page to say so", browser.BenchSays+`.includes("copied")`)
	})
}

func TestEditsAreSharedByLink(t *testing.T) {
	t.Parallel()
	url := course.Workshop(t).URL
	author := browser.NewPage(t, url)
	author.Open(course.WorkshopPage)
	author.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	link := share(author)
	if !strings.HasPrefix(link, course.WorkshopPage+"#edits=") || len(link) > 1000 {
		t.Errorf("the link is %s", link)
	}
	author.Edit(course.Surprise, "return 3 *", "return 5 *")
	own := written(author, course.Surprise)

	t.Run("a reader without edits", func(t *testing.T) {
		p := browser.NewPage(t, url)
		p.Open(link)
		p.Wait("the offer", course.Offered+` === "This link contains 1 change: Surprise."`)
		if got := browser.Eval[string](p, course.CoinSurprise); got != "2.0000" {
			t.Errorf("before the reader decides, the coin's surprise is %s", got)
		}
		course.OnBench(p, "What it changes")
		if got := p.Text(".offer .changes"); !strings.Contains(got, "+ \treturn 3 * math.Log2(1 / p)") {
			t.Errorf("the link's changes are shown as %s", got)
		}
		course.OnBench(p, "Use it")
		p.Wait("the program", course.CoinSurprise+` === "6.0000"`)
		if got := browser.Eval[string](p, "location.hash"); got != "" {
			t.Errorf("the address still ends with %s", got)
		}
		p.Open(course.WorkshopPage)
		p.Wait("the edit to be kept", course.CoinSurprise+` === "6.0000"`)
	})
	t.Run("a reader who does not want them", func(t *testing.T) {
		p := browser.NewPage(t, url)
		p.Open(link)
		course.OnBench(p, "Ignore it")
		if kept := browser.Eval[string](p, "JSON.stringify(localStorage) + location.hash"); kept != "{}" {
			t.Errorf("the storage and the address still hold %s", kept)
		}
	})
	t.Run("a reader with edits of their own", func(t *testing.T) {
		p := author
		p.Visiting(link)
		browser.Eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
		p.Wait("the offer", course.Offered+`.includes("You have changed Surprise yourself")`)
		if got := written(p, course.Surprise); got != own {
			t.Errorf("following the link changed the reader's own edit to\n%s", got)
		}
		course.OnBench(p, "Keep mine")
		p.Wait("the offer to go", `!document.querySelector(".offer > p")`)
		if got := written(p, course.Surprise); got != own {
			t.Errorf("Keep mine changed the reader's own edit to\n%s", got)
		}
		browser.Eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
		course.OnBench(p, "Use it")
		p.Wait("the link's program", course.CoinSurprise+` === "6.0000"`)
		course.OnBench(p, "Restore mine")
		p.Wait("the reader's program", course.CoinSurprise+` === "10.0000"`)
	})
	t.Run("where there is no clipboard", func(t *testing.T) {
		p := author
		browser.Eval[any](p, "navigator.clipboard.writeText = async () => { throw new Error('no'); }")
		course.OnBench(p, "Share")
		p.Wait("the link to copy", `document.querySelector(".bench input")?.value.includes("#edits=")`)
		if !browser.Eval[bool](p, `(i => i.selectionEnd - i.selectionStart === i.value.length)(
			document.querySelector(".bench input"))`) {
			t.Error("the link is not selected")
		}
	})
}

func TestLinksThatHoldNoEdits(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	own := written(p, course.Surprise)
	storage := browser.Eval[string](p, "JSON.stringify(localStorage)")
	// packed encodes a JavaScript value as a link does.
	packed := func(value string) string {
		return browser.Eval[string](p, `(async () => {
			const json = new Blob([JSON.stringify(`+value+`)]);
			const stream = json.stream().pipeThrough(new CompressionStream("deflate-raw"));
			const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
			const text = btoa(Array.from(bytes, b => String.fromCharCode(b)).join(""));
			return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
		})()`)
	}
	const damaged, nothing, long = "is damaged", "does not contain changes to a lesson", "too long"
	for _, tt := range []struct{ name, part, says string }{
		{"nothing", "", damaged},
		{"not base64", "%%%", damaged},
		{"not compressed", "aGVsbG8gd29ybGQ", damaged},
		{"cut", packed(`{Surprise: "x".repeat(100) + "yz"}`)[:12], damaged},
		{"not an object", packed(`["Surprise"]`), nothing},
		{"no texts", packed(`{Surprise: 7}`), nothing},
		{"null", packed(`null`), nothing},
		{"empty", packed(`{}`), nothing},
		{"a path for a name", packed(`{"../../etc/passwd": "x"}`), nothing},
		{"markup for a name", packed(`{"<img src=x onerror=alert(1)>": "x"}`), nothing},
		{"the prototype", packed(`JSON.parse('{"__proto__": "x"}')`), "does not have"},
		{"another page's", packed(`{Elsewhere: "func Elsewhere() {}"}`), "does not have"},
		{"unfolding to 50 MB", packed(`{Surprise: "x".repeat(5e7)}`), long},
		{"as long as a book", strings.Repeat("A", 70_000), long},
		{"300 edits", packed(`Object.fromEntries(Array.from({length: 300}, (_, i) => ["F" + i, "x"]))`), nothing},
	} {
		p.Sub(tt.name, func(t *testing.T) {
			browser.Eval[any](p, "location.hash = %s", "edits="+tt.part)
			p.Wait("a plain message", browser.BenchSays+".includes(%s) && location.hash === ''", tt.says)
			if got := written(p, course.Surprise); got != own {
				t.Errorf("the link changed the reader's own edit to\n%s", got)
			}
			if got := browser.Eval[string](p, "JSON.stringify(localStorage)"); got != storage {
				t.Errorf("the link changed the storage to %s", got)
			}
		})
	}
	p.Sub("markup for a text", func(t *testing.T) {
		part := packed(`{Surprise: "</pre><img src=x onerror='document.title = 666'>"}`)
		browser.Eval[any](p, "location.hash = %s", "edits="+part)
		course.OnBench(p, "What it changes")
		course.OnBench(p, "Use it")
		p.Wait("the text, and nothing else",
			"document.querySelector(%s).textContent.includes('<img') && document.title !== '666'",
			course.Surprise+" .cm-content")
		if n := browser.Eval[int](p, "document.querySelectorAll(%s).length", course.Surprise+" img, .offer img"); n > 0 {
			t.Error("the text is treated as markup")
		}
	})
}

// Editors, messages, changes and a link's offer, all at once.
func TestTheWorkshopIsAccessible(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	link := share(p)
	p.Edit(course.Surprise, "return 3", "unused := 1; return 3")
	p.Run(course.Surprise)
	p.Wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.InBar(course.Surprise, "Changes")
	browser.Eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
	course.OnBench(p, "What it changes")
	p.Accessible(course.Surprise, ".bench", ".cell .outputs")
}

// A page's edits may be longer than a link should be.
func TestSharingABook(t *testing.T) {
	t.Parallel()
	p := course.VisitWorkshop(t)
	p.Edit(course.Surprise, "return math.Log2(", "return 3 * math.Log2(")
	browser.Eval[any](p, `{
		const key = Object.keys(localStorage).find(k => k.includes("entropy"));
		const letter = () => "0123456789abcdefghijklmnopqrstuvwxyz"[Math.floor(Math.random() * 36)];
		const noise = Array.from({ length: 90000 }, letter).join("");
		localStorage.setItem(key, localStorage.getItem(key).replace("return 3", "// " + noise + "\\n\\treturn 3"));
	}`)
	p.Open(course.WorkshopPage)
	course.OnBench(p, "Share")
	p.Wait("a plain message", browser.BenchSays+`.includes("too long for a link")`)
}

// Both texts can be restored from their differences, of which there are as few as
// possible.
func TestLineDifferences(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, course.WorkshopPage)
	p.Import("diff", "editor/diff.js")
	for _, tt := range []struct {
		before, after string
		want          string // the marks
	}{
		{"a\nb\nc", "a\nb\nc", "   "},
		{"a\nb\nc", "a\nx\nc", " -+ "},
		{"a\nb", "b\nc", "- +"},
		{"a", "", "-+"},
		{"x\na\nb\nc", "a\ny\nb\nc\nz", "- +  +"},
		{"a\na\na", "a\na", "  -"},
	} {
		got := browser.Eval[string](p, "diff.lineDiff(%s, %s).map(l => l.mark).join('')", tt.before, tt.after)
		if got != tt.want {
			t.Errorf("from %q to %q: %q, want %q", tt.before, tt.after, got, tt.want)
		}
	}
	if wrong := browser.Eval[string](p, `(() => {
		let seed = 7;
		const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
		const text = () => Array.from({ length: random(12) }, () => "ab {\t"[random(5)]).join(random(2) ? "\n" : "");
		for (let i = 0; i < 2000; i++) {
			const [a, b] = [text(), text()];
			const lines = diff.lineDiff(a, b);
			const side = (mark) => lines.filter(l => l.mark !== mark).map(l => l.text).join("\n");
			if (side("+") !== a || side("-") !== b) return JSON.stringify([a, b, lines]);
			let made = a;
			for (const r of diff.replacements(a, b).reverse()) {
				made = made.slice(0, r.from) + r.insert + made.slice(r.to);
			}
			if (made !== b) return JSON.stringify([a, b, made]);
		}
		return "";
	})()`); wrong != "" {
		t.Errorf("the texts are not restored: %s", wrong)
	}
	before, after := strings.Repeat("a\n", 5000), strings.Repeat("b\n", 5000)
	if lines, want := browser.Eval[int](p, `diff.lineDiff(%s, %s).length`, before, after), 10001; lines != want {
		t.Errorf("the difference of two long texts has %d lines, want %d", lines, want)
	}
}
