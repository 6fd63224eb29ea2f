package gotest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"sync"
	"testing"

	"abacus/content"
	"abacus/deploy"
	"abacus/lessons"
	"abacus/server"
	"abacus/static"
)

// course is a served course.
type course struct {
	once sync.Once
	http *httptest.Server
	err  error
}

// url returns the address of the course that the tests share.
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
	s, err := server.New(server.Config{Module: os.DirFS(".."), Content: content.FS(), Static: static.FS(), Deploy: deploy.FS})
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
