//go:build unix

package build

import (
	"context"
	"fmt"
	"math"
	"os"
	"os/exec"
	"syscall"
)

// limited returns a command that runs within limits, in a process group of
// its own that is killed as a whole when ctx ends. The shell sets the limits
// before the tool starts, which Go alone cannot; where a system lacks one
// (macOS knows no limit of address space), the others remain.
func limited(ctx context.Context, cfg Config, tool string, args []string) *exec.Cmd {
	const quietly = "exec 3>&2 2>/dev/null; ulimit -c 0; ulimit -t %.0f; ulimit -v %d; ulimit -f %d; exec 2>&3 3>&-; " +
		"exec \"$@\""
	// In seconds and in units of 1024 and 512 bytes.
	script := fmt.Sprintf(quietly, math.Ceil(cfg.Processor.Seconds()), maxMemory>>10, maxFile>>9)
	cmd := exec.CommandContext(ctx, "/bin/sh", append([]string{"-c", script, "sh", tool}, args...)...)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
	return cmd
}

// killed reports whether a tool was killed by somebody, or by the system for lack
// of memory. The processor time limit also kills, but that is the tool's fault.
// The system enforces that limit by counting ticks and reports the time used by
// another clock, which can lag by tenths of a second in a virtual machine: a tool
// that used at least half of its time counts as having used it up.
func killed(state *os.ProcessState, cfg Config) bool {
	status, ok := state.Sys().(syscall.WaitStatus)
	used := state.UserTime() + state.SystemTime()
	return ok && status.Signaled() && status.Signal() == syscall.SIGKILL && used < cfg.Processor/2
}

// yield lowers the priority of a process group, so that builds after a costly one
// are served first.
func yield(pid int) {
	_ = syscall.Setpriority(syscall.PRIO_PGRP, pid, 15) // it may have ended
}
