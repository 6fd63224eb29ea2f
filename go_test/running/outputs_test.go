package running

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/lessons"
	"abacus/lessons/notebook"
)

// outputsBench opens a page with the module that shows programs' outputs.
func outputsBench(t *testing.T) (*course.Bench, *browser.Page) {
	t.Helper()
	b := course.NewBench(t, `<main><div id="here" class="outputs"></div></main>`)
	p := b.Open(t)
	browser.Eval[any](p, `(async () => { window.outputs = await import("/static/js/program/run/outputs.js"); })()`)
	return b, p
}

// A program's outputs look the same whether the server's templates or the page
// show them.
func TestOutputsLookLikeTheServers(t *testing.T) {
	t.Parallel()
	handler, err := course.Handler()
	if err != nil {
		t.Fatal(err)
	}
	b, p := outputsBench(t)
	b.Mux.Handle("GET /lessons/", handler)
	b.Mux.HandleFunc("GET /json/{slug}/{cell}", func(w http.ResponseWriter, r *http.Request) {
		for _, l := range lessons.All() {
			if cell, ok := l.Cells[r.PathValue("cell")]; ok && l.Slug == r.PathValue("slug") {
				_ = json.NewEncoder(w).Encode(notebook.Run(cell, notebook.Options{AllFrames: true}))
				return
			}
		}
		http.NotFound(w, r)
	})
	browser.Eval[any](p, sameTree)
	compared := 0
	for _, l := range lessons.All() {
		for name, cell := range l.Cells {
			if notebook.Run(cell, notebook.Options{}).Timed {
				continue // differs from run to run
			}
			compared++
			difference := browser.Eval[string](p, `(async (slug, cell) => {
				const theirs = document.createElement("template");
				theirs.innerHTML = await (await fetch("/lessons/" + slug + "/cells/" + cell + "?part&frames")).text();
				const output = await (await fetch("/json/" + slug + "/" + cell)).json();
				const ours = outputs.fragment(cell, output, { allFrames: true });
				return different(theirs.content.firstElementChild, ours, "") ?? "";
			})(%s, %s)`, l.Slug, name)
			if difference != "" {
				t.Errorf("%s/%s: %s", l.Slug, name, difference)
			}
		}
	}
	if compared < 20 {
		t.Errorf("only %d cells were compared", compared)
	}
	t.Logf("%d cells compared", compared)
}

// sameTree is JavaScript for a function that says where two trees differ, if they
// do.
const sameTree = `window.different = (a, b, path) => {
	const parts = (n) => [...(n.localName === "template" ? n.content : n).childNodes]
		.filter(c => c.nodeType === 1 || c.nodeType === 3 && c.data.trim());
	if (a.nodeType !== b.nodeType || a.nodeName !== b.nodeName) return path + ": " + a.nodeName + " is " + b.nodeName;
	if (a.nodeType === 3) {
		const [s, t] = [a.data.trim(), b.data.trim()];
		return s === t ? null : path + ": the text " + s + " is " + t;
	}
	path += "/" + a.localName;
	const names = new Set([...a.attributes, ...b.attributes].map(x => x.name).filter(n => n !== "style"));
	for (const n of names) {
		const [x, y] = [a.getAttribute(n), b.getAttribute(n)];
		if (x !== y) return path + ": " + n + " " + x + " is " + y;
	}
	const [x, y] = [parts(a), parts(b)];
	if (x.length !== y.length) return path + ": " + x.length + " children are " + y.length;
	for (let i = 0; i < x.length; i++) {
		const d = different(x[i], y[i], path + "[" + i + "]");
		if (d) return d;
	}
	return null;
}; 0`

// shown puts an output on the page and returns its HTML.
func shown(p *browser.Page, output any) string {
	p.T.Helper()
	return browser.Eval[string](p, `(() => {
		const here = document.getElementById("here");
		here.replaceChildren(outputs.fragment("Cell", %s));
		return here.innerHTML;
	})()`, output)
}

func drawingOf(body string) notebook.Output {
	return notebook.Output{Events: []notebook.Event{{Kind: notebook.KindDrawing, Drawing: &notebook.SVG{
		Title: "T", Description: "D", Width: 100, Height: 100, Body: body,
	}}}}
}

func TestHostileDrawings(t *testing.T) {
	t.Parallel()
	b, p := outputsBench(t)
	p.Expect("inline") // the browser reports what it blocks even in a document that is only parsed
	const bare = `<path d="M0 0"></path>`
	tests := []struct{ name, body, want string }{
		{"kept", `<path d="M0 0L9 9" fill="none" stroke="var(--blue)" stroke-width="1.5"/>`, ""},
		{"text", `<text x="1" y="2" text-anchor="middle" class="mono">a &lt; b &#34;</text>`,
			`<text x="1" y="2" text-anchor="middle" class="mono">a &lt; b "</text>`},
		{"group", `<g transform="translate(3 4)"><circle cx="1" cy="1" r="2" fill="currentColor"/></g>`, ""},
		{"script", `<script>window.pwned = 1</script><path d="M0 0"/>`, bare},
		{"script href", `<script href="/secret"/>`, ``},
		{"handler", `<path d="M0 0" onload="window.pwned=1" onclick="window.pwned=1"/>`, bare},
		{"html", `<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">` +
			`<img src="/secret" onerror="window.pwned=1"/></body></foreignObject>`, ``},
		{"html element", `<img xmlns="http://www.w3.org/1999/xhtml" src="/secret"/>`, ``},
		{"html text", `<text xmlns="http://www.w3.org/1999/xhtml">x</text>`, ``},
		{"link", `<a href="javascript:window.pwned=1"><text>x</text></a>`, ``},
		{"use", `<use href="/secret#x"/>`, ``},
		{"animate", `<path d="M0 0"><animate attributeName="href" to="javascript:1"/>` +
			`<set attributeName="onclick" to="x"/></path>`, bare},
		{"style", `<style>* { background: url(/secret) }</style>` +
			`<path d="M0 0" style="background:url(/secret)" fill="url(/secret)"/>`, bare},
		{"paint server", `<path d="M0 0" fill="url(#x)" stroke="var(--x, url(/secret))"/>`, bare},
		{"image elsewhere", `<image href="/secret" width="9" height="9"/>`, `<image width="9" height="9"></image>`},
		{"old link", `<image xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="/secret"/>`, `<image></image>`},
		{"svg image", `<image href="data:image/svg+xml;base64,PHN2Zy8+"/>`, `<image></image>`},
		{"not a picture", `<image href="data:image/png;base64,AAAA"/>`, `<image></image>`},
		{"pixel bomb", `<image href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA//8AAP//CAYAAAA="/>`, `<image></image>`},
		{"href on a path",
			`<path d="M0 0" href="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ"/>`, bare},
		{"clobbering",
			`<path d="M0 0" id="here" name="body" class="handle" data-x="x" tabindex="0" role="button"/>`, bare},
		{"class", `<rect class="run" width="9" height="9"/>`, `<rect width="9" height="9"></rect>`},
		{"nested svg", `<svg><script>window.pwned=1</script></svg>`, ``},
		{"filter", `<filter id="f"><feImage href="/secret"/></filter>` +
			`<path d="M0 0" filter="url(#f)" mask="url(#f)" clip-path="url(#f)"/>`, bare},
		{"comment", `<!-- <path/> --><?xml-stylesheet href="/secret"?><path d="M0 0"/>`, bare},
		{"text in a path", `<path d="M0 0">text</path>`, bare},
		{"data", `<text><![CDATA[<script>1</script>]]></text>`, `<text></text>`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			shown(p, drawingOf(tc.body))
			got := browser.Eval[string](p, `document.querySelector("#here .drawing > svg").innerHTML`)
			want := tc.want
			if tc.name == "kept" || tc.name == "group" {
				want = strings.NewReplacer(`"/>`, `"></path>`).Replace(tc.body)
				want = strings.ReplaceAll(want, `"currentColor"></path>`, `"currentColor"></circle>`)
			}
			if got != want {
				t.Errorf("the page shows %s, want %s", got, want)
			}
		})
	}
	for _, body := range []string{
		`</svg><script>window.pwned=1</script><svg>`,
		`<path`,
		`<!DOCTYPE x [<!ENTITY a "b">]><text>&a;</text>`,
		`<text>&nbsp;</text>`,
	} {
		if got := shown(p, drawingOf(body)); !strings.Contains(got, "not well-formed") {
			t.Errorf("the page shows %s for %s", got, body)
		}
	}
	if browser.Eval[bool](p, "'pwned' in window") {
		t.Error("a script ran")
	}
	for _, path := range b.Requests() {
		if strings.Contains(path, "secret") {
			t.Errorf("a request reached the server: %s", path)
		}
	}
}

func TestHostileOutputs(t *testing.T) {
	t.Parallel()
	_, p := outputsBench(t)
	const (
		markup  = `<img src=x onerror="window.pwned=1">`
		tooMuch = "more than a page can show"
	)
	type object map[string]any
	many := func(n int) []string { return strings.Split(strings.Repeat("x ", n), " ") }
	rows := make([][]string, 50_000)
	for i := range rows {
		rows[i] = []string{"1", "2"}
	}
	deep := notebook.Event{Kind: notebook.KindSay, Text: "deep"}
	for range 200 {
		deep = notebook.Event{Kind: notebook.KindRow, Events: []notebook.Event{deep}}
	}
	tests := []struct {
		name   string
		output any
		want   string // in the HTML
	}{
		{"markup in text", notebook.Output{Events: []notebook.Event{
			{Kind: "say", Text: markup}, {Kind: "heading", Text: markup},
			{Kind: "text", Text: markup}, {Kind: "error", Text: markup},
		}, Notices: []string{markup}}, `&lt;img src=x`},
		{"markup in a table", notebook.Output{Events: []notebook.Event{{Kind: "table", Table: &notebook.Table{
			Caption: markup, Columns: []string{markup}, Types: []string{markup}, Rows: [][]string{{markup}},
		}}}}, `&lt;img src=x`},
		{"markup in a drawing", notebook.Output{Events: []notebook.Event{{Kind: "drawing", Drawing: &notebook.SVG{
			Title: markup, Description: markup, Legend: []notebook.LegendItem{{Label: markup, Mark: markup, Colour: 0xffff}},
			Axes: &notebook.Axes{}, Handles: []notebook.Handle{{X: `x"], input[name="y`, Y: "ok.y"}},
		}}}}, `class="handle vertical" data-x="" data-y="ok.y"`},
		{"markup in inputs", notebook.Output{Inputs: []notebook.Input{
			{Kind: "slider", Name: `p"><script>`, Label: "x"},
			{Kind: "select", Name: "m", Label: markup, Options: []string{markup}},
		}}, `name="Cell.m"`},
		{"no end of rows", notebook.Output{Events: []notebook.Event{
			{Kind: "table", Table: &notebook.Table{Columns: many(1), Rows: rows}},
		}}, tooMuch},
		{"no end of text", notebook.Output{Events: []notebook.Event{
			{Kind: "text", Text: strings.Repeat("x", 5<<20)},
		}}, tooMuch},
		{"no end of depth", notebook.Output{Events: []notebook.Event{deep}}, tooMuch},
		{"no end of shapes", drawingOf(strings.Repeat("<g/>", 100_000)), tooMuch},
		{"no end of nesting", drawingOf(strings.Repeat("<g>", 1000) + strings.Repeat("</g>", 1000)), "<g><g>"},
		{"not an output", "a string", `class="outputs"`},
		{"null", nil, `class="outputs"`},
		{"wrong types", object{"inputs": 5, "events": []any{
			nil, 7, "x",
			object{"kind": "table", "table": "x"},
			object{"kind": "row", "events": object{"length": 1e9}},
			object{"kind": "animation"},
			object{"kind": "drawing", "drawing": object{"width": "x", "height": 1e99, "body": 5, "legend": "x"}},
		}}, `class="outputs"`},
		{"names of objects", object{"events": []any{
			object{"kind": "constructor"},
			object{"kind": "__proto__"},
			object{"kind": "drawing", "drawing": object{"legend": []any{object{"mark": "constructor"}}}},
		}}, `class="outputs"`},
	}
	for _, tc := range tests {
		t.Run(tc.name, func(t *testing.T) {
			got := shown(p, tc.output)
			if !strings.Contains(got, tc.want) {
				t.Errorf("the page shows %.2000s", got)
			}
			if n := browser.Eval[int](p, `document.querySelectorAll(
				"#here :is(img, script, a, iframe, object, embed, link, style)").length`); n > 0 {
				t.Errorf("there are %d forbidden elements: %.2000s", n, got)
			}
		})
	}
	if browser.Eval[bool](p, "'pwned' in window") {
		t.Error("a script ran")
	}
}
