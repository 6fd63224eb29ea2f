package wire

// SearchIndex is the search index of exported pages, which search without a
// server.
type SearchIndex struct {
	// Sections of all lessons.
	Sections []SearchSection `json:"sections"`
	// By word, the sections that contain it: the index of each, followed by its weight.
	Words map[string][]float64 `json:"words"`
}

// SearchSection is a section of a lesson as a hit shows it.
type SearchSection struct {
	// Short title of the lesson.
	Lesson string `json:"lesson"`
	// Title of the section.
	Title string `json:"title"`
	// Address of the section.
	URL string `json:"url"`
	// Its text.
	Text string `json:"text"`
}
