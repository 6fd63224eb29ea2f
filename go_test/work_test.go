package gotest

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// The lesson in which these tests leave work behind: a listing and an SQL cell.
const (
	workPage    = "/lessons/joins"
	workListing = `.listing[data-source="NestedLoop"]`
	workSQL     = "#sql-1"
	workOld     = "out := result{kind" // is in the listing
	workNew     = "out := result{ /* mine */ kind"
	workQuery   = "SELECT 6 * 7 AS mine;"
)

// edition serves a course whose pages a test can change, as a newer version
// does.
type edition struct {
	next    http.Handler
	changes []string // what stands in for what, as in strings.NewReplacer
}

func (e *edition) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Header.Del("Accept-Encoding")
	r.Header.Del("If-None-Match")
	rec := httptest.NewRecorder()
	e.next.ServeHTTP(rec, r)
	body := rec.Body.Bytes()
	if strings.HasPrefix(rec.Header().Get("Content-Type"), "text/html") {
		body = []byte(strings.NewReplacer(e.changes...).Replace(string(body)))
		rec.Header().Del("ETag")
	}
	for name, values := range rec.Header() {
		w.Header()[name] = values
	}
	w.Header().Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(rec.Code)
	_, _ = bytes.NewReader(body).WriteTo(w) // the browser may have gone
}

// newWork returns an empty tab on a server whose lessons can be changed, in
// the browser and, by the edition, on the server. Nothing is compiled.
func newWork(t *testing.T) (*page, *edition) {
	t.Helper()
	e := &edition{next: workshopHandler(t, "there-is-no-such-go")}
	return newPage(t, serve(t, e)), e
}

// another opens a second tab of the same reader.
func (p *page) another() *page {
	p.t.Helper()
	q := &page{t: p.t, origin: p.origin, patience: p.patience, troubles: troubles{origin: p.origin}}
	ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithListener(q.hear))
	q.ctx = ctx
	p.t.Cleanup(cancel)
	if err := chromedp.Do(ctx); err != nil {
		p.t.Fatal(err)
	}
	q.width(wide)
	q.media("", "light")
	return q
}

// work changes the listing and the SQL cell.
func (p *page) work() {
	p.t.Helper()
	p.edit(workListing, workOld, workNew)
	p.write(workSQL, workQuery)
}

// An editor comes when its listing is near the window.
const (
	goText = `(document.querySelector('` + workListing + `').scrollIntoView({ block: "center" }),
		document.querySelector('` + workListing + ` .cm-content')?.innerText ?? "")`
	sqlText = `document.querySelector("` + workSQL + ` textarea").value`
)

// hasWork waits until the page shows what work wrote.
func (p *page) hasWork() {
	p.t.Helper()
	p.wait("the Go that was written", goText+".includes(%s)", workNew)
	p.wait("the SQL that was written", sqlText+" === %s", workQuery)
	p.wait("its result", "document.querySelector(%s).textContent.includes('42')", workSQL+" .outputs")
	if eval[bool](p, "document.querySelector(%s).hidden", workSQL+" [type=reset]") {
		p.t.Error("the SQL cell that was written in cannot be reset")
	}
}

// kept returns what the browser keeps, by its key.
func (p *page) kept() map[string]string {
	p.t.Helper()
	kept := map[string]string{}
	if err := json.Unmarshal([]byte(eval[string](p, "JSON.stringify(localStorage)")), &kept); err != nil {
		p.t.Fatal(err)
	}
	return kept
}

// accessible checks a state of the page with axe, in both themes.
func (p *page) accessible() {
	p.t.Helper()
	p.patience = 4 * patience // axe-core looks at every element
	defer func() { p.patience = patience }()
	p.do(chromedp.Evaluate[chromedp.Void](axe))
	for theme, options := range map[string]string{"light": `{}`, "dark": `{ runOnly: ["color-contrast"] }`} {
		p.media("", theme)
		for _, v := range p.runAxe(options) {
			p.t.Errorf("%s: %v", theme, v)
		}
	}
	p.media("", "light")
}

// versions finds the question about two versions of a text below an element.
func versions(in string) string { return in + " .versions" }

// choose presses a button of such a question.
func (p *page) choose(in, button string) {
	p.t.Helper()
	p.wait("the button "+button, "[...document.querySelectorAll(%s)].some(b => b.textContent === %s)", versions(in)+" button", button)
	eval[any](p, "[...document.querySelectorAll(%s)].find(b => b.textContent === %s).click()", versions(in)+" button", button)
}
