package introduction

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// stop is a lesson on the road map: what it is called and where it stands.
type stop struct {
	name string
	what string
	x, y float64 // of the centre
}

// RoadMap draws how the lessons build on each other.
func RoadMap(nb *notebook.Cell) {
	const wide, high = 122, 44
	stops := []stop{
		{"Tables", "keep data", 68, 30}, {"Joins", "combine data", 200, 30},
		{"Regression", "predict quantities", 68, 106}, {"Neighbours", "predict labels", 200, 106},
		{"Entropy", "measure surprise", 332, 106},
		{"Descent", "go downhill", 68, 182}, {"Gini", "measure mixture", 332, 182},
		{"Trees", "ask questions", 266, 258}, {"Rolling updates", "keep it running", 167, 334},
	}
	roads := [][2]int{{0, 1}, {1, 2}, {1, 3}, {2, 5}, {4, 6}, {6, 7}, {3, 7}, {5, 8}, {7, 8}}

	d := diagram.New("How the lessons build on each other", 400, 366)
	d.Describe("Tables and joins come first; regression and nearest neighbours need data. Regression leads to gradient " +
		"descent. Nearest neighbours, and entropy with Gini impurity, lead to decision trees. " +
		"Rolling updates put a finished model to work.")
	for _, r := range roads {
		a, b := stops[r[0]], stops[r[1]]
		d.Line(a.x, a.y, b.x, b.y, diagram.Style{Stroke: palette.Muted, Width: 1.5})
	}
	for _, s := range stops {
		d.Rect(s.x-wide/2, s.y-high/2, wide, high, 8, diagram.Style{Fill: palette.Paper, Stroke: palette.Accent, Width: 1.5})
		d.Text(s.x, s.y-3, s.name, diagram.TextStyle{Anchor: "middle", Bold: true, Size: 14})
		d.Text(s.x, s.y+14, s.what, diagram.TextStyle{Anchor: "middle", Size: 12, Colour: palette.Muted})
	}
	nb.Show(d)
}
