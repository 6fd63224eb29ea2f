package build

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"time"
)

// Limits of a tool besides Config's.
const (
	maxMemory = 1500 << 20 // bytes of address space
	maxFile   = 64 << 20   // bytes of any file it writes
	maxOutput = 64 << 10   // bytes of its messages that are read
)

// letGo bounds the wait for a tool's output to end after the tool has. It ends with
// the tool, but for a moment in which another process that is being started still has
// a copy of the pipe; on a machine that is very busy such a moment can last seconds.
const letGo = time.Minute

// runTool runs the compiler or the linker in dir, within cfg's limits, and returns
// what it printed. failed reports that it ran and ended badly: by its own decision,
// or killed for crossing a limit. err means that it could not run, or that ctx ended.
func (t *Toolchain) runTool(
	ctx context.Context, dir string, cfg Config, name string, args []string,
) (output string, failed bool, err error) {
	cmd := limited(ctx, cfg, t.tool(name), args)
	cmd.Dir = dir
	cmd.Env = []string{
		// No tool reads GOROOT, but programs hold it: the one in the page says the same.
		"GOOS=js", "GOARCH=wasm", "GOROOT=/go", "TMPDIR=" + dir, "TMP=" + dir, "PWD=" + dir,
		// Collecting garbage is not worth it in a tenth of a second, unless memory grows.
		"GOGC=400", fmt.Sprintf("GOMEMLIMIT=%d", maxMemory/2),
	}
	out := &boundedBuffer{limit: maxOutput}
	cmd.Stdout, cmd.Stderr = out, out
	cmd.WaitDelay = letGo
	if err = cmd.Start(); err == nil {
		slow := time.AfterFunc(patience, func() { yield(cmd.Process.Pid) })
		err = cmd.Wait()
		slow.Stop()
	}
	var exit *exec.ExitError
	switch {
	case ctx.Err() != nil:
		return "", false, ctx.Err()
	case errors.As(err, &exit) && killed(exit.ProcessState, cfg):
		return "", false, fmt.Errorf("running %s: %w", name, errStopped)
	case errors.As(err, &exit):
		return string(out.text), true, nil
	case err != nil:
		return "", false, fmt.Errorf("running %s: %w", name, err)
	}
	return string(out.text), false, nil
}

// boundedBuffer keeps the start of what is written and drops the rest.
type boundedBuffer struct {
	text  []byte
	limit int
}

func (b *boundedBuffer) Write(p []byte) (int, error) {
	b.text = append(b.text, p[:min(len(p), b.limit-len(b.text))]...)
	return len(p), nil
}
