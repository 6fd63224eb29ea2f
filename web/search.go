package web

import (
	"cmp"
	"html/template"
	"maps"
	"math"
	"slices"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"abacus/web/format"
)

// searchIndex finds sections of lessons by the words in them.
type searchIndex struct {
	sections []section
	postings map[string]map[int]float64 // word → section → weight
	words    []string                   // sorted, for words the reader is still typing
}

// section is the text from one heading to the next.
type section struct {
	Lesson  *Lesson
	Section string // heading; empty for the start of the lesson
	URL     string
	text    string // prose
	code    string
}

// Hit is a section that a search found.
type Hit struct {
	section
	Excerpt template.HTML // with <mark> around what was found
	score   float64
}

// A word in a title tells more about a section than one in its text.
const (
	titleWeight   = 8
	headingWeight = 5
	textWeight    = 1
)

func newSearchIndex(lessons []*Lesson) *searchIndex {
	x := &searchIndex{postings: map[string]map[int]float64{}}
	for _, l := range lessons {
		x.addLesson(l)
	}
	x.words = slices.Sorted(maps.Keys(x.postings))
	return x
}

func (x *searchIndex) addLesson(l *Lesson) {
	url := "/lessons/" + l.Slug
	current := section{Lesson: l, URL: url, text: l.Meta.Summary + " " + strings.Join(l.Meta.Goals, " ")}
	for n := l.doc.Root.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			x.add(current)
			current = section{Lesson: l, URL: url + "#" + anchorOf(h), Section: l.plain(h)}
			continue
		}
		var prose []string
		format.Walk(n, func(n ast.Node) {
			switch n := n.(type) {
			case *format.Fence:
				if n.Shown() {
					current.code += " " + cmp.Or(n.Code, n.Body) + " " + n.Answer
				}
			case *ast.Paragraph, *ast.TextBlock:
				prose = append(prose, l.plain(n))
			}
		})
		current.text += " " + strings.Join(prose, " ")
	}
	x.add(current)
}

func (x *searchIndex) add(s section) {
	i := len(x.sections)
	x.sections = append(x.sections, s)
	count := func(text string, weight float64) {
		for _, w := range searchWords(text) {
			if x.postings[w] == nil {
				x.postings[w] = map[int]float64{}
			}
			x.postings[w][i] += weight
		}
	}
	if s.Section == "" {
		count(s.Lesson.Meta.Title, titleWeight)
	}
	count(s.Section, headingWeight)
	count(s.text, textWeight)
	count(s.code, textWeight)
}

func searchWords(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
}

// maxHits bounds the answer to a search.
const maxHits = 20

// Search returns the sections that hold every word of query, best first. The
// last word may be unfinished.
func (c *Course) Search(query string) []Hit {
	x := c.search()
	words := searchWords(query)
	words = words[:min(len(words), 10)]
	var scores map[int]float64
	for _, w := range words {
		next := map[int]float64{}
		for i, s := range x.lookup(w) {
			if before, ok := scores[i]; ok || scores == nil {
				next[i] = before + s
			}
		}
		scores = next
	}
	var hits []Hit
	for i, score := range scores {
		s := x.sections[i]
		hits = append(hits, Hit{s, excerpt(s.text, words), score})
	}
	slices.SortFunc(hits, func(a, b Hit) int {
		return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.URL, b.URL))
	})
	return hits[:min(len(hits), maxHits)]
}

// lookup returns the sections with a word that starts with prefix. A whole
// word counts double, a rare one more than a common one.
func (x *searchIndex) lookup(prefix string) map[int]float64 {
	found := map[int]float64{}
	first, _ := slices.BinarySearch(x.words, prefix)
	for _, word := range x.words[first:] {
		if !strings.HasPrefix(word, prefix) {
			break
		}
		sections := x.postings[word]
		rarity := math.Log(1 + float64(len(x.sections))/float64(len(sections)))
		if word == prefix {
			rarity *= 2
		}
		for s, weight := range sections {
			found[s] += rarity * (1 + math.Log(weight))
		}
	}
	return found
}

// excerpt returns some words of text around the first that was searched for,
// with all of those marked.
func excerpt(text string, words []string) template.HTML {
	fields := strings.Fields(text)
	matches := func(field string) bool {
		return slices.ContainsFunc(searchWords(field), func(part string) bool {
			return slices.ContainsFunc(words, func(w string) bool { return strings.HasPrefix(part, w) })
		})
	}
	const before, length = 6, 26
	from := max(0, slices.IndexFunc(fields, matches)-before)
	to := min(len(fields), from+length)
	var b strings.Builder
	if from > 0 {
		b.WriteString("… ")
	}
	for _, f := range fields[from:to] {
		escaped := template.HTMLEscapeString(f)
		if matches(f) {
			escaped = "<mark>" + escaped + "</mark>"
		}
		b.WriteString(escaped + " ")
	}
	if to < len(fields) {
		b.WriteString("…")
	}
	return template.HTML(b.String()) // every word was escaped
}

// SearchView is what the search page shows.
type SearchView struct {
	Layout
	Query string
	Hits  []Hit
}

// SearchPage renders the answer to a search, as a page or as the list alone.
func (c *Course) SearchPage(query string, listOnly bool) (*Page, error) {
	view := SearchView{Layout: c.layout("Search", "Search the course.", "/search"), Query: query, Hits: c.Search(query)}
	name := "search"
	if listOnly {
		name = "hits"
	}
	return c.top.page(name, view)
}
