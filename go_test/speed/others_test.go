package speed

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"strconv"
	"strings"
	"testing"

	"abacus/go_test/browser"
)

// openTour returns a function that presses Run in the Go Tour and returns the
// milliseconds until its output, or nil without a Tour.
func openTour(t *testing.T) func() float64 {
	t.Helper()
	if *tour == "" {
		return nil
	}
	p := browser.NewPage(t, *tour)
	p.Expect("") // its troubles are not ours
	p.Open("/tour/welcome/1")
	p.Wait("the Tour", `document.querySelector("#run") && document.querySelector(".CodeMirror")?.CodeMirror`)
	run := 0
	return func() float64 {
		run++
		program := fmt.Sprintf("package main\n\nimport \"fmt\"\n\nfunc main() {\n\tfmt.Println(\"output\", %d)\n}\n", run)
		return browser.Eval[float64](p, `new Promise((resolve) => {
			const editor = document.querySelector(".CodeMirror").CodeMirror;
			editor.setValue(%s);
			setTimeout(() => {
				const began = performance.now();
				const watch = new MutationObserver(() => {
					if (!document.querySelector(".output.active")?.textContent.includes(%s)) return;
					watch.disconnect();
					resolve(performance.now() - began);
				});
				watch.observe(document.body, { childList: true, subtree: true, characterData: true });
				document.querySelector("#run").click();
			}, 300);
		})`, program, fmt.Sprint("output ", run))
	}
}

// startGoNB returns a function that draws a plot in GoNB and returns the
// milliseconds it took, or nil without GoNB.
func startGoNB(t *testing.T) func() float64 {
	t.Helper()
	if *gonb == "" {
		return nil
	}
	words := strings.Fields(*gonb)
	cmd := exec.CommandContext(t.Context(), words[0], words[1:]...)
	stdin, err1 := cmd.StdinPipe()
	stdout, err2 := cmd.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(stdout)
	t.Cleanup(func() {
		stdin.Close()
		_ = cmd.Wait()
	})
	return func() float64 {
		t.Helper()
		_, _ = io.WriteString(stdin, "run\n")
		if !lines.Scan() {
			t.Fatal("GoNB's command has ended")
		}
		ms, err := strconv.ParseFloat(strings.TrimSpace(lines.Text()), 64)
		if err != nil {
			t.Fatal(err)
		}
		return ms
	}
}
