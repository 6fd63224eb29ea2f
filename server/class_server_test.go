//go:build unix

package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	gometrics "runtime/metrics"
	"runtime/pprof"
	"strings"
	"syscall"
	"testing"
	"time"

	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/server/build"
	"abacus/server/class/store"
	"abacus/server/project"
	"abacus/server/wire"
)

// classServer is a server of the whole course in a process of its own, so that
// what it takes can be told from what simulated learners take.
type classServer struct {
	url string
	cmd *exec.Cmd
	end io.Closer // its standard input: it ends with it
}

const (
	asClassServer = "ABACUS_CLASS_SERVER" // set for the process that serves
	samplePath    = "/test/sample"        // where it tells what it takes
)

// startClassServer runs this test's program again, as the server.
func startClassServer(t testing.TB) *classServer {
	t.Helper()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(program, "-test.run=^TestServeClass$", "-test.timeout=0")
	cmd.Env = append(os.Environ(), asClassServer+"=1")
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	s := &classServer{cmd: cmd, end: in}
	t.Cleanup(func() {
		_ = in.Close() // it may have ended
		_ = cmd.Wait()
	})
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url, ok := strings.CutPrefix(lines.Text(), "serving "); ok {
			s.url = url
			go func() { _, _ = io.Copy(io.Discard, out) }()
			return s
		}
	}
	t.Fatal("the server did not start")
	return nil
}

// TestServeClass is the server's process, and nothing without being told so.
func TestServeClass(t *testing.T) {
	if os.Getenv(asClassServer) == "" {
		t.Skip("serves other tests, in a process of its own")
	}
	cache, err := need.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := build.New(build.Config{Module: os.DirFS(".."), Lessons: lessons.Slugs(), CacheDir: cache})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "class.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	s, err := New(Config{
		Addr: "127.0.0.1:0", Class: true, Classroom: db, Builder: b,
		Ready:   func(url string) { fmt.Println("serving " + url) },
		Project: project.OnDisk(".."),
		Log:     slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn})),
	})
	if err != nil {
		t.Fatal(err)
	}
	s.handler = elsewhere(s.handler, db)
	_ = s.Warm(t.Context()) // a lesson's problems are for other tests to find
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		cancel()
	}()
	stop := profile(t)
	if err := s.Run(ctx); err != nil {
		fmt.Fprintln(os.Stderr, err)
	}
	stop()
}

// elsewhere makes all clients seem to come from one address of another
// machine, and tells samples. Who has to be told apart names another address.
func elsewhere(next http.Handler, db *store.Store) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == samplePath {
			now := takeSample(r.URL.Query().Has("collect"))
			if r.URL.Query().Has("answers") {
				_ = db.Submissions(
					r.Context(),
					store.Filter{},
					func(wire.ClassSubmission) error { now.Answers++; return nil },
				) // a count that is short shows
			}
			_ = json.NewEncoder(w).Encode(now)
			return
		}
		r.RemoteAddr = "192.168.1.50:1000"
		if from := r.Header.Get("Test-From"); from != "" {
			r.RemoteAddr = from + ":1000"
		}
		next.ServeHTTP(w, r)
	})
}

// profile writes where processor time goes into the file that ABACUS_PROFILE
// names, for go tool pprof.
func profile(t *testing.T) (stop func()) {
	name := os.Getenv("ABACUS_PROFILE")
	if name == "" {
		return func() {}
	}
	f, err := os.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		t.Fatal(err)
	}
	return func() {
		pprof.StopCPUProfile()
		_ = f.Close() // what is missing shows
	}
}

// sample is what the server's process takes at a moment.
type sample struct {
	At                time.Time
	Live, Resident    float64 // MB: of the heap after the last collection; of the process
	Goroutines, Files float64
	Processor         time.Duration // since it started, compilers included
	Answers           int           // kept, where it was asked for
}

func takeSample(collect bool) sample {
	if collect {
		debug.FreeOSMemory()
	}
	live := []gometrics.Sample{{Name: "/gc/heap/live:bytes"}}
	gometrics.Read(live)
	var pages, resident float64
	if text, err := os.ReadFile("/proc/self/statm"); err == nil {
		_, _ = fmt.Sscan(string(text), &pages, &resident)
	}
	files, _ := os.ReadDir("/proc/self/fd") // none, where the system does not tell
	s := sample{
		At: time.Now(), Live: float64(live[0].Value.Uint64()) / (1 << 20),
		Resident:   resident * float64(os.Getpagesize()) / (1 << 20),
		Goroutines: float64(runtime.NumGoroutine()), Files: float64(len(files)),
	}
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var used syscall.Rusage
		if err := syscall.Getrusage(who, &used); err == nil {
			s.Processor += time.Duration(used.Utime.Nano() + used.Stime.Nano())
		}
	}
	return s
}

// sample asks the server what it takes. It may be asked to "collect" what is
// free before, or to count the "answers".
func (s *classServer) sample(t testing.TB, with string) (got sample) {
	t.Helper()
	response, err := http.Get(s.url + samplePath + "?" + with)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		t.Fatal(err)
	}
	return got
}
