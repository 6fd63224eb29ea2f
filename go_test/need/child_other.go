//go:build !linux

package need

import "os/exec"

// StartChild starts a process. Only on Linux is it sure to end with this one.
func StartChild(cmd *exec.Cmd) error { return cmd.Start() }
