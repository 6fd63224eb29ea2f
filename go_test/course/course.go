// Package course serves the course to tests: as it ships, from the built program,
// with a builder for edits, or with a kit for building in the browser.
package course

import (
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"abacus/content"
	"abacus/go_test/browser"
	"abacus/go_test/need"
	"abacus/lessons"
	"abacus/server"
	"abacus/server/project"
)

// These are shared by all tests of a package.
var (
	sharedCourse   = served{handler: Handler}
	sharedWorkshop = served{handler: workshop}
	sharedProgram  program
	sharedExport   exported
)

// Main runs the tests of a package, then closes what they share.
func Main(m *testing.M) {
	code := m.Run()
	browser.Close()
	sharedCourse.close()
	sharedWorkshop.close()
	sharedProgram.remove()
	sharedExport.remove()
	os.Exit(code)
}

// Root returns the directory of the module. Tests run in the directory of their
// package, which is below it.
func Root() string {
	here, err := os.Getwd()
	if err != nil {
		panic(err) // go test has just set the directory
	}
	for dir := here; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir
		}
		if dir == filepath.Dir(dir) {
			panic("no go.mod above " + here)
		}
	}
}

// served is a server that starts when the first test asks for it.
type served struct {
	handler func() (http.Handler, error)
	once    sync.Once
	http    *httptest.Server
	err     error
}

// URL returns the address of the shared course.
func URL(t *testing.T) string {
	t.Helper()
	return sharedCourse.started(t).URL
}

func (c *served) started(t *testing.T) *httptest.Server {
	t.Helper()
	c.once.Do(func() {
		var handler http.Handler
		if handler, c.err = c.handler(); c.err == nil {
			c.http = httptest.NewServer(handler)
		}
	})
	if c.err != nil {
		t.Fatal(c.err)
	}
	return c.http
}

func (c *served) close() {
	if c.http != nil {
		c.http.CloseClientConnections()
		c.http.Close()
	}
}

// Config returns the configuration that serves the course as it ships.
func Config() server.Config {
	return server.Config{Project: project.OnDisk(Root())}
}

// Handler returns a handler that serves the course as it ships.
func Handler() (http.Handler, error) {
	s, err := server.New(Config())
	if err != nil {
		return nil, err
	}
	return s.Handler(), nil
}

// CacheDir returns the user's directory for what takes minutes to make.
func CacheDir(t *testing.T) string {
	t.Helper()
	dir, err := need.CacheDir()
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// LessonPaths returns the path of every lesson's page.
func LessonPaths() []string {
	var paths []string
	for _, l := range lessons.All() {
		paths = append(paths, "/lessons/"+l.Slug)
	}
	return paths
}

// HelpPaths returns the path of every help page, the index first.
func HelpPaths() []string {
	files, err := fs.Glob(content.FS(), "help/*.md")
	if err != nil {
		panic(err) // the pattern is well-formed
	}
	var paths []string
	for _, file := range files {
		paths = append(paths, "/"+strings.TrimSuffix(strings.TrimSuffix(file, ".md"), "README"))
	}
	return paths
}

// PagePaths returns a path for every kind of page, and the paths of all lessons
// and help pages.
func PagePaths() []string {
	first := []string{"/", "/search?q=entropy", "/search?q=nosuchword", Missing}
	return slices.Concat(first, HelpPaths(), LessonPaths())
}

// Missing is a path without a page.
const Missing = "/lessons/no-such-lesson"

// Visit opens a page of the shared course.
func Visit(t *testing.T, path string) *browser.Page {
	t.Helper()
	browser.Need(t)
	p := browser.NewPage(t, URL(t))
	p.Open(path)
	return p
}
