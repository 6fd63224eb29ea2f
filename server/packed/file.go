package packed

import (
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
)

// Rules for how long a client may keep an answer: values of Cache-Control.
const (
	Revalidate = "no-cache" // keep it, but ask each time whether it is current
	Immutable  = "public, max-age=31536000, immutable"
	NoStore    = "no-store"
)

// HTML is the type of pages and of parts of them.
const HTML = "text/html; charset=utf-8"

// File is an answer made once and sent many times: a body and its headers.
type File struct {
	Body
	Status      int // of the answer; 0 means 200
	ContentType string
	CacheRule   string // Cache-Control
	Policy      string // Content-Security-Policy; "" leaves the server's usual one
	SaveAs      string // the name to save it under, for downloads
	tag         string
}

// New returns a file with the effort Kept.
func New(contentType, cacheRule string, body []byte) *File {
	sum := sha256.Sum256(body)
	return &File{
		Body:        Body{Plain: body, Effort: Kept},
		ContentType: contentType,
		CacheRule:   cacheRule,
		// Weak, because it stands for all encodings of the body.
		tag: `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
	}
}

// NewFragment is New for part of a page, such as a cell's outputs or a list of
// search results: it is made for a few and must come quickly.
func NewFragment(cacheRule string, body []byte) *File {
	f := New(HTML, cacheRule, body)
	f.Effort = Once
	return f
}

// Cost returns how much memory the file may come to hold, roughly.
func (f *File) Cost() int { return f.Body.Cost() + 512 }

// compressible reports whether the type gains from compression; fonts and
// images carry their own.
func (f *File) compressible() bool {
	t := f.ContentType
	return len(f.Plain) > 512 &&
		(strings.HasPrefix(t, "text/") || strings.Contains(t, "json") || strings.Contains(t, "svg"))
}

// Encoded returns the body in the best encoding that an Accept-Encoding header
// allows and that is worth its time.
func (f *File) Encoded(accept string) (encoding string, body []byte) {
	if !f.compressible() {
		return "", f.Plain
	}
	return f.Body.Encoded(accept)
}

// Send answers the request with the file, or with 304 when the client has it.
func (f *File) Send(w http.ResponseWriter, r *http.Request) { f.SendWith(w, r, f.CacheRule) }

// SendWith is Send with a cache rule for this answer alone.
func (f *File) SendWith(w http.ResponseWriter, r *http.Request, cacheRule string) {
	h := w.Header()
	h["Cache-Control"] = []string{cacheRule}
	if f.compressible() {
		h["Vary"] = []string{"Accept-Encoding"}
	}
	// With 304, too: a browser puts its headers in place of those it kept.
	if f.Policy != "" {
		h["Content-Security-Policy"] = []string{f.Policy}
	}
	if cacheRule != NoStore {
		h["Etag"] = []string{f.tag}
		if matches(r.Header.Get("If-None-Match"), f.tag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h["Content-Type"] = []string{f.ContentType}
	if f.SaveAs != "" {
		h["Content-Disposition"] = []string{`attachment; filename="` + f.SaveAs + `"`}
	}
	encoding, body := f.Encoded(r.Header.Get("Accept-Encoding"))
	if encoding != "" {
		h["Content-Encoding"] = []string{encoding}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	if f.Status != 0 {
		w.WriteHeader(f.Status)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client may have gone; the log has the status
	}
}

// matches reports whether an If-None-Match header names the tag. Proxies may
// have made a weak tag strong.
func matches(header, tag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || part != "" && strings.TrimPrefix(part, "W/") == strings.TrimPrefix(tag, "W/") {
			return true
		}
	}
	return false
}
