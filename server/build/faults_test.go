//go:build linux

package build

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"abacus/go_test/need"
)

// children returns the processes that this one has started, by the names of
// their programs.
func children(t *testing.T) map[int]string {
	t.Helper()
	found := map[int]string{}
	stats, err := filepath.Glob("/proc/[0-9]*/stat")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range stats {
		text, err := os.ReadFile(name)
		if err != nil {
			continue // it has ended
		}
		// pid (program) state parent …
		before, after, _ := strings.Cut(string(text), ") ")
		pid, program, _ := strings.Cut(before, " (")
		fields := strings.Fields(after)
		if n, err := strconv.Atoi(pid); err == nil && len(fields) > 1 && fields[1] == strconv.Itoa(os.Getpid()) {
			found[n] = program
		}
	}
	return found
}

// TestAKilledTool: whoever kills the compiler or the linker, or the system for
// want of memory, the learner is told to run again, and then it works.
func TestAKilledTool(t *testing.T) {
	for _, tool := range []string{"compile", "link"} {
		t.Run(tool, func(t *testing.T) {
			b := fresh(t, func(c *Config) { c.CacheDir = t.TempDir() })
			req := Request{Lesson: "entropy", Edits: edit("Size", "func Size(counts []int) int { return len(counts) + 7 }")}
			var result Result
			var err error
			for range 20 { // it may be done before it is found
				done := make(chan struct{})
				go func() { result, err = b.Build(t.Context(), req); close(done) }()
				stopped := false
				for running := true; running; {
					select {
					case <-done:
						running = false
					default:
						for pid, program := range children(t) {
							if program == tool && syscall.Kill(pid, syscall.SIGKILL) == nil {
								stopped = true
							}
						}
					}
				}
				if err != nil {
					t.Fatal(err)
				}
				if stopped && result.Program == nil {
					break
				}
				b.cache = newCache(1 << 20) // forget the program
			}
			if result.Program != nil || len(result.Diagnostics) != 1 || result.Diagnostics[0].Message != StoppedText {
				t.Fatalf("with the %s tool killed: %+v", tool, result)
			}
			mustBuild(t, b, req)
			if left, _ := filepath.Glob(filepath.Join(b.work, "*")); len(left) > 0 {
				t.Errorf("left behind: %q", left)
			}
		})
	}
}

// TestAFullDisk: nothing is held against the edits, and building goes on when
// there is room.
func TestAFullDisk(t *testing.T) {
	for _, room := range []string{"4k", "64k", "1m"} { // for the sources, for the compiler, for the linker
		t.Run(room, func(t *testing.T) {
			dir := t.TempDir()
			b := fresh(t, func(c *Config) { c.CacheDir = dir })
			if err := syscall.Mount("tmpfs", b.work, "tmpfs", 0, "size="+room); err != nil {
				t.Skipf("no small disk can be made here: %v", err)
			}
			mounted := true
			unmount := func() {
				if mounted {
					if err := syscall.Unmount(b.work, 0); err != nil {
						t.Error(err)
					}
					mounted = false
				}
			}
			t.Cleanup(unmount)
			req := Request{Lesson: "entropy", Edits: edit("Size", "func Size(counts []int) int { return len(counts) + 8 }")}
			r, err := b.Build(t.Context(), req)
			if !errors.Is(err, ErrNoRoom) {
				t.Errorf("with %s: %v, %+v", room, err, r.Diagnostics)
			}
			unmount()
			mustBuild(t, b, req)
		})
	}
}

// TestTheWorkDirectoryIsGone: somebody cleans up, or puts something else there.
func TestTheWorkDirectoryIsGone(t *testing.T) {
	b := fresh(t, func(c *Config) { c.CacheDir = t.TempDir() })
	req := func(n int) Request { return numberedRequest("cleaned", n) }
	if err := os.RemoveAll(b.cfg.CacheDir); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, b, req(1))
	if err := os.RemoveAll(b.work); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(b.work, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Build(t.Context(), req(2)); !errors.Is(err, ErrNoRoom) {
		t.Errorf("where it cannot write: %v", err)
	}
	if err := os.Remove(b.work); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, b, req(2))
}

// damaged returns a Builder on prepared packages of its own, which may be
// damaged, and their directory.
func damaged(t *testing.T) (*Builder, string) {
	t.Helper()
	from := builder(t).ready.Load().dir
	cfg := testConfig()
	cfg.CacheDir = t.TempDir()
	dir := filepath.Join(cfg.CacheDir, filepath.Base(from))
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	b, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if b.ready.Load().dir != dir {
		t.Fatal("another directory is used")
	}
	return b, dir
}

// harm does something to a prepared package that programs need. The file may be
// one with that of Go's own cache, which must not be harmed: it is copied first.
func harm(t *testing.T, b *Builder, dir, path string, do func(name string) error) {
	t.Helper()
	for _, p := range b.ready.Load().packages {
		if p.ImportPath == path {
			name := filepath.Join(dir, p.Export)
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if err := errors.Join(os.Remove(name), os.WriteFile(name, text, 0o644), do(name)); err != nil {
				t.Fatal(err)
			}
			return
		}
	}
	t.Fatalf("no package %s", path)
}

// TestDamagedPackages: whatever happens to the prepared packages while the
// server runs, or before it starts, they are mended, and nobody is told that
// the edits were at fault.
func TestDamagedPackages(t *testing.T) {
	for name, do := range map[string]func(name string) error{
		"truncated": func(name string) error { return os.Truncate(name, 100) },
		"empty":     func(name string) error { return os.Truncate(name, 0) },
		"gone":      os.Remove,
		"overwritten": func(name string) error {
			info, err := os.Stat(name)
			if err != nil {
				return err
			}
			return os.WriteFile(name, []byte(strings.Repeat("abacus", int(info.Size())/6+1))[:info.Size()], 0o644)
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			b, dir := damaged(t)
			b.cfg.Log = nil
			b.cfg = b.cfg.withDefaults()
			request := func(i int) Request {
				text := fmt.Sprintf("func Surprise(p float64) float64 { return %d * math.Log(p) }", i)
				return Request{Lesson: "entropy", Cells: []string{"NatsAndBits"}, Edits: edit("Surprise", text)}
			}
			packages := []string{"math", "runtime"} // one that the compiler reads, one that only the linker does
			for i, path := range packages {
				harm(t, b, dir, path, do)
				r, err := patiently(t, b, request(i))
				if err != nil || r.Program == nil {
					t.Errorf("%s: %v, %+v", path, err, r.Diagnostics)
				}
			}
			for _, path := range packages {
				harm(t, b, dir, path, do)
			}
			again, err := New(b.cfg)
			if err != nil {
				t.Fatal(err)
			}
			if err := again.Prepare(t.Context(), nil); err != nil {
				t.Errorf("a server that starts: %v", err)
			}
			mustBuild(t, again, request(len(packages)))
		})
	}
}

// patiently builds, and asks again as a page does while packages are prepared.
func patiently(t *testing.T, b *Builder, req Request) (r Result, err error) {
	t.Helper()
	need.Until(t, "an answer", func() bool {
		r, err = b.Build(t.Context(), req)
		return !errors.Is(err, ErrPreparing)
	})
	return r, err
}

// TestManyFindTheDamage: it is mended once.
func TestManyFindTheDamage(t *testing.T) {
	b, dir := damaged(t)
	b.cfg.Log = nil
	b.cfg = b.cfg.withDefaults()
	harm(t, b, dir, "math", os.Remove)
	var all sync.WaitGroup
	for i := range 8 {
		all.Go(func() {
			for {
				r, err := b.Build(t.Context(), numberedRequest("damage", i))
				if err == nil && r.Program != nil {
					return
				}
				if !errors.Is(err, ErrPreparing) {
					t.Errorf("%v %+v", err, r.Diagnostics)
					return
				}
				time.Sleep(100 * time.Millisecond)
			}
		})
	}
	all.Wait()
}
