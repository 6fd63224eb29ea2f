package course

import (
	"bufio"
	"bytes"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/go_test/need"
)

// program is the built program, shared by all tests of a package.
type program struct {
	once sync.Once
	dir  string
	path string
	err  error
	said []byte
}

// Program returns the path of the program's binary.
func Program(t *testing.T) string {
	t.Helper()
	need.Time(t, "builds the program and starts it")
	return sharedProgram.built(t)
}

func (pr *program) built(t *testing.T) string {
	t.Helper()
	pr.once.Do(func() {
		if pr.dir, pr.err = os.MkdirTemp("", "abacus-program-"); pr.err != nil {
			return
		}
		pr.path = filepath.Join(pr.dir, "abacus.exe") // Windows needs the suffix
		build := exec.Command("go", "build", "-o", pr.path, ".")
		build.Dir = Root()
		pr.said, pr.err = build.CombinedOutput()
	})
	if pr.err != nil {
		t.Fatalf("the program does not build: %v\n%s", pr.err, pr.said)
	}
	return pr.path
}

func (pr *program) remove() {
	if pr.dir != "" {
		_ = os.RemoveAll(pr.dir)
	}
}

// Process is a running server process.
type Process struct {
	t    *testing.T
	Cmd  *exec.Cmd
	URL  string
	Exit chan error

	mu     sync.Mutex
	log    bytes.Buffer
	Stdout words
}

var listening = regexp.MustCompile(`msg=listening url=(\S+)`)

// Start runs the program in dir until the test ends, and returns once it
// listens.
func Start(t *testing.T, dir string, args ...string) *Process {
	t.Helper()
	return StartWith(t, os.Environ(), dir, args...)
}

// StartWith is like Start, with the given environment.
func StartWith(t *testing.T, env []string, dir string, args ...string) *Process {
	t.Helper()
	r := &Process{t: t, Exit: make(chan error, 1)}
	r.Cmd = exec.Command(Program(t), append(args, "-open=false", "-addr", "127.0.0.1:0")...)
	r.Cmd.Dir, r.Cmd.Env = dir, env
	r.Cmd.Stdout = &r.Stdout
	stderr, err := r.Cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := need.StartChild(r.Cmd); err != nil {
		t.Fatal(err)
	}
	go func() {
		lines := bufio.NewScanner(stderr)
		lines.Buffer(nil, 1<<20)
		for lines.Scan() {
			r.mu.Lock()
			r.log.WriteString(lines.Text() + "\n")
			r.mu.Unlock()
		}
		r.Exit <- r.Cmd.Wait()
	}()
	t.Cleanup(func() { _ = r.Cmd.Process.Kill() })
	address := listening.FindStringSubmatch(r.Logs("the program to listen", "msg=listening"))
	if _, err := url.Parse(address[1]); err != nil {
		t.Fatalf("the log gives the address %q: %v", address[1], err)
	}
	r.URL = address[1]
	return r
}

// words collects what a process writes.
type words struct {
	mu  sync.Mutex
	buf bytes.Buffer
}

func (w *words) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.Write(p)
}

func (w *words) String() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.buf.String()
}

// Logs waits until the log holds text, and returns the log.
func (r *Process) Logs(what, text string) string {
	r.t.Helper()
	log := ""
	need.Until(r.t, fmt.Sprintf("%s: %q in the log", what, text), func() bool {
		r.mu.Lock()
		defer r.mu.Unlock()
		log = r.log.String()
		return strings.Contains(log, text)
	})
	return log
}

// Ended waits for the process to exit and returns its error.
func (r *Process) Ended() error {
	r.t.Helper()
	select {
	case err := <-r.Exit:
		return err
	case <-time.After(need.Patience):
		r.t.Fatalf("the program still runs after %s", need.Patience)
		return nil
	}
}
