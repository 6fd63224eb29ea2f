//go:build !unix

package build

import (
	"context"
	"os"
	"os/exec"
)

// limited returns a command that ends with ctx. The limit of memory is only
// Go's own (GOMEMLIMIT), that of file sizes is missing.
func limited(ctx context.Context, _ Config, tool string, args []string) *exec.Cmd {
	return exec.CommandContext(ctx, tool, args...)
}

// killed cannot be determined on this system.
func killed(*os.ProcessState, Config) bool { return false }

// yield does nothing on this system.
func yield(int) {}
