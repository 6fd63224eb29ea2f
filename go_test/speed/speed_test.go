package speed

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server"
)

// These tests measure how long readers wait for their programs, from the click on
// Run to the first output, in a real browser with the real page:
//
//	go test ./go_test/speed -run TestSpeed -speed 20 -v
//
// A page of one cell shows the cost of a program with text and of one with a
// gonum/plot figure; the whole page builds and runs all its cells. While readers
// pause the page builds ahead, so each is measured twice: with Run pressed right
// after the last key, and a second later. The numbers are medians of alternating
// measurements. They are meaningful only on an otherwise idle machine: see the load
// average.
//
// Two other programs can be measured in the same run:
//
//   - The Go Tour, with -tour and the address of one that runs on this
//     machine: from the click on its Run to the first output of its first
//     program, in the same browser.
//   - GoNB, with -gonb and a command that talks to a kernel as Jupyter does:
//     for each line that it reads, it has the kernel execute a cell that draws
//     and displays a curve with gonum/plot, with a new number in its Go, and
//     writes the milliseconds from the request to the first output. This
//     leaves out the time of Jupyter's own page.
//
// Neither is part of the project. Without them, the tests compare with an earlier
// run: 220 ms for the Tour and 620 ms for GoNB's plot.
var (
	speed = flag.Int("speed", 0, "how many times to measure what readers wait for")
	tour  = flag.String("tour", "", "address of a Go Tour to compare with")
	gonb  = flag.String("gonb", "", "command that times a plot in GoNB: a line in, milliseconds out")
)

// aSecond is the length of a short pause, in milliseconds.
const aSecond = 1000

func TestSpeed(t *testing.T) {
	if *speed == 0 {
		t.Skip("measures for minutes: only with -speed")
	}
	t.Logf("load average %s", loadAverage())
	url := oneCellPages(t)
	text, plot := openPage(t, url+"/only/NatsAndBits"), openPage(t, url+"/only/BinaryCurve")
	whole := openPage(t, url+"/lessons/entropy")
	var ofText, ofPlot, ofWhole, ofPausedText, ofPausedPlot []pressed
	var ofCached, ofTour, ofGoNB []float64
	theTour, theKernel := openTour(t), startGoNB(t)
	for range *speed {
		ofText = append(ofText, text.press(0))
		ofPausedText = append(ofPausedText, text.press(aSecond))
		if theTour != nil {
			ofTour = append(ofTour, theTour())
		}
		ofPlot = append(ofPlot, plot.press(0))
		ofPausedPlot = append(ofPausedPlot, plot.press(aSecond))
		if theKernel != nil {
			ofGoNB = append(ofGoNB, theKernel())
		}
		ofWhole = append(ofWhole, whole.press(0))
		ofCached = append(ofCached, whole.buildAgain())
	}
	ofSlider := plot.slide(5 * *speed)
	t.Logf("text: %s", parts(ofText))
	t.Logf("plot: %s", parts(ofPlot))
	t.Logf("text, a second after the last key: %s", parts(ofPausedText))
	t.Logf("plot, a second after the last key: %s", parts(ofPausedPlot))
	t.Logf("the whole page of entropy: %s", parts(ofWhole))
	t.Logf("a cached build, over HTTP: %s (goal 10 ms)", spread(ofCached))
	t.Logf("a slider's step in the reader's plot: %s (goal 30 ms)", spread(ofSlider))
	theirs, drawn := orEarlier(ofTour, 220), orEarlier(ofGoNB, 620)
	t.Logf("text / Go Tour: %.2f, after a second %.2f (goal 0.5); the Tour: %s",
		median(totals(ofText))/theirs, median(totals(ofPausedText))/theirs, spread(ofTour))
	t.Logf("plot / GoNB: %.2f, after a second %.2f (goal 0.4); GoNB: %s",
		median(totals(ofPlot))/drawn, median(totals(ofPausedPlot))/drawn, spread(ofGoNB))
	t.Logf("load average %s", loadAverage())
	bench := exec.Command("go", "test", "./server/build", "-run", "xxx",
		"-bench", "Build|Cached", "-benchtime", strconv.Itoa(*speed)+"x")
	bench.Dir = course.Root()
	out, err := bench.CombinedOutput()
	t.Logf("the build compared with compiling and linking alone (goal 1.3):\n%s", out)
	if err != nil {
		t.Error(err)
	}
	t.Logf("load average %s", loadAverage())
}

// TestSpeedOfManyLearners lets thirty learners press Run within five seconds, each
// with an edit of their own, half with a plot. All must get a program.
func TestSpeedOfManyLearners(t *testing.T) {
	if *speed == 0 {
		t.Skip("measures: only with -speed")
	}
	t.Logf("load average %s", loadAverage())
	url := oneCellPages(t)
	const learners = 30
	took := make([]float64, learners)
	var group sync.WaitGroup
	tick := time.NewTicker(5 * time.Second / learners)
	defer tick.Stop()
	for i := range learners {
		<-tick.C
		group.Go(func() {
			began := time.Now()
			answer := course.Ask(t, "POST", url+"/lessons/entropy/build", fmt.Sprintf(`{"cells": [%q], "edits": [
				{"declaration": "Surprise", "text": "func Surprise(p float64) float64 { return %d }"}
			]}`, []string{"NatsAndBits", "BinaryCurve"}[i%2], i))
			var built struct{ Program string }
			if err := json.Unmarshal([]byte(answer), &built); err != nil || built.Program == "" {
				t.Errorf("the build for learner %d returns %s", i, answer)
				return
			}
			if wasm := course.Ask(t, "GET", url+built.Program, ""); !strings.HasPrefix(wasm, "\x00asm") {
				t.Errorf("learner %d got no program", i)
			}
			took[i] = time.Since(began).Seconds() * 1000
		})
	}
	group.Wait()
	t.Logf("%d learners within 5 s: %s", learners, spread(took))
	t.Logf("load average %s", loadAverage())
}

var cellSection = regexp.MustCompile(`(?s)<section [^>]*data-cell="([^"]+)".*?</section>`)

// oneCellPages serves the course and pages of one cell.
func oneCellPages(t *testing.T) (url string) {
	t.Helper()
	browser.Need(t) // skips before anything is prepared
	cfg := course.Config()
	cfg.Builder = course.NewBuilder(t)
	s, err := server.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return course.Serve(t, withOneCellPages(s.Handler()))
}

// withOneCellPages adds a page at /only/<cell>: the lesson entropy without any
// other cell.
func withOneCellPages(next http.Handler) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", next)
	mux.HandleFunc("GET /only/{cell}", func(w http.ResponseWriter, r *http.Request) {
		whole := httptest.NewRecorder()
		page := httptest.NewRequest(http.MethodGet, "/lessons/entropy", nil)
		page.Host = r.Host
		next.ServeHTTP(whole, page)
		for _, name := range []string{"Content-Type", "Content-Security-Policy"} {
			w.Header().Set(name, whole.Header().Get(name))
		}
		_, _ = io.WriteString(w, cellSection.ReplaceAllStringFunc(whole.Body.String(), func(section string) string {
			if cellSection.FindStringSubmatch(section)[1] == r.PathValue("cell") {
				return section
			}
			return ""
		}))
	})
	return mux
}

// reader is a page on which Surprise is changed repeatedly.
type reader struct {
	*browser.Page
	factor string // the current one in Surprise
	runs   int
}

func openPage(t *testing.T, address string) *reader {
	t.Helper()
	i := strings.Index(address[len("http://"):], "/") + len("http://")
	r := &reader{Page: browser.NewPage(t, address[:i]), factor: ""}
	r.Open(address[i:])
	r.press(0) // loads the editor and the frame
	return r
}

// pressed says when the steps after a click on Run ended, in milliseconds since the
// click.
type pressed struct{ Built, Fetched, Shown float64 }

// press changes Surprise, presses Run after a pause in milliseconds, and waits
// until the first cell shows outputs of the reader's program.
func (r *reader) press(pause int) pressed {
	r.T.Helper()
	r.runs++
	factor := fmt.Sprintf("1.%04d * ", r.runs)
	r.Edit(course.Surprise, "return "+r.factor+"math.Log2(", "return "+factor+"math.Log2(")
	r.factor = factor
	return browser.Eval[pressed](r.Page, `(async () => {
		await new Promise((resolve) => setTimeout(resolve, %s));
		return new Promise((resolve) => {
			performance.clearResourceTimings();
			const began = performance.now();
			const watch = new MutationObserver((changes) => {
				if (!changes.some((c) => [...c.addedNodes].some((n) => n.nodeType === 1 && n.matches(".yours")))) return;
				watch.disconnect();
				const shown = performance.now() - began;
				const end = (part) => (performance.getEntriesByType("resource")
					.findLast((e) => e.name.includes(part))?.responseEnd ?? began) - began;
				resolve({ built: end("/build"), fetched: Math.max(end("/build"), end("/programs/")), shown });
			});
			watch.observe(document.body, { childList: true, subtree: true });
			document.querySelector(%s + " .bar .run").click();
		});
	})()`, pause, course.Surprise)
}

func totals(list []pressed) []float64 {
	var times []float64
	for _, p := range list {
		times = append(times, p.Shown)
	}
	return times
}

// parts describes the times of presses and their parts in words.
func parts(list []pressed) string {
	var build, fetch, run []float64
	for _, p := range list {
		build = append(build, p.Built)
		fetch = append(fetch, p.Fetched-p.Built)
		run = append(run, p.Shown-p.Fetched)
	}
	return fmt.Sprintf("%s; of these the build %.1f, sending the program %.1f, starting and running it %.1f",
		spread(totals(list)), median(build), median(fetch), median(run))
}

// buildAgain returns how many milliseconds the server takes to return the page's
// build once more.
func (r *reader) buildAgain() float64 {
	r.T.Helper()
	return browser.Eval[float64](r.Page, `(async () => {
		const { page } = await import(document.querySelector("script[type=module]").src);
		const edits = page.edits.list;
		const cells = [...document.querySelectorAll(".cell[data-cell]")].map((c) => c.dataset.cell);
		const began = performance.now();
		const answer = await (await fetch("/lessons/entropy/build?part", {
			method: "POST", body: JSON.stringify({ edits, cells }), headers: { "Content-Type": "application/json" },
		})).json();
		if (!answer.cached) throw new Error("the build was not cached");
		return performance.now() - began;
	})()`)
}

// slide moves the coin's slider and returns the milliseconds that each step takes,
// including the layout of its figure.
func (r *reader) slide(steps int) []float64 {
	r.T.Helper()
	return browser.Eval[[]float64](r.Page, `(async () => {
		const slider = document.querySelector("#BinaryCurve-p");
		const outputs = document.querySelector("#cell-BinaryCurve > .outputs");
		const times = [];
		for (let i = 0; i < %s; i++) {
			const shown = new Promise((resolve) => new MutationObserver((_, watch) => {
				watch.disconnect();
				resolve();
			}).observe(outputs, { childList: true }));
			const began = performance.now();
			slider.value = (i %% 99 + 1) / 100;
			slider.dispatchEvent(new Event("input", { bubbles: true }));
			await shown;
			outputs.getBoundingClientRect();
			times.push(performance.now() - began);
		}
		return times;
	})()`, steps)
}

func orEarlier(times []float64, earlier float64) float64 {
	if len(times) == 0 {
		return earlier
	}
	return median(times)
}
