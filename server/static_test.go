package server

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"abacus/server/packed"
	"abacus/server/policy"
)

// TestEncodings asks for the same page in every way there is.
func TestEncodings(t *testing.T) {
	st := newStage(t, nil)
	want := st.get("/lessons/dice").Body.String()
	for _, accept := range []string{"", "br", "gzip", "identity;q=0, deflate"} {
		for _, method := range []string{http.MethodGet, http.MethodHead} {
			answer := st.do(method, "/lessons/dice", "", "Accept-Encoding", accept)
			h := answer.Header()
			if got := h.Get("Content-Encoding"); got != map[string]string{"br": "br", "gzip": "gzip"}[accept] {
				t.Errorf("%s with %q: encoded as %q", method, accept, got)
			}
			if h.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%s with %q: Vary is %q", method, accept, h.Get("Vary"))
			}
			length, err := strconv.Atoi(h.Get("Content-Length"))
			if err != nil {
				t.Fatalf("%s with %q: %v", method, accept, err)
			}
			if method == http.MethodHead {
				if n := answer.Body.Len(); n > 0 || length == 0 {
					t.Errorf("HEAD with %q: a body of %d bytes, Content-Length %d", accept, n, length)
				}
				continue
			}
			if length != answer.Body.Len() {
				t.Errorf("GET with %q: Content-Length %d for %d bytes", accept, length, answer.Body.Len())
			}
			if decoded(t, answer) != want {
				t.Errorf("GET with %q: another page", accept)
			}
		}
	}
}

func TestNotModified(t *testing.T) {
	st := newStage(t, nil)
	first := st.get("/lessons/dice")
	tag := first.Header().Get("Etag")
	if tag == "" || tag == st.get("/lessons/dice?Dice.k=7").Header().Get("Etag") {
		t.Errorf("tag %q does not tell two pages apart", tag)
	}
	for _, header := range []string{tag, strings.TrimPrefix(tag, "W/"), `"x", ` + tag, "*"} {
		answer := st.get("/lessons/dice", "If-None-Match", header)
		if answer.Code != http.StatusNotModified || answer.Body.Len() > 0 || answer.Header().Get("Etag") != tag {
			t.Errorf("If-None-Match %q: %d with %d bytes, tag %q",
				header, answer.Code, answer.Body.Len(), answer.Header().Get("Etag"))
		}
		// Browsers put the headers of a 304 in place of those they kept: with
		// the general policy the page would lose its style element.
		const policy = "Content-Security-Policy"
		if got, want := answer.Header().Get(policy), first.Header().Get(policy); got != want {
			t.Errorf("a 304 has the policy %q, the page %q", got, want)
		}
	}
	for _, header := range []string{"", `""`, `"x"`, ",", "W/", tag[:len(tag)-2]} {
		if answer := st.get("/lessons/dice", "If-None-Match", header); answer.Code != http.StatusOK {
			t.Errorf("If-None-Match %q: %d", header, answer.Code)
		}
	}
}

func TestPolicyAllowsThePagesStyle(t *testing.T) {
	st := newStage(t, nil)
	answer := st.get("/lessons/dice")
	style := regexp.MustCompile(`(?s)<style>(.*?)</style>`).FindStringSubmatch(answer.Body.String())
	if style == nil {
		t.Fatal("the page has no style element: this test needs one")
	}
	sum := sha256.Sum256([]byte(style[1]))
	want := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	if policy := answer.Header().Get("Content-Security-Policy"); !strings.Contains(policy, want) {
		t.Errorf("policy %q does not allow the style %s", policy, want)
	}
	if policy := answer.Header().Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") {
		t.Errorf("policy %q", policy)
	}
	if got := st.get("/").Header().Get("Content-Security-Policy"); got != policy.Base {
		t.Errorf("a page without style has the policy %q", got)
	}
}

// TestStaticFiles follows every link of a page to a static file.
func TestStaticFiles(t *testing.T) {
	st := newStage(t, nil)
	links := regexp.MustCompile(`"(/static/([0-9a-f]+)/[^"]+)"`).FindAllStringSubmatch(st.get("/").Body.String(), -1)
	if len(links) < 3 {
		t.Fatalf("the page links to %d static files", len(links))
	}
	for _, link := range links {
		answer := st.get(link[1])
		if answer.Code != http.StatusOK || answer.Header().Get("Cache-Control") != packed.Immutable {
			t.Errorf("%s: %d, %s", link[1], answer.Code, answer.Header().Get("Cache-Control"))
		}
		// A page of an older edition may still be open somewhere.
		old := st.get(strings.Replace(link[1], link[2], "0123456789ab", 1))
		if old.Code != http.StatusOK || old.Header().Get("Cache-Control") != packed.Revalidate {
			t.Errorf("%s under an old hash: %d, %s", link[1], old.Code, old.Header().Get("Cache-Control"))
		}
		if old.Body.String() != answer.Body.String() {
			t.Errorf("%s differs under an old hash", link[1])
		}
	}
	hash := regexp.MustCompile(`/static/(\w+)/`).FindStringSubmatch(st.get("/").Body.String())[1]
	for _, path := range []string{
		"", "static.go", "css", "css/", "css/none.css", "../main.go", "..%2fmain.go", "css/../../main.go",
		"css%2fpage.css", "css/page.css%00", "/css/page.css", "css//page.css", ".", "%2e%2e/",
	} {
		if answer := st.get("/static/" + hash + "/" + path); answer.Code != http.StatusNotFound {
			t.Errorf("/static/%s/%s: status %d", hash, path, answer.Code)
		}
	}
}
