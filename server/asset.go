package server

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// asset is a response made once and sent many times: a page, a cell's
// outputs, a static file. Each encoding is made when a client first asks for
// it.
type asset struct {
	status      int  // of the answer; 0 means 200
	quick       bool // sent once or a few times: compress in less time, not in fewer bytes
	contentType string
	cacheRule   string // Cache-Control
	policy      string // Content-Security-Policy, for pages
	file        string // the name to save it under, for downloads
	etag        string
	raw         []byte
	br, gz      encoding
}

type encoding struct {
	once sync.Once
	body []byte
}

const (
	revalidate = "no-cache" // keep, but ask each time whether it is current
	immutable  = "public, max-age=31536000, immutable"
	noStore    = "no-store"

	html = "text/html; charset=utf-8"
)

func newAsset(contentType, cacheRule string, body []byte) *asset {
	sum := sha256.Sum256(body)
	return &asset{
		contentType: contentType,
		cacheRule:   cacheRule,
		// Weak, because it stands for all encodings of the body.
		etag: `W/"` + base64.RawURLEncoding.EncodeToString(sum[:12]) + `"`,
		raw:  body,
	}
}

// newFragment is newAsset for part of a page: a cell's outputs, a list of
// hits.
func newFragment(cacheRule string, body []byte) *asset {
	a := newAsset(html, cacheRule, body)
	a.quick = true
	return a
}

// size returns how much memory the asset may come to hold, roughly.
func (a *asset) size() int { return len(a.raw)*3/2 + 512 }

// Compression levels. At the first, a page of 180 KB takes five milliseconds,
// once. At that level three quarters of a slider step went into compressing
// its answer; at the second it takes a tenth of the time and a third more
// bytes.
const (
	brotliLevel, brotliQuick = 6, 0
	gzipLevel, gzipQuick     = 6, 1
)

func (a *asset) level(usual, quick int) int {
	if a.quick {
		return quick
	}
	return usual
}

func (a *asset) brotli() []byte {
	a.br.once.Do(func() {
		var buf bytes.Buffer
		w := brotli.NewWriterLevel(&buf, a.level(brotliLevel, brotliQuick))
		// Writing into memory does not fail.
		_, _ = w.Write(a.raw)
		_ = w.Close()
		a.br.body = buf.Bytes()
	})
	return a.br.body
}

func (a *asset) gzip() []byte {
	a.gz.once.Do(func() {
		var buf bytes.Buffer
		w, err := gzip.NewWriterLevel(&buf, a.level(gzipLevel, gzipQuick))
		if err != nil { // only for a level that does not exist
			w = gzip.NewWriter(&buf)
		}
		_, _ = w.Write(a.raw)
		_ = w.Close()
		a.gz.body = buf.Bytes()
	})
	return a.gz.body
}

// compressible reports whether the type gains from compression; fonts and
// images carry their own.
func (a *asset) compressible() bool {
	t := a.contentType
	return len(a.raw) > 512 && (strings.HasPrefix(t, "text/") || strings.Contains(t, "json") || strings.Contains(t, "svg"))
}

// encoded picks the best encoding the client takes.
func (a *asset) encoded(accept string) (name string, body []byte) {
	if !a.compressible() {
		return "", a.raw
	}
	switch {
	case accepts(accept, "br"):
		return "br", a.brotli()
	case accepts(accept, "gzip"):
		return "gzip", a.gzip()
	}
	return "", a.raw
}

// accepts reports whether an Accept-Encoding header allows the encoding: by
// its name or, where that is not mentioned, by "*", and not with q=0.
func accepts(header, name string) bool {
	wildcard := false
	for part := range strings.SplitSeq(header, ",") {
		coding, params, _ := strings.Cut(part, ";")
		switch coding = strings.TrimSpace(coding); {
		case strings.EqualFold(coding, name):
			return !refused(params)
		case coding == "*":
			wildcard = !refused(params)
		}
	}
	return wildcard
}

// refused reports whether an encoding's parameters are "q=0", or cannot be
// read: sending it plain is always right.
func refused(params string) bool {
	name, value, found := strings.Cut(params, "=")
	if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
		return strings.TrimSpace(params) != ""
	}
	q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
	return err != nil || !(q > 0)
}

// send answers the request with the asset, or with 304 when the client has
// it.
func (a *asset) send(w http.ResponseWriter, r *http.Request) { a.sendKept(w, r, a.cacheRule) }

// sendKept is send with a rule of its own for how long a client may keep the
// answer.
func (a *asset) sendKept(w http.ResponseWriter, r *http.Request, cacheRule string) {
	h := w.Header()
	h["Cache-Control"] = []string{cacheRule}
	if a.compressible() {
		h["Vary"] = []string{"Accept-Encoding"}
	}
	// With 304, too: a browser puts its headers in place of those it kept.
	if a.policy != "" {
		h["Content-Security-Policy"] = []string{a.policy}
	}
	if cacheRule != noStore {
		h["Etag"] = []string{a.etag}
		if matches(r.Header.Get("If-None-Match"), a.etag) {
			w.WriteHeader(http.StatusNotModified)
			return
		}
	}
	h["Content-Type"] = []string{a.contentType}
	if a.file != "" {
		h["Content-Disposition"] = []string{`attachment; filename="` + a.file + `"`}
	}
	name, body := a.encoded(r.Header.Get("Accept-Encoding"))
	if name != "" {
		h["Content-Encoding"] = []string{name}
	}
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	if a.status != 0 {
		w.WriteHeader(a.status)
	}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body) // the client may have gone; the log has the status
	}
}

// matches reports whether an If-None-Match header names the tag. Proxies may
// have made a weak tag strong.
func matches(header, etag string) bool {
	for part := range strings.SplitSeq(header, ",") {
		part = strings.TrimSpace(part)
		if part == "*" || part != "" && strings.TrimPrefix(part, "W/") == strings.TrimPrefix(etag, "W/") {
			return true
		}
	}
	return false
}
