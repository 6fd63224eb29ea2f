//go:build unix

package server

import (
	"bytes"
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server/build"
	"abacus/static"
)

var (
	learners = flag.Int("learners", 0, "measure the server with so many learners")
	lasting  = flag.Duration("for", time.Minute, "how long the learners work")
)

// TestClassLoad lets simulated learners work as a class does, all behind one
// address that is not this machine's, and prints what they waited:
//
//	go test ./server -run ClassLoad -learners 30 -for 1m -v
//
// Each does something about every six seconds: opens a lesson (30 of 100
// times), drags a slider over ten steps (35), runs SQL (20), or changes code
// and runs it (15). Once, half way, the teacher says "now run it", and all
// change code at once. Learners and server share the machine.
func TestClassLoad(t *testing.T) {
	if *learners == 0 {
		t.Skip("a measurement: run with -learners 30 -v")
	}
	url := serveClass(t)
	before, spent := loadAverage(), processorTime()
	c := &class{url: url, diary: diary{by: map[string]*entryOf{}}, together: make(chan struct{})}
	c.client.Transport = &http.Transport{MaxIdleConnsPerHost: *learners, DisableCompression: true}
	ctx, cancel := context.WithTimeout(t.Context(), *lasting)
	defer cancel()
	bell := time.AfterFunc(*lasting/2, func() { close(c.together) })
	defer bell.Stop()
	var all sync.WaitGroup
	for i := range *learners {
		all.Go(func() { c.learn(ctx, rand.New(rand.NewPCG(uint64(i), 1))) })
	}
	all.Wait()
	spent = processorTime() - spent
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	t.Logf("%d learners, %s, %d processors, %.2f of them used, load average before %s, after %s, %d MB of heap",
		*learners, *lasting, runtime.GOMAXPROCS(0), spent.Seconds()/lasting.Seconds(), before, loadAverage(), memory.HeapInuse>>20)
	c.diary.print(t)
}

// serveClass serves the whole course, with a compiler, to learners at one
// address of another machine.
func serveClass(t *testing.T) (url string) {
	t.Helper()
	cache, err := os.UserCacheDir()
	if err != nil {
		t.Fatal(err)
	}
	b, err := build.New(build.Config{Module: os.DirFS(".."), Lessons: lessons.Slugs(), CacheDir: filepath.Join(cache, "abacus")})
	if err != nil {
		t.Fatal(err)
	}
	if err := b.Prepare(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	ready := make(chan string, 1)
	s, err := New(Config{
		Addr: "127.0.0.1:0", Class: true, Builder: b, Ready: func(url string) { ready <- url },
		Module: os.DirFS(".."), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS, Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	next := s.handler
	s.handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.RemoteAddr = "192.168.1.50:1000"
		next.ServeHTTP(w, r)
	})
	_ = s.Warm(t.Context()) // a lesson's problems are for other tests to find
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	t.Cleanup(func() {
		cancel()
		receive(t, "Run returns", ended)
	})
	return receive(t, "the server listens", ready)
}

// class is learners at work.
type class struct {
	url      string
	client   http.Client
	together chan struct{} // closed when all are told to run something
	diary    diary
}

// learn is one learner's hour.
func (c *class) learn(ctx context.Context, random *rand.Rand) {
	together := c.together
	for {
		pause := time.NewTimer(time.Duration(random.ExpFloat64() * float64(6*time.Second)))
		select {
		case <-ctx.Done():
			pause.Stop()
			return
		case <-together:
			together = nil // once
			c.run(ctx, random, "run, all at once")
		case <-pause.C:
			c.act(ctx, random)
		}
		pause.Stop()
	}
}

func (c *class) act(ctx context.Context, random *rand.Rand) {
	switch p := random.IntN(100); {
	case p < 30:
		slug := lessons.Slugs()[random.IntN(len(lessons.Slugs()))]
		c.timed(ctx, "open a lesson", func() answerOf { return c.ask(ctx, "/lessons/"+slug, "", "") })
	case p < 65:
		at := random.IntN(90)
		for step := range 10 {
			path := fmt.Sprintf("/lessons/entropy/cells/BinaryCurve?BinaryCurve.p=0.%02d&part", at+step)
			if at%2 == 0 {
				path = fmt.Sprintf("/lessons/knn/cells/Regions?Regions.k=%d&part", 2*(at%5+step)+1)
			}
			c.timed(ctx, "a slider's step", func() answerOf { return c.ask(ctx, path, "", "") })
		}
	case p < 85:
		q := fmt.Sprintf("q=SELECT+%d,+count(*)+FROM+sqlite_schema", random.Int())
		c.timed(ctx, "sql", func() answerOf {
			return c.ask(ctx, "/lessons/joins/sql/0?part", "application/x-www-form-urlencoded", q)
		})
	default:
		c.run(ctx, random, "run")
	}
}

// run changes a declaration, has it built with all cells of the page, and
// fetches the program.
func (c *class) run(ctx context.Context, random *rand.Rand, as string) {
	all := lessons.All()
	l := all[slices.IndexFunc(all, func(l lessons.Lesson) bool { return l.Slug == "entropy" })]
	text, _ := json.Marshal(map[string]any{
		"cells": slices.Sorted(maps.Keys(l.Cells)),
		"edits": []map[string]string{{
			"declaration": "Surprise",
			"text":        fmt.Sprintf("func Surprise(p float64) float64 {\n\treturn math.Log2(1/p) + 0*%d\n}", random.IntN(1e9)),
		}},
	})
	c.timed(ctx, as, func() answerOf {
		a := c.ask(ctx, "/lessons/entropy/build", "application/json", string(text))
		var built struct{ Program, Problem string }
		if a.code == http.StatusOK {
			if err := json.Unmarshal(a.body, &built); err != nil || built.Program == "" {
				return answerOf{code: http.StatusInternalServerError, body: a.body}
			}
			return c.ask(ctx, built.Program, "", "")
		}
		return a
	})
}

// answerOf is a server's answer; its code is 0 when there was none.
type answerOf struct {
	code int
	body []byte
}

func (c *class) ask(ctx context.Context, path, contentType, body string) answerOf {
	method := map[bool]string{true: http.MethodPost, false: http.MethodGet}[contentType != ""]
	r, err := http.NewRequestWithContext(ctx, method, c.url+path, strings.NewReader(body))
	if err != nil {
		return answerOf{}
	}
	r.Header.Set("Accept-Encoding", "gzip") // all that browsers offer without TLS
	r.Header.Set("Content-Type", contentType)
	response, err := c.client.Do(r)
	if err != nil {
		return answerOf{}
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return answerOf{}
	}
	return answerOf{response.StatusCode, text}
}

// timed does something as a page does it, again while the server is busy, and
// writes down how long it took.
func (c *class) timed(ctx context.Context, what string, do func() answerOf) {
	start := time.Now()
	for {
		a := do()
		if ctx.Err() != nil {
			return // the hour is over
		}
		c.diary.note(what, a, time.Since(start))
		if a.code != http.StatusTooManyRequests && a.code != http.StatusServiceUnavailable {
			return
		}
		select {
		case <-time.After(time.Second):
		case <-ctx.Done():
		}
	}
}

// diary is what all learners waited for.
type diary struct {
	mu sync.Mutex
	by map[string]*entryOf
}

type entryOf struct {
	took                  []time.Duration
	refused, busy, failed int
	bytes                 int
	problem               []byte
}

func (d *diary) note(what string, a answerOf, took time.Duration) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.by[what] == nil {
		d.by[what] = &entryOf{}
	}
	switch e := d.by[what]; a.code {
	case http.StatusOK:
		e.took = append(e.took, took)
		e.bytes += len(a.body)
	case http.StatusTooManyRequests:
		e.refused++
	case http.StatusServiceUnavailable:
		e.busy++
	default:
		e.failed++
		e.problem = bytes.Clone(a.body[:min(len(a.body), 300)])
	}
}

func (d *diary) print(t *testing.T) {
	for _, what := range slices.Sorted(maps.Keys(d.by)) {
		e := d.by[what]
		if e.failed > 0 {
			t.Errorf("%s failed %d times: %s", what, e.failed, e.problem)
		}
		if len(e.took) == 0 {
			continue
		}
		slices.Sort(e.took)
		at := func(share int) time.Duration { return e.took[(len(e.took)-1)*share/100].Round(100 * time.Microsecond) }
		t.Logf("%-18s %6d done, %d failed, %d too many, %d busy; median %s, p95 %s, worst %s, %d KB each",
			what, len(e.took), e.failed, e.refused, e.busy, at(50), at(95), at(100), e.bytes/len(e.took)>>10)
	}
}

// processorTime is what this process and the compilers it ran have used.
func processorTime() (sum time.Duration) {
	for _, who := range []int{syscall.RUSAGE_SELF, syscall.RUSAGE_CHILDREN} {
		var used syscall.Rusage
		if err := syscall.Getrusage(who, &used); err == nil {
			sum += time.Duration(used.Utime.Nano() + used.Stime.Nano())
		}
	}
	return sum
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
