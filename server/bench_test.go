package server

import (
	"net/http"
	"testing"
)

// Each benchmark asks over one connection, kept alive. The bare handlers
// write the same compressed bytes.

func BenchmarkPage(b *testing.B) {
	s := newCourse(b, keepAll)
	b.Run("abacus", func(b *testing.B) { benchmark(b, s.Handler(), loadPage) })
	b.Run("bare", func(b *testing.B) { benchmark(b, bare(b, s, loadPage), loadPage) })
}

func BenchmarkSliderStepCached(b *testing.B) {
	s := newCourse(b, keepAll)
	b.Run("abacus", func(b *testing.B) { benchmark(b, s.Handler(), loadCurve) })
	b.Run("bare", func(b *testing.B) { benchmark(b, bare(b, s, loadCurve), loadCurve) })
}

func BenchmarkSliderStepUncached(b *testing.B) {
	s := newCourse(b, keepNothing)
	b.Run("lines", func(b *testing.B) { benchmark(b, s.Handler(), loadCurve) })
	b.Run("regions", func(b *testing.B) { benchmark(b, s.Handler(), loadRegions) })
}

func benchmark(b *testing.B, h http.Handler, path string) {
	c := dial(b, serve(b, h), path)
	b.SetBytes(int64(len(c.answer)))
	b.ReportAllocs()
	for b.Loop() {
		if err := c.ask(); err != nil {
			b.Fatal(err)
		}
	}
}
