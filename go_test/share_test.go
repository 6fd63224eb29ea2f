package gotest

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// onBench presses a button of the bench.
func (p *page) onBench(name string) {
	p.t.Helper()
	p.wait("the button "+name, "[...document.querySelectorAll('.bench button')].some(b => b.checkVisibility() && b.textContent === %s)", name)
	eval[any](p, "[...document.querySelectorAll('.bench button')].find(b => b.checkVisibility() && b.textContent === %s).click()", name)
}

// share presses Share and returns the link, as it came to the clipboard.
func (p *page) share() string {
	p.t.Helper()
	eval[any](p, "navigator.clipboard.writeText = async (text) => void (window.copied = text)")
	p.onBench("Share")
	p.wait("the page to say so", benchSays+`.includes("copied")`)
	return strings.TrimPrefix(eval[string](p, "copied"), p.origin)
}

const offered = `document.querySelector(".offer > p")?.textContent ?? ""`

func TestEditsAreSharedByLink(t *testing.T) {
	url, b := newWorkshop(t, "go")
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	author := newPage(t, url)
	author.open(workshopPage)
	author.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	link := author.share()
	if !strings.HasPrefix(link, workshopPage+"#edits=") || len(link) > 1000 {
		t.Errorf("the link is %s", link)
	}
	author.edit(surprise, "return 3 *", "return 5 *")
	own := author.written(surprise)

	t.Run("a reader without edits", func(t *testing.T) {
		p := newPage(t, url)
		p.open(link)
		p.wait("the offer", offered+` === "This link brings 1 change: Surprise."`)
		if got := eval[string](p, coinSurprise); got != "2.0000" {
			t.Errorf("before the reader decides the coin's surprise is %s", got)
		}
		p.onBench("What it changes")
		if got := p.text(".offer .changes"); !strings.Contains(got, "+ \treturn 3 * math.Log2(1 / p)") {
			t.Errorf("the link is said to change %s", got)
		}
		p.onBench("Use it")
		p.wait("the program", coinSurprise+` === "6.0000"`)
		if got := eval[string](p, "location.hash"); got != "" {
			t.Errorf("the address still ends with %s", got)
		}
		p.open(workshopPage)
		p.wait("the edit to be kept", coinSurprise+` === "6.0000"`)
	})
	t.Run("a reader who does not want them", func(t *testing.T) {
		p := newPage(t, url)
		p.open(link)
		p.onBench("Leave it")
		if kept := eval[string](p, "JSON.stringify(localStorage) + location.hash"); kept != "{}" {
			t.Errorf("there is left: %s", kept)
		}
	})
	t.Run("a reader with edits of their own", func(t *testing.T) {
		p := author
		p.visiting(link)
		eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
		p.wait("the offer", offered+`.includes("You have changed Surprise yourself")`)
		if got := p.written(surprise); got != own {
			t.Errorf("the reader's own is now\n%s", got)
		}
		p.onBench("Keep mine")
		p.wait("the offer to go", `!document.querySelector(".offer > p")`)
		if got := p.written(surprise); got != own {
			t.Errorf("the reader's own is now\n%s", got)
		}
		eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
		p.onBench("Use it")
		p.wait("the link's program", coinSurprise+` === "6.0000"`)
		p.onBench("Bring mine back")
		p.wait("the reader's program", coinSurprise+` === "10.0000"`)
	})
	t.Run("where there is no clipboard", func(t *testing.T) {
		p := author
		eval[any](p, "navigator.clipboard.writeText = async () => { throw new Error('no'); }")
		p.onBench("Share")
		p.wait("the link to copy", `document.querySelector(".bench input")?.value.includes("#edits=")`)
		if !eval[bool](p, `(() => { const i = document.querySelector(".bench input"); return i.selectionEnd - i.selectionStart === i.value.length; })()`) {
			t.Error("the link is not selected")
		}
	})
}

func TestLinksThatHoldNoEdits(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	own := p.written(surprise)
	storage := eval[string](p, "JSON.stringify(localStorage)")
	// packed makes the part of a link from a JavaScript value.
	packed := func(value string) string {
		return eval[string](p, `(async () => {
			const stream = new Blob([JSON.stringify(`+value+`)]).stream().pipeThrough(new CompressionStream("deflate-raw"));
			const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
			return btoa(Array.from(bytes, b => String.fromCharCode(b)).join("")).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
		})()`)
	}
	const damaged, nothing, long = "is damaged", "not changes of a lesson", "too long"
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
		p.sub(tt.name, func(t *testing.T) {
			eval[any](p, "location.hash = %s", "edits="+tt.part)
			p.wait("a plain message", benchSays+".includes(%s) && location.hash === ''", tt.says)
			if got := p.written(surprise); got != own {
				t.Errorf("the reader's own is now\n%s", got)
			}
			if got := eval[string](p, "JSON.stringify(localStorage)"); got != storage {
				t.Errorf("the storage holds %s", got)
			}
		})
	}
	p.sub("markup for a text", func(t *testing.T) {
		eval[any](p, "location.hash = %s", "edits="+packed(`{Surprise: "</pre><img src=x onerror='document.title = 666'>"}`))
		p.onBench("What it changes")
		p.onBench("Use it")
		p.wait("the text, and nothing else", "document.querySelector(%s).textContent.includes('<img') && document.title !== '666'", surprise+" .cm-content")
		if n := eval[int](p, "document.querySelectorAll(%s).length", surprise+" img, .offer img"); n > 0 {
			t.Error("the text is markup")
		}
	})
}

// Editors, messages, changes and a link's offer, all at once.
func TestTheWorkshopIsAccessible(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.patience = 4 * patience
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	link := p.share()
	p.edit(surprise, "return 3", "unused := 1; return 3")
	p.run(surprise)
	p.wait("the compiler's message", `document.querySelector(".cm-problem")`)
	p.inBar(surprise, "Changes")
	eval[any](p, "location.hash = %s", link[strings.Index(link, "#"):])
	p.onBench("What it changes")
	p.do(chromedp.Evaluate[chromedp.Void](axe))
	for _, v := range p.runAxe(`{}`) {
		t.Error("light: ", v)
	}
	p.media("", "dark")
	for _, v := range p.runAxe(`{ runOnly: ["color-contrast"] }`) {
		t.Error("dark: ", v)
	}
}

// A page's edits may hold more than a link should.
func TestSharingABook(t *testing.T) {
	p := visitWorkshop(t, "go")
	p.edit(surprise, "return math.Log2(", "return 3 * math.Log2(")
	eval[any](p, `{
		const key = Object.keys(localStorage).find(k => k.includes("entropy"));
		const noise = Array.from({ length: 90000 }, () => "0123456789abcdefghijklmnopqrstuvwxyz"[Math.floor(Math.random() * 36)]).join("");
		localStorage.setItem(key, localStorage.getItem(key).replace("return 3", "// " + noise + "\\n\\treturn 3"));
	}`)
	p.open(workshopPage)
	p.onBench("Share")
	p.wait("a plain message", benchSays+`.includes("too long for a link")`)
}

// Line differences put together again give both texts, and are as few as can be.
func TestLineDifferences(t *testing.T) {
	p := visit(t, workshopPage)
	eval[any](p, `(async () => { window.diff = await import(new URL("diff.js", document.querySelector("script[type=module]").src)); })()`)
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
		if got := eval[string](p, "diff.lineDiff(%s, %s).map(l => l.mark).join('')", tt.before, tt.after); got != tt.want {
			t.Errorf("from %q to %q: %q, want %q", tt.before, tt.after, got, tt.want)
		}
	}
	if wrong := eval[string](p, `(() => {
		let seed = 7;
		const random = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
		const text = () => Array.from({ length: random(12) }, () => "ab {\t"[random(5)]).join(random(2) ? "\n" : "");
		for (let i = 0; i < 2000; i++) {
			const [a, b] = [text(), text()];
			const lines = diff.lineDiff(a, b);
			const side = (mark) => lines.filter(l => l.mark !== mark).map(l => l.text).join("\n");
			if (side("+") !== a || side("-") !== b) return JSON.stringify([a, b, lines]);
			let made = a;
			for (const r of diff.replacements(a, b).reverse()) made = made.slice(0, r.from) + r.insert + made.slice(r.to);
			if (made !== b) return JSON.stringify([a, b, made]);
		}
		return "";
	})()`); wrong != "" {
		t.Errorf("not put together again: %s", wrong)
	}
	lines := eval[int](p, `diff.lineDiff(%s, %s).length`, strings.Repeat("a\n", 5000), strings.Repeat("b\n", 5000))
	if want := fmt.Sprint(10001); fmt.Sprint(lines) != want {
		t.Errorf("of two long texts %d lines, want %s", lines, want)
	}
}
