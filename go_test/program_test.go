package gotest

import (
	"bufio"
	"bytes"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"
)

// program is the program itself, built once for all tests.
type program struct {
	once sync.Once
	dir  string
	path string
	err  error
	said []byte
}

// programPath returns the path of the program's binary.
func programPath(t *testing.T) string {
	t.Helper()
	return sharedProgram.built(t)
}

func (pr *program) built(t *testing.T) string {
	t.Helper()
	pr.once.Do(func() {
		if pr.dir, pr.err = os.MkdirTemp("", "abacus-program-"); pr.err != nil {
			return
		}
		pr.path = filepath.Join(pr.dir, "abacus.exe") // the suffix that every system runs
		build := exec.Command("go", "build", "-o", pr.path, ".")
		build.Dir = moduleRoot()
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

// running is the program as a process that serves.
type running struct {
	t    *testing.T
	cmd  *exec.Cmd
	url  string
	exit chan error

	mu     sync.Mutex
	log    bytes.Buffer
	stdout words
}

var listening = regexp.MustCompile(`msg=listening url=(\S+)`)

// start runs the program in dir until the test ends, and returns once it
// listens.
func start(t *testing.T, dir string, args ...string) *running {
	t.Helper()
	return startWith(t, os.Environ(), dir, args...)
}

// startWith is start with an environment of the program's own.
func startWith(t *testing.T, env []string, dir string, args ...string) *running {
	t.Helper()
	r := &running{t: t, exit: make(chan error, 1)}
	r.cmd = exec.Command(programPath(t), append(args, "-open=false", "-addr", "127.0.0.1:0")...)
	r.cmd.Dir, r.cmd.Env = dir, env
	r.cmd.Stdout = &r.stdout
	stderr, err := r.cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := r.cmd.Start(); err != nil {
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
		r.exit <- r.cmd.Wait()
	}()
	t.Cleanup(func() { _ = r.cmd.Process.Kill() })
	address := listening.FindStringSubmatch(r.logs("the program to listen", "msg=listening"))
	if _, err := url.Parse(address[1]); err != nil {
		t.Fatalf("the log gives the address %q: %v", address[1], err)
	}
	r.url = address[1]
	return r
}

// words takes what a process writes and hands it to a test.
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

// logs waits until the log holds text, and returns the log.
func (r *running) logs(what, text string) string {
	r.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		r.mu.Lock()
		log := r.log.String()
		r.mu.Unlock()
		if strings.Contains(log, text) {
			return log
		}
		if time.Now().After(deadline) {
			r.t.Fatalf("waited %s in vain for %s; the log:\n%s", patience, what, log)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// ended returns how the process exited.
func (r *running) ended() error {
	r.t.Helper()
	select {
	case err := <-r.exit:
		return err
	case <-time.After(patience):
		r.t.Fatalf("the program still runs after %s", patience)
		return nil
	}
}
