package kit

import (
	"runtime"
	"syscall"
)

// quietly runs f, and the processes it starts, at low priority, so that nobody waits
// longer because of it. On Linux priority belongs to threads; this one ends with its
// goroutine.
func quietly(f func() error) error {
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		_ = syscall.Setpriority(syscall.PRIO_PROCESS, 0, 15) // at worst f runs as usual
		done <- f()
	}()
	return <-done
}
