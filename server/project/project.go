// Package project names what the product is made from: the files of its
// source that it serves, exports and builds programs from.
package project

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"abacus/lessons"
	"abacus/server/sql/show"
	"abacus/web"
)

// Project is the product's source. All fields are required.
type Project struct {
	Module  fs.FS // the project's directory: go.mod, go.sum, lessons
	Content fs.FS // lessons and their data
	Static  fs.FS // style sheet, scripts, fonts
	Deploy  fs.FS // files that lessons show
}

// OnDisk returns the project in a directory.
func OnDisk(root string) Project {
	dir := func(name string) fs.FS { return os.DirFS(filepath.Join(root, name)) }
	return Project{Module: dir("."), Content: dir("content"), Static: dir("static"), Deploy: dir("deploy")}
}

// Course returns what the course is made from. The caller adds how it is shown: where
// things are, and what readers can do.
func (p Project) Course() (web.Config, error) {
	source, err := fs.Sub(p.Module, "lessons")
	return web.Config{
		Content: p.Content, Source: source, Files: p.Deploy, Templates: web.Templates(),
		Lessons: lessons.All(), SQL: show.Engine{},
	}, err
}

// OpenOwn opens a directory of a teacher's own lessons. Nothing outside it can be
// read, not even through links.
func OpenOwn(dir string) (fs.FS, error) {
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("%s does not exist: go run . new %s creates it, with a lesson to start from",
			dir, path.Join(filepath.ToSlash(dir), "my-lesson.md"))
	case err != nil:
		return nil, err
	}
	return root.FS(), nil // the garbage collector closes it
}
