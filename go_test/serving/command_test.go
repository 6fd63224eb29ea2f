package serving

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"abacus/go_test/course"
)

// run runs the program until it ends by itself.
func run(t *testing.T, args ...string) (stdout, stderr string, status int) {
	t.Helper()
	var out, errs bytes.Buffer
	cmd := exec.CommandContext(t.Context(), course.Program(t), args...)
	cmd.Stdout, cmd.Stderr = &out, &errs
	err := cmd.Run()
	if exit := new(exec.ExitError); err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return out.String(), errs.String(), cmd.ProcessState.ExitCode()
}

func TestTheProgramPrintsItsManual(t *testing.T) {
	t.Parallel()
	stdout, stderr, status := run(t, "-h")
	if status != 0 || stderr != "" {
		t.Errorf("-h exits with %d and says %q", status, stderr)
	}
	for _, word := range []string{"Abacus", "Usage:", "-addr", "-open", "-dev", "SIGTERM", "/help/"} {
		if !strings.Contains(stdout, word) {
			t.Errorf("the manual does not mention %s:\n%s", word, stdout)
		}
	}
	if strings.Contains(stdout, "//") {
		t.Errorf("the manual contains comment markers:\n%s", stdout)
	}
}

func TestTheProgramExplainsMistakesInALine(t *testing.T) {
	t.Parallel()
	busy, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer busy.Close()
	for _, tt := range []struct {
		what string
		args []string
		want string
	}{
		{"an unknown flag", []string{"-port", "80"}, "-port"},
		{"an argument", []string{"serve"}, `"serve"`},
		{"an address without a port", []string{"-open=false", "-addr", "localhost"}, "localhost:8080"},
		{"a port that is none", []string{"-open=false", "-addr", "127.0.0.1:99999"}, "99999"},
		{"a port in use", []string{"-open=false", "-addr", busy.Addr().String()}, "in use"},
	} {
		t.Run(tt.what, func(t *testing.T) {
			stdout, stderr, status := run(t, tt.args...)
			if status != 1 {
				t.Errorf("the program exits with %d, want 1", status)
			}
			if lines := strings.Count(stderr, "\n"); lines != 1 || stdout != "" {
				t.Errorf("want one line on standard error, got:\n%s%s", stdout, stderr)
			}
			if !strings.HasPrefix(stderr, "abacus: ") || !strings.Contains(stderr, tt.want) {
				t.Errorf("the line is %q and does not mention %s", stderr, tt.want)
			}
		})
	}
}

// A rollout in the lab takes seconds, so it is in flight when the signal arrives.
func TestTheProgramFinishesRequestsBeforeItEnds(t *testing.T) {
	t.Parallel()
	for _, signal := range []syscall.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(signal.String(), func(t *testing.T) {
			r := course.Start(t, t.TempDir())
			response, err := http.Post(r.URL+"/lab/rollout?rate=20", "", nil)
			if err != nil {
				t.Fatal(err)
			}
			defer response.Body.Close()
			lines := bufio.NewScanner(response.Body)
			if !lines.Scan() {
				t.Fatal("the lab says nothing: ", lines.Err())
			}
			if err := r.Cmd.Process.Signal(signal); err != nil {
				t.Fatal(err)
			}
			r.Logs("the program to drain", "msg=draining")
			last := ""
			for lines.Scan() {
				last = lines.Text()
			}
			if lines.Err() != nil || !strings.Contains(last, `"summary"`) {
				t.Errorf("the request in flight ended with %q (%v)", last, lines.Err())
			}
			if err := r.Ended(); err != nil {
				t.Errorf("the program ended with %v, want status 0", err)
			}
			if _, err := http.Get(r.URL + "/healthz"); err == nil {
				t.Error(fmt.Sprint("something still answers at ", r.URL))
			}
		})
	}
}
