package download

import (
	"io/fs"

	"abacus/server/build/source"
	"abacus/web"
)

// Form is a file format in which a lesson can be downloaded. Make's errors are those of
// Module and Notebook.
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

// New gathers what a lesson's downloads are made from. pkg is its Go, with the reader's
// edits, and own are cells of the reader's. The page that has nothing but such cells
// counts as a lesson. The error is that of course.Lesson for a lesson that there is not.
func New(module fs.FS, course *web.Course, pkg *source.Copy, own []OwnCell) (Lesson, error) {
	if pkg.Slug == source.Notebook {
		return Lesson{
			Module: module, Package: pkg, Own: own,
			Title: "Notebook", Summary: "Cells of one's own, from a page of abacus, a course on data science in Go.",
		}, nil
	}
	l, err := course.Lesson(pkg.Slug)
	if err != nil {
		return Lesson{}, err
	}
	blocks, err := course.Outline(pkg.Slug)
	return Lesson{
		Module: module, Package: pkg, Own: own, Title: l.Meta.Title, Summary: l.Meta.Summary, Blocks: blocks,
	}, err
}
