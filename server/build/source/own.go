package source

import (
	"fmt"
	"sync"
)

// Own is the Go of a lesson from outside the module, in texts such as readers
// type: without a package clause; missing imports are added. The Declaration of a
// text is its name.
type Own struct {
	Slug  string
	Texts []Edit
}

// With returns the course with these lessons from outside the module in place of
// earlier ones. They hide lessons of the same slug.
func (c *Course) With(own []Own) *Course {
	d := *c
	d.own = map[string]func() *lesson{}
	for _, o := range own {
		d.own[o.Slug] = sync.OnceValue(func() *lesson { return d.parseOwn(o) })
	}
	return &d
}

// parseOwn parses a lesson. Draft.Read reports its mistakes, which are not the reader's.
func (c *Course) parseOwn(o Own) *lesson {
	l := c.newLesson(o.Slug)
	l.own = true
	if l.wrong = tooMuch(o.Texts); l.wrong != nil {
		l.wrong[0].Message = fmt.Sprintf("the lesson's Go is too long: it may have at most %d KiB", maxSource>>10)
	} else {
		l.edition = fmt.Sprintf("%#v", tidy(o.Texts))
		l.addOwn(tidy(o.Texts))
	}
	for i := range l.wrong {
		l.wrong[i].Yours = false
	}
	return l
}

// addOwn adds texts to a lesson.
func (l *lesson) addOwn(texts []Edit) {
	var changes []*change
	for _, e := range texts {
		ch, wrong := l.readEdit(e, nil)
		switch {
		case ch == nil:
		case ch.broken:
			wrong = at(e, 0, notGo)
		default:
			changes = append(changes, ch)
		}
		l.wrong = append(l.wrong, wrong...)
	}
	known := l.with(changes)
	for i, ch := range changes {
		l.addImports(ch, known)
		f, err := parseFile(fmt.Sprintf("own%d.go", i+1), packageMain+importDecl(ch.imports)+ch.text+"\n")
		if err != nil { // it parsed without the imports
			l.wrong = append(l.wrong, at(ch.edit, 0, notGo)...)
			continue
		}
		l.add(f)
	}
}
