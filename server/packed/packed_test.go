package packed

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
)

// TestForms: every effort packs so that the content comes back, and equal
// content packs to equal bytes.
func TestForms(t *testing.T) {
	content := []byte(strings.Repeat("what is sent many times, ", 1000))
	for name, effort := range map[string]Effort{"kept": Kept, "once": Once, "program": Program, "best": Best} {
		for encoding, pack := range map[string]func(*Body) []byte{
			"br": (*Body).Brotli, "gzip": (*Body).Gzip, "": func(b *Body) []byte { return b.Plain },
		} {
			one, two := &Body{Plain: content, Effort: effort}, &Body{Plain: bytes.Clone(content), Effort: effort}
			if !bytes.Equal(pack(one), pack(two)) {
				t.Errorf("%s, %q: equal content has unequal forms", name, encoding)
			}
			first, again := pack(one), pack(one)
			if encoding != "" && (len(first) > len(content)/10 || &first[0] != &again[0]) {
				t.Errorf("%s, %q: %d bytes, or packed anew each time", name, encoding, len(pack(one)))
			}
			if got, err := Unpacked(bytes.NewReader(pack(one)), encoding); err != nil || !bytes.Equal(got, content) {
				t.Errorf("%s, %q: unpacked to %d bytes, %v", name, encoding, len(got), err)
			}
		}
	}
	if got, err := Unpacked(strings.NewReader("nonsense"), "gzip"); err == nil {
		t.Errorf("nonsense unpacks to %q", got)
	}
}

func TestBrotliEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if packed, err := Brotli(ctx, []byte("x"), Best); !errors.Is(err, context.Canceled) || packed != nil {
		t.Errorf("after the end: %q, %v", packed, err)
	}
}

func TestAccepts(t *testing.T) {
	tests := []struct {
		header   string
		br, gzip bool
	}{
		{"", false, false},
		{"gzip, deflate, br, zstd", true, true},
		{"gzip", false, true},
		{"GZIP;Q=0.5", false, true},
		{"br;q=1.0, gzip; q = 0.8", true, true},
		{"br;q=0, gzip;q=0.000", false, false},
		{"br;q=0., gzip;q=nonsense", false, false},
		{"br;level=3", false, false},
		{"*", true, true},
		{"*;q=0", false, false},
		{"*, br;q=0", false, true},
		{"br;q=0, *", false, true},
		{"identity", false, false},
		{"brotli, xgzip, gzipx", false, false},
		{", ,;q=0,=;,", false, false},
		{strings.Repeat("x,", 10_000) + "br", true, false},
	}
	for _, tc := range tests {
		if br, gz := Accepts(tc.header, "br"), Accepts(tc.header, "gzip"); br != tc.br || gz != tc.gzip {
			t.Errorf("Accept-Encoding %.40q: br %t, gzip %t; want %t, %t", tc.header, br, gz, tc.br, tc.gzip)
		}
	}
}
