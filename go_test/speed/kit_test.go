package speed

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/build"
)

// TestKitSpeed measures how quickly the page builds and runs a program by itself:
//
//	go test ./go_test/speed -run KitSpeed -speed 20 -v
//
// It asserts no time. It logs what it measured, with the machine and its load,
// without which the numbers mean little.
func TestKitSpeed(t *testing.T) {
	if *speed == 0 {
		t.Skip("measures only with -speed")
	}
	srv := course.NewKitServer(t, withOneCellPages)
	t.Log(machine())
	m, _, err := srv.Kit.Manifest()
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int64{}
	for _, p := range m.Packs {
		sizes[p.Name] = p.Export.Brotli + p.Link.Brotli
	}
	tools := m.Compile.Brotli + m.Link.Brotli + m.Assemble.Brotli + m.Glue.Brotli + m.Course.Brotli
	text := tools + sizes["base"] + sizes["base_ours"]
	megabytes := func(n int64) string { return fmt.Sprintf("%.1f MB", float64(n)/1e6) }
	stats := text + sizes["stats"]
	figures := stats + sizes["plot"] + sizes["plot_ours"]
	t.Logf("download with brotli (0 without it): tools %s; for text %s, with gonum/stat %s, with figures %s",
		megabytes(tools), megabytes(text), megabytes(stats), megabytes(figures))

	nativeText, nativeFigure := native(t, "NatsAndBits"), native(t, "BinaryCurve")
	t.Logf("built by this machine's compiler and linker: text %.0f ms, figure %.0f ms", nativeText, nativeFigure)
	p := browser.NewTab(t, srv.URL)
	p.Open("/lessons/entropy")
	prepareToMeasure(p)
	t.Logf("first visit: kit loaded after %.0f ms, first build at idle times after %.0f ms more",
		ms(p, "openKit()"), ms(p, `once("NatsAndBits", 0)`))
	t.Logf("first Run after that, with a figure: %.0f ms", ms(p, `once("BinaryCurve", 1)`))
	for _, when := range []string{"at first", "later"} { // the browser still optimizes the tools
		series(p, t, "text, "+when, "NatsAndBits", nativeText)
		series(p, t, "figure, "+when, "BinaryCurve", nativeFigure)
	}
	t.Logf("peak sizes of the renderers: %d MB", renderersPeak())

	time.Sleep(3 * time.Second) // the browser caches what it has compiled
	var visits []float64
	for range min(*speed, 5) {
		p.Open("/lessons/entropy")
		prepareToMeasure(p)
		visits = append(visits, ms(p, `(async () => { await openKit(); await once("NatsAndBits", 2); })()`))
	}
	slices.Sort(visits)
	t.Logf("returning visit, from opening to the first result: median %.0f ms of %.0f", visits[len(visits)/2], visits)
	for _, cell := range []string{"NatsAndBits", "BinaryCurve"} {
		ofThePage(p, t, cell)
	}
}

// native returns how long the server's build takes on this machine, in
// milliseconds, to compare with the page's.
func native(t *testing.T, cell string) float64 {
	t.Helper()
	b := course.NewBuilder(t)
	var times []float64
	for i := range 7 {
		text := fmt.Sprintf("func Size(counts []int) int { return %d }", time.Now().UnixNano()+int64(i))
		r, err := b.Build(t.Context(), build.Request{Lesson: "entropy", Cells: []string{cell}, Edits: []build.Edit{
			{Declaration: "Size", Text: text},
		}})
		if err != nil || r.Program == nil {
			t.Fatalf("%v %v", err, r.Diagnostics)
		}
		times = append(times, float64(r.Took.Microseconds())/1000)
	}
	return median(times)
}

// ofThePage measures a page of one cell that builds by itself: from the click on
// Run to the first output, with Run pressed right after the last key and two seconds
// later.
func ofThePage(p *browser.Page, t *testing.T, cell string) {
	t.Helper()
	p.Open("/only/" + cell)
	browser.Eval[bool](p, `(localStorage.clear(), localStorage.setItem("abacus-builder", "browser"), true)`)
	course.Unhurried(p)
	p.Open("/only/" + cell)
	r := &reader{Page: p}
	r.press(0)
	p.Wait("the compiler to have built once", `document.documentElement.dataset.builder === "ready"`)
	var ofNow, ofPaused []pressed
	for range *speed {
		ofNow = append(ofNow, r.press(0))
		ofPaused = append(ofPaused, r.press(2*aSecond))
	}
	t.Logf("Run to output, %s alone on its page: %s", cell, spread(totals(ofNow)))
	t.Logf("the same, two seconds after the last key: %s", spread(totals(ofPaused)))
}

// series measures builds of one kind, each with a new edit. Before each it waits a
// second, in which the page starts the tools for it.
func series(p *browser.Page, t *testing.T, what, cell string, native float64) {
	t.Helper()
	var built, total []float64
	for i := range *speed {
		got := browser.Eval[[2]float64](p, `(async () => {
			await new Promise((resolve) => setTimeout(resolve, 1000));
			return once(%s, %s);
		})()`, cell, 100+i)
		built, total = append(built, got[0]), append(total, got[1])
	}
	slices.Sort(built)
	slices.Sort(total)
	t.Logf("warm %s: built in %.0f ms, %.1f times as long as with this machine's tools; "+
		"with its run in the page %.0f ms (medians of %d; best %.0f ms)",
		what, built[len(built)/2], built[len(built)/2]/native, total[len(total)/2], *speed, total[0])
}

// prepareToMeasure defines openKit, which loads the kit, and once, which builds and
// runs a cell with an edit.
func prepareToMeasure(p *browser.Page) {
	p.T.Helper()
	browser.Eval[any](p, `(async () => {
		const main = document.querySelector("script[src$='/js/main.js']").src;
		const { BrowserBuilder } = await import(new URL("program/toolchain/builder.js", main).href);
		const { createRunner } = await import(new URL("program/run/runner.js", main).href);
		const { page } = await import(main);
		const builder = new BrowserBuilder(page.api, "/kit/", "entropy", () => {});
		const runner = createRunner(page, { timeout: 100_000 });
		runner.prepare();
		window.openKit = () => builder.open();
		window.once = async (cell, n) => {
			const edits = [{ declaration: "Size", text: "func Size(counts []int) int { return " + n + " }" }];
			const began = performance.now();
			const { signal } = new AbortController();
			const { wasm } = await builder.build({ lesson: "entropy", edits, cells: [cell] }, signal, 100_000);
			const built = performance.now() - began;
			await runner.load(wasm);
			const { output } = await runner.call(cell, {});
			if (!output.events.length) throw new Error("nothing shown");
			return [built, performance.now() - began];
		};
	})()`)
}

// ms returns how many milliseconds a promise in the page takes.
func ms(p *browser.Page, promise string) float64 {
	p.T.Helper()
	return browser.Eval[float64](p, `(async () => {
		const began = performance.now();
		await `+promise+`;
		return performance.now() - began;
	})()`)
}

// machine describes the machine and its load.
func machine() string {
	load, _ := os.ReadFile("/proc/loadavg") // exists only on Linux
	return fmt.Sprintf("%s/%s, %d cores, load %s",
		runtime.GOOS, runtime.GOARCH, runtime.NumCPU(), strings.TrimSpace(string(load)))
}

// renderersPeak returns the peak resident sizes of our browser's renderers in MB,
// the largest first: that of the page with the compiler. It needs /proc, and
// returns none elsewhere.
func renderersPeak() []int {
	var peaks []int
	status, _ := filepath.Glob("/proc/[0-9]*/status")
	for _, path := range status {
		command, err := os.ReadFile(filepath.Join(filepath.Dir(path), "cmdline"))
		if err != nil || !strings.Contains(string(command), "--type=renderer") || !ours(path) {
			continue
		}
		kb, _ := strconv.Atoi(strings.TrimSuffix(field(path, "VmHWM"), " kB"))
		peaks = append(peaks, kb/1024)
	}
	slices.Sort(peaks)
	slices.Reverse(peaks)
	return peaks
}

// ours reports whether a process descends from this one.
func ours(status string) bool {
	for pid := field(status, "PPid"); pid != "" && pid != "0"; pid = field("/proc/"+pid+"/status", "PPid") {
		if pid == strconv.Itoa(os.Getpid()) {
			return true
		}
	}
	return false
}

// field returns the value of a field in a file in /proc, or "".
func field(path, name string) string {
	text, _ := os.ReadFile(path) // the process may have ended
	for line := range strings.SplitSeq(string(text), "\n") {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			return strings.TrimSpace(value)
		}
	}
	return ""
}
