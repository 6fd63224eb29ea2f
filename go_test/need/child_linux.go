package need

import (
	"os/exec"
	"runtime"
	"syscall"
)

// StartChild starts a process that ends with this one, also when this one is
// killed and no cleanup runs.
func StartChild(cmd *exec.Cmd) error {
	if cmd.SysProcAttr == nil {
		cmd.SysProcAttr = &syscall.SysProcAttr{}
	}
	cmd.SysProcAttr.Pdeathsig = syscall.SIGKILL
	// The signal comes when the thread ends that started the process, so that
	// has to be one that lasts: this goroutine keeps it.
	started := make(chan error)
	go func() {
		runtime.LockOSThread()
		started <- cmd.Start()
		select {}
	}()
	return <-started
}
