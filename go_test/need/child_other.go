//go:build !linux

package need

import "os/exec"

// StartChild starts a process. On Linux it ends with this one in any case.
func StartChild(cmd *exec.Cmd) error { return cmd.Start() }
