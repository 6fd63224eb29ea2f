package web

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"abacus/lessons/notebook/exercise"
)

// Block is a stretch of a lesson for those who set it otherwise than as a
// page: prose, or Go of one kind.
type Block struct {
	Markdown string
	Source   []string // declarations that are shown, or to be written
	Cell     string   // a live cell
	Check    string   // the cell that checks an exercise; Source holds what is to be written for it
	Example  *Example
}

// Example is the body of an Example function.
type Example struct {
	Code    string
	Output  string   // what it promises to print
	Imports []string // that it needs, the lesson's own package apart
}

// Outline returns what a lesson says and shows, in order. The prose is
// CommonMark with formulas; values are filled in. What only a page can show
// is left out, what only a page can run becomes a listing.
func (c *Course) Outline(slug string) ([]Block, error) {
	l, err := c.Lesson(slug)
	if err != nil {
		return nil, err
	}
	o := &outliner{course: c, lesson: l, lines: strings.SplitAfter(string(l.text), "\n")}
	o.skipFrontMatter()
	for n := l.doc.FirstChild(); n != nil; n = n.NextSibling() {
		if f, ok := n.(*fenceNode); ok {
			o.prose(f.line - 1)
			o.fence(f)
		}
	}
	o.prose(len(o.lines))
	return o.blocks, nil
}

// outliner goes through the lines of a lesson.
type outliner struct {
	course *Course
	lesson *Lesson
	lines  []string
	next   int // line that comes next, from 0
	blocks []Block
}

func (o *outliner) skipFrontMatter() {
	if strings.TrimSpace(o.lines[0]) != "---" {
		return
	}
	for o.next = 1; o.next < len(o.lines) && strings.TrimSpace(o.lines[o.next]) != "---"; o.next++ {
	}
	o.next++
}

var (
	headingID   = regexp.MustCompile(`(?m)^(#+ .*?) *\{#[^}]*\} *$`)
	localLink   = regexp.MustCompile(`\[([^\]]*)\]\(([^)]*)\)`)
	calloutLine = regexp.MustCompile(`(?m)^((?:> )+)\[!([A-Za-z]+)\][ \t]*(.*)$`)
	quotedFence = regexp.MustCompile("^((?:> )+)```([a-z]+) (.*)")
)

// prose adds the lines up to the given one, and the exercises in them.
func (o *outliner) prose(end int) {
	var text strings.Builder
	for ; o.next < end; o.next++ {
		line := o.lines[o.next]
		m := quotedFence.FindStringSubmatch(strings.TrimSpace(line))
		if m == nil {
			text.WriteString(line)
			continue
		}
		quote := m[1]
		f, err := ParseFence(m[2] + " " + m[3])
		check := cmp.Or(f.Settings["exercise"], f.Settings["quiz"])
		switch {
		case err != nil: // the page was checked: there is none
		case f.Language == "go" && check != "":
			o.markdown(o.rewrite(text.String()))
			text.Reset()
			o.exercise(f)
			for o.next+1 < end && strings.TrimSpace(o.lines[o.next]) != quote+"```" {
				o.next++
			}
		case f.Settings["source"] != "":
			code, _ := o.lesson.source.Decl(strings.Split(f.Settings["source"], ",")...)
			text.WriteString(quoted(quote, "go", code))
		case f.Settings["example"] != "":
			ex, _ := o.lesson.source.Example(f.Settings["example"])
			text.WriteString(quoted(quote, "go", ex.Body))
		case f.Settings["file"] != "":
			code, _ := (&loader{files: o.course.cfg.Files}).file(f.Settings["file"])
			text.WriteString(quoted(quote, f.Language, code))
		default:
			text.WriteString(quote + "```" + f.Language + "\n")
		}
	}
	o.markdown(o.rewrite(text.String()))
}

// exercise adds what is to be written, if anything, and its check.
func (o *outliner) exercise(f Fence) {
	b := Block{Check: exercise.CheckName(f.Settings["quiz"])}
	if names := f.Settings["exercise"]; names != "" {
		b.Source = strings.Split(names, ",")
		b.Check = exercise.CheckName(b.Source[0])
	}
	o.blocks = append(o.blocks, b)
}

// quoted starts a code block within a quotation, whose lines start with quote.
func quoted(quote, language, code string) string {
	return quote + "```" + language + "\n" + quote + strings.ReplaceAll(code, "\n", "\n"+quote) + "\n"
}

// rewrite puts plain Markdown in the place of what only pages understand.
func (o *outliner) rewrite(text string) string {
	text = headingID.ReplaceAllString(strings.Trim(text, "\n"), "$1")
	text = localLink.ReplaceAllStringFunc(text, func(link string) string {
		m := localLink.FindStringSubmatch(link)
		if external(m[2]) {
			return link
		}
		return m[1] // there is nothing to go to
	})
	text = calloutLine.ReplaceAllStringFunc(text, func(line string) string {
		m := calloutLine.FindStringSubmatch(line)
		return m[1] + "**" + cmp.Or(m[3], calloutTitles()[strings.ToLower(m[2])], m[2]) + "**\n" + strings.TrimSpace(m[1])
	})
	return valueAnywhere.ReplaceAllStringFunc(text, func(ref string) string {
		m := valuePattern.FindStringSubmatch(ref)
		value, _ := o.course.value(o.lesson, o.course.prepare(o.lesson), m[1], m[2])
		return value
	})
}

func (o *outliner) markdown(text string) {
	if text == "" {
		return
	}
	if n := len(o.blocks); n > 0 && o.blocks[n-1].Markdown != "" {
		o.blocks[n-1].Markdown += "\n\n" + text
		return
	}
	o.blocks = append(o.blocks, Block{Markdown: text})
}

// fence adds a code block and skips its lines.
func (o *outliner) fence(f *fenceNode) {
	o.next = f.line + strings.Count(f.text, "\n") + 1
	set := f.fence.Settings
	listing := func(language, text string) {
		o.markdown(fmt.Sprintf("```%s\n%s\n```", language, strings.TrimRight(text, "\n")))
	}
	switch f.role {
	case "source":
		names := strings.Split(set["source"], ",")
		if o.lesson.source.Editable(names...) {
			o.blocks = append(o.blocks, Block{Source: names})
		} else {
			listing("go", f.code)
		}
	case "cell":
		o.blocks = append(o.blocks, Block{Cell: set["cell"]})
	case "example":
		ex, _ := o.lesson.source.Example(set["example"]) // resolve has found it
		if !ex.Alone {
			listing("go", f.code)
			return
		}
		lesson := `"abacus/lessons/` + o.lesson.Slug + `"`
		imports := slices.DeleteFunc(slices.Clone(ex.Imports), func(spec string) bool { return spec == lesson })
		code := strings.ReplaceAll(f.code, o.lesson.Slug+".", "") // it is one package there
		o.blocks = append(o.blocks, Block{Example: &Example{Code: code, Output: f.extra, Imports: imports}})
	case "file":
		listing(f.fence.Language, f.code)
	case "sql", "code":
		listing(f.fence.Language, f.text)
	case "schema":
		o.markdown("*(The page draws the tables here.)*")
	case "lab":
		o.markdown("*(The page has a live lab here.)*")
	}
}
