package gotest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server"
	"abacus/static"
)

// sharedCourse and sharedProgram are what all tests of a package use together.
var (
	sharedCourse  course
	sharedProgram program
)

// runTests runs the tests of a package, and then ends what they share.
func runTests(m *testing.M) {
	code := m.Run()
	closeBrowser()
	sharedCourse.close()
	sharedProgram.remove()
	os.Exit(code)
}

// moduleRoot returns the directory of the module. The tests of a package run
// in the package's own, which is below it.
func moduleRoot() string {
	here, err := os.Getwd()
	if err != nil {
		panic(err) // go test has just set it
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

// course is a served course.
type course struct {
	once sync.Once
	http *httptest.Server
	err  error
}

// courseURL returns the address of the course that the tests share.
func courseURL(t *testing.T) string {
	t.Helper()
	return sharedCourse.url(t)
}

func (c *course) url(t *testing.T) string {
	t.Helper()
	c.once.Do(func() {
		var handler http.Handler
		if handler, c.err = newHandler(); c.err == nil {
			c.http = httptest.NewServer(handler)
		}
	})
	if c.err != nil {
		t.Fatal(c.err)
	}
	return c.http.URL
}

func (c *course) close() {
	if c.http != nil {
		c.http.CloseClientConnections()
		c.http.Close()
	}
}

// newHandler returns the handler of a server with the course as it ships.
func newHandler() (http.Handler, error) {
	s, err := server.New(server.Config{Module: os.DirFS(moduleRoot()), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS})
	if err != nil {
		return nil, err
	}
	return s.Handler(), nil
}

// lessonPaths returns the path of every lesson's page.
func lessonPaths() []string {
	var paths []string
	for _, l := range lessons.All() {
		paths = append(paths, "/lessons/"+l.Slug)
	}
	return paths
}

// pagePaths returns a path for every kind of page, and those of all lessons.
func pagePaths() []string {
	return append([]string{"/", "/search?q=entropy", "/search?q=nosuchword", missing}, lessonPaths()...)
}

// missing is a path at which there is nothing.
const missing = "/lessons/no-such-lesson"
