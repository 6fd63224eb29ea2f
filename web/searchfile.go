package web

import (
	"cmp"
	"maps"
	"slices"

	"abacus/server/wire"
)

// SearchFile returns the index that Search uses, for pages that search without
// a server: see static/js/export/search.js.
func (c *Course) SearchFile() wire.SearchIndex {
	x := c.search()
	f := wire.SearchIndex{Words: map[string][]float64{}}
	for _, s := range x.sections {
		f.Sections = append(f.Sections, wire.SearchSection{
			Lesson: s.Lesson.Meta.Short, Title: cmp.Or(s.Section, s.Lesson.Meta.Title), URL: s.URL, Text: s.text,
		})
	}
	for word, sections := range x.postings {
		for _, i := range slices.Sorted(maps.Keys(sections)) {
			f.Words[word] = append(f.Words[word], float64(i), sections[i])
		}
	}
	return f
}
