package running

import (
	"strings"
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
	"abacus/server/wire"
)

// runnerBench opens a page whose runner has loaded the program rogue.
func runnerBench(t *testing.T, options string) (*course.Bench, *browser.Page) {
	t.Helper()
	b := course.NewBench(t, "<main><h1>bench</h1></main>")
	b.Wasm["rogue"] = course.Compiled(t, "rogue")
	p := b.Open(t)
	browser.Eval[any](p, `(async () => {
		window.runner = createRunner(`+options+`);
		window.loaded = await runner.load(await program("rogue"));
	})()`)
	if failure := browser.Eval[string](p, "loaded.failure?.message ?? ''"); failure != "" {
		t.Fatal("the program does not start: ", failure)
	}
	return b, p
}

func TestRunnerRuns(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{}")
	course.Works(p)
	if got := course.Call(p, "sleep", nil); got.Say != "rested" {
		t.Errorf("a cell that sleeps results in %+v", got)
	}
	if got := course.Call(p, "missing", nil); got.Kind != "cell" {
		t.Errorf("a missing cell results in %+v", got)
	}
	course.Works(p)
}

// Each call finds the program as it was after its start, whatever the calls before
// have done to its variables, its memory or its stacks.
func TestEveryCallIsFresh(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{}")
	if got := browser.Eval[string](p, "loaded.text"); got != "printed at the start\n" {
		t.Errorf("at its start the program prints %q", got)
	}
	const cells = "count count later sleep count deep deep count grow count grow count"
	for cell := range strings.FieldsSeq(cells) {
		got := course.Call(p, cell, nil)
		want := "call 1"
		switch cell {
		case "sleep":
			want = "rested"
		case "deep":
			want = "20000 call 1"
		}
		if got.Say != want || strings.Contains(got.Text, "too late") {
			t.Errorf("%s: %+v, want %s", cell, got, want)
		}
	}
}

func TestProgramsEndCleanly(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 120_000, maxMemory: 128 << 20 }")
	tests := []struct{ cell, kind, message, text, trace, frame string }{
		{cell: "panic", kind: "panic", message: "assignment to entry in nil map",
			trace: "goroutine ", frame: "main.init.func"},
		{cell: "exit", kind: "exit", message: "exit code 3", text: "going\n"},
		{cell: "deadlock", kind: "deadlock", message: "every goroutine is waiting", trace: "chan receive"},
		{cell: "endless", kind: "stack", message: "calls itself"},
		{cell: "bomb", kind: "memory", message: "more than 128 MiB"},
		{cell: "gulp", kind: "memory", message: "more than 128 MiB"},
		{cell: "huge", kind: "result", message: "too large"},
	}
	for _, tc := range tests {
		t.Run(tc.cell, func(t *testing.T) {
			got := course.Call(p, tc.cell, nil)
			if got.Kind != tc.kind || !strings.Contains(got.Message, tc.message) ||
				got.Text != tc.text || !strings.Contains(got.Trace, tc.trace) {
				t.Errorf("the outcome is %+v", got)
			}
			if tc.frame != "" && (len(got.Frames) == 0 || !strings.Contains(got.Frames[0], tc.frame)) {
				t.Errorf("the stack is %q", got.Frames)
			}
			course.Works(p)
			t.Logf("ended after %.0f ms", got.Took)
		})
	}
}

func TestAnEndlessLoopIsStopped(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 2000 }")
	got := course.Call(p, "loop", nil)
	if got.Kind != "timeout" || !strings.Contains(got.Message, "not finished after 2 seconds") ||
		got.Text != "before the loop\n" {
		t.Errorf("the outcome is %+v", got)
	}
	course.Works(p)
}

func TestOutputFloodIsCut(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 5000 }")
	got := course.Call(p, "flood", nil)
	if n := len(got.Text); n < 1<<20 || n > 1<<20+100 {
		t.Errorf("%d bytes were kept", n)
	}
	if got.Say != "printed 5 MB" || !strings.HasSuffix(got.Text, "printed more than 1024 KiB.\n") {
		t.Errorf("the cell says %q, and its text ends with %q", got.Say, got.Text[max(0, len(got.Text)-80):])
	}
	t.Logf("5 MB in %.0f ms", got.Took)
	if got := course.Call(p, "drip", nil); got.Kind != "timeout" || len(got.Text) < 1<<20 || len(got.Text) > 1<<20+100 {
		t.Errorf("an endless drip results in %s and %d bytes", got.Kind, len(got.Text))
	}
	course.Works(p)
}

func TestMessagesOfTheProgramAreNotTrusted(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{}")
	if got := course.Call(p, "messages", nil); got.Kind != "flood" {
		t.Errorf("endless messages result in %s %s", got.Kind, got.Message)
	}
	course.Works(p)
	if got := course.Call(p, "nonsense", nil); got.Say != "sent" {
		t.Errorf("nonsense results in %+v", got)
	}
	course.Works(p)
	for range 20 { // an unsolicited answer is not mistaken for the next call's
		if got := course.Call(p, "forge", nil); got.Say != "sent" {
			t.Errorf("a forged answer results in %+v", got)
		}
		course.Works(p)
	}
}

// A program whose frame has gone runs in a new one: it was not slow.
func TestAFrameThatIsGoneIsReplaced(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 4000 }")
	for what, breaks := range map[string]string{
		"replaced": `new Promise(done => { frame.onload = done; frame.src = "about:blank"; })`,
		"removed":  `frame.remove()`, // which nobody hears of
	} {
		browser.Eval[any](p, `(async () => {
			const frame = document.querySelector("iframe");
			await `+breaks+`;
		})()`)
		got := course.Call(p, "hello", map[string]string{"name": "you"})
		if got.Say != "hello you" {
			t.Errorf("after the frame was %s, a call results in %+v", what, got)
		}
	}
	course.Works(p)
}

// What a program printed before its frame went is not printed twice.
func TestWhatALostTryPrintedDoesNotCount(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, `{
		timeout: 3600_000, onText: (text) => (window.printed += text),
		onRetry: () => (window.printed = "", window.retried = true),
	}`)
	browser.Eval[any](p, `{ window.printed = ""; window.result = runner.call("loop", {}); 0 }`)
	p.Wait("the loop to be under way", `printed === "before the loop\n"`)
	browser.Eval[any](p, `(document.querySelector("iframe").src = "about:blank", 0)`)
	p.Wait("the second try to be under way", `window.retried && printed`)
	got := browser.Eval[string](p, `(runner.stop(), window.result.then(({ text }) => text + "and " + printed))`)
	if want := "before the loop\nand before the loop\n"; got != want {
		t.Errorf("the text and what was printed is %q, want %q", got, want)
	}
	course.Works(p)
}

// Stop ends a program long before its timeout, which is an hour here.
func TestStopIsAtOnce(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 3600_000, onText: (text) => (window.printed = text) }")
	browser.Eval[any](p, `{ window.result = runner.call("loop", {}).then(r => (`+course.Report+`)(r, began)); 0 }`)
	p.Wait("the loop to be under way", `window.printed === "before the loop\n"`)
	got := browser.Eval[course.Outcome](p, `(window.began = performance.now(), runner.stop(), window.result)`)
	if got.Kind != "stopped" || got.Text != "before the loop\n" {
		t.Errorf("the outcome is %+v", got)
	}
	t.Logf("stopped after %.0f ms", got.Took)
	course.Works(p)
}

// A call that would run for an hour gives way to a newer one, after a moment.
func TestTheLastInputWins(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{ timeout: 3600_000 }")
	for calls, want := range map[string]string{
		`[...Array(20).keys()].map(i => runner.call("hello", { name: String(i) }))`: "hello 0" +
			strings.Repeat(" -", 18) + " hello 19",
		`[runner.call("loop", {}), runner.call("hello", { name: "new" })]`: "- hello new",
	} {
		says := browser.Eval[[]string](p, `(async () => {
			const results = await Promise.all(`+calls+`);
			return results.map(r => r?.output.events[0].text ?? "-");
		})()`)
		if strings.Join(says, " ") != want {
			t.Errorf("%s results in %q", calls, says)
		}
	}
}

func TestSliderLatencyWhenWarm(t *testing.T) {
	t.Parallel()
	_, p := runnerBench(t, "{}")
	course.Works(p)
	type stats struct{ Median, P95, Worst float64 }
	got := browser.Eval[stats](p, `(async () => {
		const times = [];
		for (let i = 0; i < 200; i++) {
			const began = performance.now();
			await runner.call("hello", { name: String(i) });
			times.push(performance.now() - began);
		}
		times.sort((a, b) => a - b);
		return { median: times[100], p95: times[190], worst: times[199] };
	})()`)
	t.Logf("a call of a warm program: median %.2f ms, p95 %.2f ms, worst %.2f ms", got.Median, got.P95, got.Worst)
	restart := browser.Eval[float64](p, `(async () => {
		runner.stop();
		await runner.call("exit", {});
		const began = performance.now();
		await runner.call("hello", {});
		return performance.now() - began;
	})()`)
	t.Logf("a call that restarts the program: %.1f ms", restart)
	if got.Median > restart/4 { // about half of the restart is the start of its worker
		t.Errorf("a call of a warm program takes %.1f ms, one that restarts it %.1f ms", got.Median, restart)
	}
}

// A lesson's own program in the browser shows what the server shows, and a step of
// a slider is quick, including drawing and layout.
func TestPlotsInTheBrowser(t *testing.T) {
	t.Parallel()
	handler, err := course.Handler()
	if err != nil {
		t.Fatal(err)
	}
	b, p := outputsBench(t)
	b.Mux.Handle("GET /lessons/", handler)
	b.Wasm["entropy"] = course.Built(t, course.Workshop(t).URL, "entropy", wire.BuildRequest{})
	browser.Eval[any](p, sameTree)
	started := browser.Eval[float64](p, `(async () => {
		window.runner = createRunner();
		const wasm = await program("entropy");
		const began = performance.now();
		const { failure } = await runner.load(wasm);
		if (failure) throw new Error(failure.message);
		return performance.now() - began;
	})()`)
	t.Logf("%.1f MB started in %.0f ms", float64(len(b.Wasm["entropy"]))/1e6, started)

	for _, at := range []string{"0.3", "0.77"} {
		difference := browser.Eval[string](p, `(async (p) => {
			const theirs = document.createElement("template");
			theirs.innerHTML = await (await fetch("/lessons/entropy/cells/BinaryCurve?part&BinaryCurve.p=" + p)).text();
			const { output } = await runner.call("BinaryCurve", { p });
			return different(theirs.content.firstElementChild, outputs.fragment("BinaryCurve", output), "") ?? "";
		})(%s)`, at)
		if difference != "" {
			t.Errorf("p = %s: %s", at, difference)
		}
	}

	type stats struct{ First, Median, P95 float64 }
	got := browser.Eval[stats](p, `(async () => {
		const times = [];
		for (let i = 0; i <= 100; i++) {
			const began = performance.now();
			const { output } = await runner.call("BinaryCurve", { p: String(i / 100) });
			document.getElementById("here").replaceChildren(outputs.fragment("BinaryCurve", output));
			document.getElementById("here").getBoundingClientRect(); // laid out
			times.push(performance.now() - began);
		}
		const first = times[0];
		times.sort((a, b) => a - b);
		return { first, median: times[50], p95: times[95] };
	})()`)
	t.Logf("a slider's step: median %.1f ms, p95 %.1f ms, the first %.1f ms", got.Median, got.P95, got.First)
	if got.Median > started/2 {
		t.Errorf("a slider's step takes %.1f ms, starting the program %.1f ms", got.Median, started)
	}
}
