package build

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// toolchain is the Go installation that builds learners' programs.
type toolchain struct {
	goCmd   string
	version string // go1.26.8, with experiments
	root    string // GOROOT
	tools   string // where compile and link are
}

// findToolchain asks the go command which toolchain it would use for the module
// in dir.
func findToolchain(ctx context.Context, goCmd, dir string) (*toolchain, error) {
	found, err := exec.LookPath(goCmd)
	if err != nil {
		return nil, fmt.Errorf(
			"%w: no %q command on this machine; install Go and restart the server to let readers change code",
			ErrNoToolchain,
			goCmd,
		)
	}
	t := &toolchain{goCmd: found}
	out, err := t.run(ctx, dir, nil, "env", "-json", "GOVERSION", "GOROOT", "GOTOOLDIR", "GOEXPERIMENT")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoToolchain, err)
	}
	var env struct{ GOVERSION, GOROOT, GOTOOLDIR, GOEXPERIMENT string }
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("%w: reading go env: %w", ErrNoToolchain, err)
	}
	t.version, t.root, t.tools = strings.TrimSpace(env.GOVERSION+" "+env.GOEXPERIMENT), env.GOROOT, env.GOTOOLDIR
	for _, tool := range []string{"compile", "link"} {
		if _, err := exec.LookPath(t.tool(tool)); err != nil {
			return nil, fmt.Errorf("%w: its %s tool is missing", ErrNoToolchain, tool)
		}
	}
	return t, nil
}

// tool returns the path of one of the toolchain's programs.
func (t *toolchain) tool(name string) string { return filepath.Join(t.tools, name) }

// support returns the JavaScript that runs this toolchain's programs.
func (t *toolchain) support() ([]byte, error) {
	return os.ReadFile(filepath.Join(t.root, "lib", "wasm", "wasm_exec.js"))
}

// run runs the go command for js/wasm. lines, if not nil, is called with every
// line that it writes to standard error.
func (t *toolchain) run(ctx context.Context, dir string, lines func(string), args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, t.goCmd, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	var stdout bytes.Buffer
	stderr := &lineWriter{each: lines}
	cmd.Stdout, cmd.Stderr = &stdout, stderr
	if err := cmd.Run(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("go %s: %w: %s", args[0], err, strings.TrimSpace(stderr.last()))
	}
	return stdout.Bytes(), nil
}

// lineWriter passes lines on and keeps the last few.
type lineWriter struct {
	each    func(string)
	partial string
	recent  []string
}

func (w *lineWriter) Write(p []byte) (int, error) {
	text := w.partial + string(p)
	for {
		line, rest, ok := strings.Cut(text, "\n")
		if !ok {
			w.partial = text
			return len(p), nil
		}
		if w.each != nil {
			w.each(line)
		}
		w.recent = append(w.recent, line)
		w.recent = w.recent[max(0, len(w.recent)-5):]
		text = rest
	}
}

func (w *lineWriter) last() string { return strings.Join(append(w.recent, w.partial), "\n") }

// ErrNoToolchain means that no usable Go toolchain was found.
var ErrNoToolchain = errors.New("no Go toolchain")
