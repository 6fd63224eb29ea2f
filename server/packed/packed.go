// Package packed holds bodies together with their compressed forms, and sends
// them: a page, a cell's outputs, a static file, a learner's program. It is the
// one place that compresses and that reads Accept-Encoding.
package packed

import (
	"bytes"
	"context"
	"io"
	"mime"
	"strconv"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Body is content and its compressed forms. Each of those is made when it is
// first asked for. A Body must not be copied after that.
type Body struct {
	Plain  []byte
	Effort Effort // set before the body is first compressed

	brotli, gzip form
}

type form struct {
	once  sync.Once
	bytes []byte
}

// Effort says how hard to compress: a level of brotli, and one of gzip.
type Effort struct{ brotli, gzip int }

// The efforts to choose from. At Kept, a page of 180 KB takes five milliseconds,
// once. At that level three quarters of a slider step went into compressing its
// answer; Once takes a tenth of the time and makes a third more bytes.
var (
	Kept    = Effort{6, 6}  // for what is made once and sent many times
	Once    = Effort{0, 1}  // for what is sent once or a few times
	Program = Effort{1, 1}  // for megabytes that are made for one learner
	Best    = Effort{11, 8} // for files that are made ahead; gzip 9 takes three times as long for 0.7 % less
)

// Cost returns how much memory the body may come to hold, roughly.
func (b *Body) Cost() int { return len(b.Plain) * 8 / 5 }

// Brotli returns the body compressed with brotli.
func (b *Body) Brotli() []byte {
	b.brotli.once.Do(func() {
		b.brotli.bytes, _ = Brotli(context.Background(), b.Plain, b.Effort) // ends early only with its context
	})
	return b.brotli.bytes
}

// Gzip returns the body compressed with gzip.
func (b *Body) Gzip() []byte {
	b.gzip.once.Do(func() { b.gzip.bytes = Gzip(b.Plain, b.Effort) })
	return b.gzip.bytes
}

// Encoded returns the body in the best encoding that an Accept-Encoding header
// allows; encoding is "" for the plain one.
func (b *Body) Encoded(accept string) (encoding string, body []byte) {
	switch {
	case Accepts(accept, "br"):
		return "br", b.Brotli()
	case Accepts(accept, "gzip"):
		return "gzip", b.Gzip()
	}
	return "", b.Plain
}

// Gzip compresses content: equal content to equal bytes.
func Gzip(content []byte, effort Effort) []byte {
	var b bytes.Buffer
	w, err := gzip.NewWriterLevel(&b, effort.gzip)
	if err != nil { // only for a level that does not exist
		w = gzip.NewWriter(&b)
	}
	_, _ = w.Write(content) // a Buffer takes everything
	_ = w.Close()
	return b.Bytes()
}

// largeWindow is how far back brotli looks with the best effort, as a power of
// two: much of a compiler repeats what stands megabytes earlier.
const largeWindow = 24

// Brotli compresses content. The best effort takes seconds for a megabyte; if ctx
// ends, so does Brotli, with its error.
func Brotli(ctx context.Context, content []byte, effort Effort) ([]byte, error) {
	options := brotli.WriterOptions{Quality: effort.brotli}
	if effort == Best {
		options.LGWin = largeWindow
	}
	var b bytes.Buffer
	w := brotli.NewWriterOptions(&b, options)
	for len(content) > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := min(1<<20, len(content))
		_, _ = w.Write(content[:n]) // a Buffer takes everything
		content = content[n:]
	}
	_ = w.Close()
	return b.Bytes(), nil
}

// Unpacked reads compressed content; encoding is "br", "gzip", or "" for plain.
func Unpacked(r io.Reader, encoding string) ([]byte, error) {
	switch encoding {
	case "br":
		r = brotli.NewReader(r)
	case "gzip":
		unzipped, err := gzip.NewReader(r)
		if err != nil {
			return nil, err
		}
		r = unzipped
	}
	return io.ReadAll(r)
}

// Accepts reports whether an Accept-Encoding header allows an encoding: by its
// name or, where that is not mentioned, by "*", and not with q=0. Parameters that
// cannot be read forbid it: sending the plain body is always right.
func Accepts(header, encoding string) bool {
	wildcard := false
	for part := range strings.SplitSeq(header, ",") {
		coding, params, err := mime.ParseMediaType(part)
		q, unreadable := strconv.ParseFloat(params["q"], 64)
		allowed := err == nil && (len(params) == 0 || unreadable == nil && q > 0)
		switch coding {
		case encoding:
			return allowed
		case "*":
			wildcard = allowed
		}
	}
	return wildcard
}
