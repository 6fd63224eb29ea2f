package reading

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"abacus/go_test/course"
)

var (
	// Signs of an unexecuted template or of text that was escaped twice.
	slips = regexp.MustCompile(`\{\{|\}\}|%!|&(lt|gt|amp|quot|#\d+);|ZgotmplZ`)
	// Allowed in prose about numbers, but not in place of a number.
	none = regexp.MustCompile(`NaN\b|[+-]Inf\b`)
)

func TestEveryPageIsCleanHTML(t *testing.T) {
	t.Parallel()
	origin := course.URL(t)
	for _, path := range course.PagePaths() {
		t.Run(name(path), func(t *testing.T) {
			status := http.StatusOK
			if path == course.Missing {
				status = http.StatusNotFound
			}
			body, header := course.Get(t, origin+path, status)
			policy := header.Get("Content-Security-Policy")
			if !strings.Contains(policy, "default-src 'none'") || strings.Contains(policy, "unsafe") {
				t.Errorf("the content security policy is %q", policy)
			}
			m := &markup{t: t, ids: map[string]bool{}}
			m.read(body)
			m.finish()
		})
	}
}

// markup checks the tags of one page.
type markup struct {
	t        *testing.T
	open     []string // the open tags
	ids      map[string]bool
	title    string
	headings []byte // their levels, '1' to '6'
}

// Elements without an end tag.
var void = []string{"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}

func (m *markup) read(body string) {
	z := html.NewTokenizer(strings.NewReader(body))
	for {
		kind := z.Next()
		tok := z.Token()
		switch kind {
		case html.ErrorToken:
			return
		case html.TextToken:
			m.text(tok.Data)
		case html.StartTagToken:
			m.start(tok)
			if !slices.Contains(void, tok.Data) {
				m.open = append(m.open, tok.Data)
			}
		case html.SelfClosingTagToken:
			m.start(tok)
		case html.EndTagToken:
			if last := len(m.open) - 1; last < 0 || m.open[last] != tok.Data {
				m.t.Fatalf("</%s> does not match the open tags %v", tok.Data, m.open)
			}
			m.open = m.open[:len(m.open)-1]
		}
	}
}

func (m *markup) text(s string) {
	in := ""
	if len(m.open) > 0 {
		in = m.open[len(m.open)-1]
	}
	if in == "title" {
		m.title = s
	}
	if number := slices.Contains(m.open, "svg") || in == "td" || in == "output"; number && none.MatchString(s) {
		m.t.Errorf("<%s> shows %q", in, s)
	}
	// Code may contain such text.
	if slip := slips.FindString(s); slip != "" && !slices.Contains(m.open, "code") && in != "textarea" && in != "style" {
		m.t.Errorf("the text contains %q: %q", slip, strings.TrimSpace(s))
	}
}

func (m *markup) start(tok html.Token) {
	var src bool
	for _, a := range tok.Attr {
		switch {
		case a.Key == "id" && m.ids[a.Val]:
			m.t.Errorf("the id %q occurs twice", a.Val)
		case a.Key == "id":
			m.ids[a.Val] = true
		case a.Key == "style":
			m.t.Errorf("<%s> has a style attribute, which the policy forbids: %s", tok.Data, a.Val)
		case strings.HasPrefix(a.Key, "on"):
			m.t.Errorf("<%s> has an inline script: %s", tok.Data, a.Key)
		case a.Key == "src":
			src = true
		}
		if slices.Contains(m.open, "svg") && none.MatchString(a.Val) {
			m.t.Errorf("the attribute %s of <%s> is %q", a.Key, tok.Data, a.Val)
		}
		if slip := slips.FindString(a.Val); slip != "" && !strings.HasPrefix(a.Key, "data-") {
			m.t.Errorf("the attribute %s of <%s> contains %q: %q", a.Key, tok.Data, slip, a.Val)
		}
	}
	if tok.Data == "script" && !src {
		m.t.Error("there is an inline script")
	}
	if len(tok.Data) == 2 && tok.Data[0] == 'h' && '1' <= tok.Data[1] && tok.Data[1] <= '6' {
		m.headings = append(m.headings, tok.Data[1])
	}
}

// finish checks the page as a whole.
func (m *markup) finish() {
	if len(m.open) > 0 {
		m.t.Errorf("these tags are not closed: %v", m.open)
	}
	if strings.TrimSpace(m.title) == "" {
		m.t.Error("the page has no title")
	}
	if n := strings.Count(string(m.headings), "1"); n != 1 {
		m.t.Errorf("the page has %d first-level headings", n)
	}
	for i := 1; i < len(m.headings); i++ {
		if m.headings[i] > m.headings[i-1]+1 {
			m.t.Errorf("heading %d has level %c and follows one of level %c", i+1, m.headings[i], m.headings[i-1])
		}
	}
}
