//go:build !unix

package build

import (
	"context"
	"os"
	"os/exec"
)

// limited returns a command that ends with ctx. Memory is limited only by Go itself
// (GOMEMLIMIT), and file sizes are not limited.
func limited(ctx context.Context, _ Config, tool string, args []string) *exec.Cmd {
	return exec.CommandContext(ctx, tool, args...)
}

// killed cannot be determined on this system.
func killed(*os.ProcessState, Config) bool { return false }

// yield does nothing on this system.
func yield(int) {}
