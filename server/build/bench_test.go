package build

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"abacus/server/build/source"
)

// benchCells are a program of text and tables and one that draws.
func benchCells() map[string]string {
	return map[string]string{"text": "NatsAndBits", "plot": "BinaryCurve"}
}

// BenchmarkBuild sets a build beside the compiler and linker alone on the
// same files, taking turns, and reports both medians and their ratio.
func BenchmarkBuild(b *testing.B) {
	for name, cell := range benchCells() {
		b.Run(name, func(b *testing.B) {
			builder := fresh(b, func(c *Config) { c.CacheDir = b.TempDir() })
			var ours, bare []float64
			for i := range b.N {
				req := Request{Lesson: "entropy", Cells: []string{cell},
					Edits: edit("Size", fmt.Sprintf("func Size(counts []int) int { return %d }", i))}
				measure := []func(){
					func() { ours = append(ours, milliseconds(func() { mustBuild(b, builder, req) })) },
					func() { bare = append(bare, bareBuild(b, builder, req)) },
				}
				measure[i%2]()
				measure[1-i%2]()
			}
			b.ReportMetric(median(ours), "ms/build")
			b.ReportMetric(median(bare), "ms/bare")
			b.ReportMetric(median(ours)/median(bare), "ratio")
		})
	}
}

// bareBuild compiles and links what the request amounts to with no more than
// the two commands.
func bareBuild(b *testing.B, builder *Builder, req Request) float64 {
	b.Helper()
	p := builder.ready.Load()
	draft, err := p.Course.Draft(req)
	if err != nil {
		b.Fatal(err)
	}
	draft.Read()
	dir := b.TempDir()
	var sources []string
	for name, text := range draft.Units()[0].Files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			b.Fatal(err)
		}
		sources = append(sources, name)
	}
	slices.Sort(sources)
	commands := [][]string{
		append([]string{p.tool("compile"), "-p", "main", "-complete", "-pack", "-dwarf=false",
			"-importcfg", p.path(compileCfg), "-o", "main.a"}, sources...),
		{p.tool("link"), "-s", "-w", "-importcfg", p.path(linkCfg), "-o", "out.wasm", "main.a"},
	}
	return milliseconds(func() {
		for _, args := range commands {
			runBare(b, dir, args)
		}
	})
}

func runBare(b *testing.B, dir string, args []string) {
	b.Helper()
	cmd := exec.Command(args[0], args[1:]...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), "GOOS=js", "GOARCH=wasm")
	if out, err := cmd.CombinedOutput(); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
}

func milliseconds(f func()) float64 {
	start := time.Now()
	f()
	return time.Since(start).Seconds() * 1000
}

func BenchmarkCached(b *testing.B) {
	builder := builder(b)
	req := Request{Lesson: "entropy", Cells: []string{"BinaryCurve"}}
	mustBuild(b, builder, req)
	for b.Loop() {
		mustBuild(b, builder, req)
	}
}

func BenchmarkFormat(b *testing.B) {
	text := "func F(p []float64) float64 {\n" + numbered("\tp[%d] = 1+ 2*p[0]\n", 100) + "\treturn p[0]\n}"
	for b.Loop() {
		if _, d := source.Format(Edit{Declaration: "F", Text: text}); d != nil {
			b.Fatal(d)
		}
	}
}

// TestManyLearners has thirty learners press Run within five seconds. All are
// answered.
func TestManyLearners(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir = t.TempDir() })
	const learners = 30
	times := make([]float64, learners)
	var group sync.WaitGroup
	for i := range learners {
		group.Go(func() {
			time.Sleep(5 * time.Second / learners * time.Duration(i))
			start := time.Now()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			r, err := b.Build(ctx, Request{Lesson: "entropy", Cells: []string{[]string{"NatsAndBits", "BinaryCurve"}[i%2]},
				Edits: edit("Size", fmt.Sprintf("func Size(counts []int) int { return %d }", i))})
			if err != nil || r.Program == nil {
				t.Errorf("learner %d: %v %v", i, err, r.Diagnostics)
			}
			times[i] = time.Since(start).Seconds() * 1000
		})
	}
	group.Wait()
	slices.Sort(times)
	t.Logf(
		"answered after %.0f ms at the median, %.0f ms at p95, %.0f ms at worst",
		median(times),
		times[learners*95/100],
		times[learners-1],
	)
}

func TestCachedBuildIsQuick(t *testing.T) {
	b := builder(t)
	req := numberedRequest("cached", time.Now().Nanosecond()) // new, also when the test runs twice
	start := time.Now()
	first := mustBuild(t, b, req)
	built, best := time.Since(start), time.Hour
	for range 20 {
		start := time.Now()
		r, err := b.Build(t.Context(), req)
		best = min(best, time.Since(start))
		if err != nil || !r.Cached || r.Program != first {
			t.Fatalf("built again: %+v, %v", r, err)
		}
	}
	if best > built/20 { // it takes some microseconds
		t.Errorf("a cached build took %s, a real one %s", best, built)
	}
	if p, ok := b.Program(first.ID); !ok || p != first {
		t.Error("the program cannot be had by its name")
	}
}

func median(list []float64) float64 {
	sorted := slices.Sorted(slices.Values(list))
	return sorted[len(sorted)/2]
}
