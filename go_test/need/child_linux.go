package need

import (
	"os/exec"
	"runtime"
	"syscall"
)

// StartChild starts a process that ends with this one, even if this one is killed
// and no cleanup runs.
func StartChild(cmd *exec.Cmd) error {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	// The kernel sends the signal when the thread that started the process ends.
	// This goroutine keeps its thread forever.
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		started <- cmd.Start()
		select {}
	}()
	return <-started
}
