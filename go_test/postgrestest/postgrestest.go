// Package postgrestest starts PostgreSQL servers for tests.
package postgrestest

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"testing"

	"abacus/go_test/need"
)

// Server is a PostgreSQL server for one test. It listens on a socket in a
// directory that is removed after the test, trusts whoever reaches the socket,
// and listens on no network.
type Server struct {
	t   testing.TB
	dir string
	bin string
	as  []string // prefix of commands, to run them as a user that may run PostgreSQL
}

// New starts a server. Without PostgreSQL the test is skipped; in CI, where
// nothing may be skipped, it fails.
func New(t testing.TB) *Server {
	t.Helper()
	need.Time(t, "starts PostgreSQL")
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb") // where Debian installs it
	if path, err := exec.LookPath("initdb"); err == nil && len(bins) == 0 {
		bins = append(bins, path)
	}
	if len(bins) == 0 {
		need.Missing(t, "there is no PostgreSQL: apt-get install postgresql, or put its initdb on the PATH")
	}
	dir, err := os.MkdirTemp("", "abacus-pg-") // not t.TempDir: a socket's path is at most 107 bytes
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	s := &Server{t: t, dir: dir, bin: filepath.Dir(slices.Max(bins))}
	if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
		s.as = []string{"runuser", "-u", "postgres", "--"}
		s.own()
	}
	s.do("initdb", "--no-sync", "--auth=trust", "--username=postgres", "-E", "UTF8", "-D", s.data())
	s.Start()
	t.Cleanup(func() { _ = s.command("pg_ctl", "stop", "-m", "immediate", "-D", s.data()).Run() })
	return s
}

// own gives the directory to the user that runs the server.
func (s *Server) own() {
	s.t.Helper()
	u, err := user.Lookup("postgres")
	if err != nil {
		s.t.Fatal(err)
	}
	uid, _ := strconv.Atoi(u.Uid) // a number on Unix
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(s.dir, uid, gid); err != nil {
		s.t.Fatal(err)
	}
}

func (s *Server) data() string { return filepath.Join(s.dir, "data") }

func (s *Server) command(name string, args ...string) *exec.Cmd {
	line := append(slices.Clone(s.as), append([]string{filepath.Join(s.bin, name)}, args...)...)
	cmd := exec.Command(line[0], line[1:]...)
	cmd.Dir = s.dir
	return cmd
}

func (s *Server) do(name string, args ...string) {
	s.t.Helper()
	// The server must not inherit a pipe: Run would wait until the server closes it.
	said, err := os.CreateTemp(s.dir, "said-")
	if err != nil {
		s.t.Fatal(err)
	}
	defer said.Close()
	cmd := s.command(name, args...)
	cmd.Stdout, cmd.Stderr = said, said
	if err := cmd.Run(); err != nil {
		text, _ := os.ReadFile(said.Name())
		s.t.Fatalf("%s: %v\n%s", name, err, text)
	}
}

// Start starts the server and waits until it answers.
func (s *Server) Start() {
	s.t.Helper()
	s.do("pg_ctl", "start", "-w", "-D", s.data(), "-l", filepath.Join(s.dir, "log"),
		"-o", fmt.Sprintf("-c listen_addresses='' -c unix_socket_directories='%s'", s.dir))
}

// Stop stops the server as a crash would.
func (s *Server) Stop() {
	s.t.Helper()
	s.do("pg_ctl", "stop", "-w", "-m", "immediate", "-D", s.data())
}

// Database makes an empty database and returns its address.
func (s *Server) Database(name string) string {
	s.t.Helper()
	s.do("createdb", "-h", s.dir, "-U", "postgres", name)
	return fmt.Sprintf("postgres://postgres@/%s?host=%s", name, s.dir)
}
