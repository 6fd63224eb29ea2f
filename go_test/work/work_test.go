package work

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

// The lesson in which these tests leave work: a listing and an SQL cell.
const (
	workPage    = "/lessons/joins"
	workListing = `.listing[data-source="NestedLoop"]`
	workSQL     = "#sql-1"
	workOld     = "out := result{kind" // in the listing
	workNew     = "out := result{ /* mine */ kind"
	workQuery   = "SELECT 6 * 7 AS mine;"
)

// edition serves a course whose pages a test can change, as a new version would.
type edition struct {
	next    http.Handler
	changes []string // pairs of old and new text, as for strings.NewReplacer
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

// newWork returns an empty tab and the edition that it shows. The server has no Go
// toolchain.
func newWork(t *testing.T) (*browser.Page, *edition) {
	t.Helper()
	e := &edition{next: course.WithoutGo(t, func(*server.Config) {}).Handler()}
	return browser.NewPage(t, course.Serve(t, e)), e
}

// work changes the listing and the SQL cell.
func work(p *browser.Page) {
	p.T.Helper()
	p.Edit(workListing, workOld, workNew)
	p.Write(workSQL, workQuery)
}

// Scrolling to a listing loads its editor.
const (
	goText = `(document.querySelector('` + workListing + `').scrollIntoView({ block: "center" }),
		document.querySelector('` + workListing + ` .cm-content')?.innerText ?? "")`
	sqlText = `document.querySelector("` + workSQL + ` textarea").value`
)

// hasWork waits until the page shows what work wrote.
func hasWork(p *browser.Page) {
	p.T.Helper()
	p.Wait("the Go that was written", goText+".includes(%s)", workNew)
	p.Wait("the SQL that was written", sqlText+" === %s", workQuery)
	p.Wait("its result", "document.querySelector(%s).textContent.includes('42')", workSQL+" .outputs")
	if browser.Eval[bool](p, "document.querySelector(%s).hidden", workSQL+" [type=reset]") {
		p.T.Error("the changed SQL cell cannot be reset")
	}
}

// keptBy returns what the browser keeps, by key.
func keptBy(p *browser.Page) map[string]string {
	p.T.Helper()
	kept := map[string]string{}
	if err := json.Unmarshal([]byte(browser.Eval[string](p, "JSON.stringify(localStorage)")), &kept); err != nil {
		p.T.Fatal(err)
	}
	return kept
}

// versions selects the question about two versions of a text, below an element.
func versions(in string) string { return in + " .versions" }

// choose presses a button of such a question.
func choose(p *browser.Page, in, button string) {
	p.T.Helper()
	buttons := versions(in) + " button"
	p.Wait("the button "+button, "[...document.querySelectorAll(%s)].some(b => b.textContent === %s)", buttons, button)
	p.ClickText(buttons, button)
}

// openYourWork opens the overview and waits for "Your work", whose code only that
// page loads.
func openYourWork(p *browser.Page) {
	p.T.Helper()
	p.Open("/")
	p.Wait("your work", "!document.querySelector('.work').hidden")
}
