package web

import (
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
		h := s.hit(0, nil)
		if h.Section == "" {
			h.Section = s.lesson.Meta.Title
		}
		f.Sections = append(f.Sections, wire.SearchSection{
			Lesson: s.lesson.Meta.Short, Title: h.Section, URL: h.URL, Text: s.text,
		})
	}
	for word, sections := range x.postings {
		for _, i := range slices.Sorted(maps.Keys(sections)) {
			f.Words[word] = append(f.Words[word], float64(i), sections[i])
		}
	}
	return f
}
