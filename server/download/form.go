package download

import (
	"io/fs"

	"abacus/server/build/source"
	"abacus/web"
)

// Form is a file format in which a lesson can be downloaded.
type Form struct {
	ContentType string
	Make        func(Lesson) ([]byte, error)
}

// Forms returns the forms by file extension.
func Forms() map[string]Form {
	return map[string]Form{
		".zip":   {"application/zip", Module},
		".ipynb": {"application/x-ipynb+json", Notebook},
	}
}

// New gathers what a lesson's downloads are made from. pkg is its Go, with
// the reader's edits.
func New(module fs.FS, course *web.Course, pkg *source.Copy) (Lesson, error) {
	l, err := course.Lesson(pkg.Slug)
	if err != nil {
		return Lesson{}, err
	}
	blocks, err := course.Outline(pkg.Slug)
	return Lesson{Module: module, Package: pkg, Title: l.Meta.Title, Summary: l.Meta.Summary, Blocks: blocks}, err
}
