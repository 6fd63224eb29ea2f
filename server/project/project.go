// Package project names what the product is made from: the files of its
// source that it serves, exports and builds programs from.
package project

import (
	"io/fs"
	"os"
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

// Course returns what the course is made from. Who loads it adds how it is
// shown: where things are, and what readers can do.
func (p Project) Course() (web.Config, error) {
	source, err := fs.Sub(p.Module, "lessons")
	return web.Config{
		Content: p.Content, Source: source, Files: p.Deploy, Templates: web.Templates(),
		Lessons: lessons.All(), SQL: show.Engine{},
	}, err
}
