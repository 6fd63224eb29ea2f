package source

import (
	"fmt"
	"maps"
	"strings"
	"sync"
)

// Own is the Go of a lesson from outside the module, in texts such as readers
// type: without a package clause; missing imports are added. The Declaration of a
// text is its name.
type Own struct {
	Slug  string
	Texts []Edit
}

// With returns a course with lessons from outside the module added. They replace
// lessons of the same slug.
func (c *Course) With(own []Own) *Course {
	d := *c
	d.lessons = maps.Clone(c.lessons)
	for _, o := range own {
		d.lessons[o.Slug] = sync.OnceValues(func() (*lesson, error) { return d.own(o), nil })
	}
	return &d
}

// own parses a lesson. Draft reports its mistakes.
func (c *Course) own(o Own) *lesson {
	l := newLesson(o.Slug)
	l.own = true
	if d := tooMuch(o.Texts); d != nil {
		d.Yours, d.Message = false, fmt.Sprintf("the lesson's Go is too long: it may have at most %d KiB", maxSource>>10)
		l.wrong = []Diagnostic{*d}
		return l
	}
	var edition strings.Builder
	var changes []*change
	known := names{}
	for _, e := range tidy(o.Texts) {
		fmt.Fprintf(&edition, "%q %q ", e.Declaration, e.Text)
		ch, wrong := c.readOwn(l, e)
		l.wrong = append(l.wrong, wrong...)
		if ch != nil {
			changes = append(changes, ch)
			maps.Copy(known, ch.declares)
		}
	}
	l.edition = edition.String()
	for i, ch := range changes {
		f, err := parseFile(
			fmt.Sprintf("own%d.go", i+1),
			packageMain+importDecl(c.resolve(l, ch, known))+ch.text+"\n",
			c.name,
		)
		if err != nil { // it was Go before the imports
			l.wrong = append(l.wrong, lessonsMistake(at(ch.edit, 0, notGo)))
			continue
		}
		l.add(f)
	}
	return l
}

// Wrong returns the mistakes found in an own lesson before compiling it.
func (c *Course) Wrong(slug string) []Diagnostic {
	l, err := c.lesson(slug)
	if err != nil {
		return nil
	}
	return l.wrong
}

// readOwn reads one text. Its mistakes are not the reader's.
func (c *Course) readOwn(l *lesson, e Edit) (ch *change, wrong []Diagnostic) {
	if d := check(e); d != nil {
		wrong = []Diagnostic{*d}
	} else if ch, wrong = c.edited(l, e); ch == nil {
		wrong = []Diagnostic{*at(e, 0, notGo)}
	}
	for i := range wrong {
		wrong[i] = lessonsMistake(&wrong[i])
	}
	return ch, wrong
}

// lessonsMistake returns a mistake as one of the lesson.
func lessonsMistake(d *Diagnostic) Diagnostic {
	d.Yours = false
	return *d
}
