package web

import (
	"maps"
	"slices"
)

// SearchFile is the search index for pages that search without a server: see
// static/js/export/search.js.
type SearchFile struct {
	Sections []SearchSection `json:"sections"`
	// Words maps a word to the sections that hold it, each with its weight: by
	// turns the index of the one and the other.
	Words map[string][]float64 `json:"words"`
}

// SearchSection is a section of a lesson as a hit shows it.
type SearchSection struct {
	Lesson string `json:"lesson"` // its short title
	Title  string `json:"title"`
	URL    string `json:"url"`
	Text   string `json:"text"`
}

// SearchFile returns the index that Search uses.
func (c *Course) SearchFile() SearchFile {
	x := c.search()
	f := SearchFile{Words: map[string][]float64{}}
	for _, s := range x.sections {
		h := s.hit(0, nil)
		if h.Section == "" {
			h.Section = s.lesson.Meta.Title
		}
		f.Sections = append(f.Sections, SearchSection{Lesson: s.lesson.Meta.Short, Title: h.Section, URL: h.URL, Text: s.text})
	}
	for word, sections := range x.postings {
		for _, i := range slices.Sorted(maps.Keys(sections)) {
			f.Words[word] = append(f.Words[word], float64(i), sections[i])
		}
	}
	return f
}
