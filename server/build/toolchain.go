package build

import (
	"bufio"
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

// Toolchain is the Go installation that builds learners' programs.
type Toolchain struct {
	Version string // go1.26.8, with experiments
	Root    string // GOROOT

	goCmd string
	tools string // where compile and link are
}

// findToolchain asks the go command which toolchain it would use for the module
// in dir.
func findToolchain(ctx context.Context, goCmd, dir string) (*Toolchain, error) {
	found, err := exec.LookPath(goCmd)
	if err != nil {
		return nil, fmt.Errorf(
			"%w: no %q command on this machine; install Go and restart the server to let readers change code",
			ErrNoToolchain,
			goCmd,
		)
	}
	t := &Toolchain{goCmd: found}
	out, err := t.run(ctx, dir, nil, "env", "-json", "GOVERSION", "GOROOT", "GOTOOLDIR", "GOEXPERIMENT")
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoToolchain, err)
	}
	var env struct{ GOVERSION, GOROOT, GOTOOLDIR, GOEXPERIMENT string }
	if err := json.Unmarshal(out, &env); err != nil {
		return nil, fmt.Errorf("%w: reading go env: %w", ErrNoToolchain, err)
	}
	t.Version, t.Root, t.tools = strings.TrimSpace(env.GOVERSION+" "+env.GOEXPERIMENT), env.GOROOT, env.GOTOOLDIR
	for _, tool := range []string{"compile", "link"} {
		if _, err := exec.LookPath(t.tool(tool)); err != nil {
			return nil, fmt.Errorf("%w: its %s tool is missing", ErrNoToolchain, tool)
		}
	}
	return t, nil
}

// tool returns the path of one of the toolchain's programs.
func (t *Toolchain) tool(name string) string { return filepath.Join(t.tools, name) }

// Support returns the JavaScript that starts programs of this toolchain,
// wasm_exec.js. The error is that of reading the file.
func (t *Toolchain) Support() ([]byte, error) {
	return os.ReadFile(filepath.Join(t.Root, "lib", "wasm", "wasm_exec.js"))
}

// run runs the go command for js/wasm. lines, if not nil, is called with every
// line that it writes to standard error.
func (t *Toolchain) run(ctx context.Context, dir string, lines func(string), args ...string) ([]byte, error) {
	cmd := exec.CommandContext(ctx, t.goCmd, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=js", "GOARCH=wasm", "CGO_ENABLED=0", "GOFLAGS=", "GOWORK=off")
	var stdout bytes.Buffer
	cmd.Stdout = &stdout
	stderr, err := cmd.StderrPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		return nil, fmt.Errorf("go %s: %w", args[0], err)
	}
	var recent []string
	for s := bufio.NewScanner(stderr); s.Scan(); recent = recent[max(0, len(recent)-5):] {
		recent = append(recent, s.Text())
		if lines != nil {
			lines(s.Text())
		}
	}
	if err := cmd.Wait(); err != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, fmt.Errorf("go %s: %w: %s", args[0], err, strings.Join(recent, "\n"))
	}
	return stdout.Bytes(), nil
}

// ErrNoToolchain means that no usable Go toolchain was found.
var ErrNoToolchain = errors.New("no Go toolchain")
