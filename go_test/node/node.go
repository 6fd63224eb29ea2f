// Package node runs readers' programs without a browser, with Node.js and Go's
// glue script for it.
package node

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"abacus/go_test/need"
	"abacus/server/wire"
)

// Call is a call of a cell in a program.
type Call struct {
	Cell    string          `json:"cell"`
	Options wire.RunOptions `json:"options"`
}

// Result is what a call comes to.
type Result struct {
	wire.Outcome
	Printed string
}

// run is a script that calls the cells one after the other and writes a line for
// each outcome. wasm_exec_node.js takes the program as its first argument.
const run = `const calls = %s;
const next = () => {
	const c = calls.shift();
	if (!c) return process.reallyExit(0); // on exit, Go's glue would report a deadlock
	abacusRun(c.cell, c.options, (json) => {
		require("fs").writeSync(1, "\x1foutcome " + json + "\n");
		setTimeout(next);
	}, () => {});
};
globalThis.abacusReady = () => setTimeout(next);
process.argv = ["node", %[2]q, %[3]q];
require(%[2]q);`

// Run calls cells of a program one after the other and returns their results.
func Run(t *testing.T, wasm []byte, calls ...Call) []Result {
	t.Helper()
	command := need.Command(t, "node", "apt-get install nodejs")
	path := filepath.Join(t.TempDir(), "program.wasm")
	if err := os.WriteFile(path, wasm, 0o644); err != nil {
		t.Fatal(err)
	}
	request, err := json.Marshal(calls)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(command, "--stack-size=8192", "-e", fmt.Sprintf(run, request, glue(t), path))
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("node: %v\n%.2000s", err, stderr.String())
	}
	var list []Result
	for rest := stdout.String(); ; {
		printed, after, found := strings.Cut(rest, "\x1foutcome ")
		if !found {
			break
		}
		text, after, _ := strings.Cut(after, "\n")
		rest = after
		r := Result{Printed: printed}
		if err := json.Unmarshal([]byte(text), &r.Outcome); err != nil {
			t.Fatalf("outcome: %v\n%.500s", err, text)
		}
		list = append(list, r)
	}
	if len(list) != len(calls) {
		t.Fatalf("%d calls have %d outcomes\n%.2000s", len(calls), len(list), stderr.String())
	}
	return list
}

// glue returns the path of wasm_exec_node.js.
func glue(t *testing.T) string {
	t.Helper()
	goroot, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	return filepath.Join(strings.TrimSpace(string(goroot)), "lib", "wasm", "wasm_exec_node.js")
}
