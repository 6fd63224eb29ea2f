package entropy

import (
	"fmt"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// ball is a colour of ball; the letter tells colours apart without colour.
type ball struct {
	name, letter string
	colour       palette.Colour
}

func balls() []ball {
	return []ball{{"red", "R", palette.Red}, {"blue", "B", palette.Blue}, {"green", "G", palette.Green}}
}

// Urn fills an urn with balls of three colours and says how many bits the
// colour of a drawn ball is worth.
func Urn(nb *notebook.Cell) {
	counts := []int{
		nb.Int("red", "red balls", 4, 0, 12),
		nb.Int("blue", "blue balls", 2, 0, 12),
		nb.Int("green", "green balls", 2, 0, 12),
	}
	p := Shares(counts)
	h := Entropy(p)

	nb.Show(drawUrn(counts))
	switch {
	case Size(counts) == 0:
		nb.Say("The urn is empty: there is no ball to ask about.")
	case h == 0:
		nb.Say("Only one colour is left. You know the answer before you ask: 0 bits.")
	default:
		nb.Say("The colour of a ball is worth %.4f bits. The best plan of yes/no questions asks %.4f on average.",
			h, Questions(p))
	}
	nb.Table(terms("colour", []string{"red", "blue", "green"}, p))
	nb.Value("h", "%.4g", h)
	nb.Value("questions", "%.4g", Questions(p))
}

// drawUrn draws the balls in a jar, filled from the bottom, and a bar for each
// colour's share.
func drawUrn(counts []int) *diagram.Diagram {
	const columns, pitch = 7, 29.0
	d := diagram.New("What is in the urn", 520, 236)
	d.Describe("%s", describeUrn(counts))

	const left, bottom = 24.0, 222.0
	wall := diagram.Style{Stroke: palette.Ink, Width: 2.5}
	d.Path("M14 18 Q24 22 24 34 V214 Q24 224 34 224 H222 Q232 224 232 214 V34 Q232 22 242 18", wall)
	slot := 0
	for c, b := range balls() {
		for range counts[c] {
			x := left + 4 + pitch*(float64(slot%columns)+0.5)
			y := bottom - 2 - pitch*(float64(slot/columns)+0.5)
			d.Circle(x, y, 12.5, diagram.Style{Fill: b.colour})
			d.Text(x, y+4.5, b.letter, diagram.TextStyle{Anchor: "middle", Bold: true, Colour: palette.Paper})
			slot++
		}
	}

	for c, b := range balls() {
		y, share := 62+float64(c)*58, Shares(counts)[c]
		d.Text(272, y-8, fmt.Sprintf("%s: %d of %d", b.name, counts[c], Size(counts)), diagram.TextStyle{Size: 17})
		d.Rect(272, y, 190, 16, 3, diagram.Style{Fill: palette.Grid.Alpha(0.4)})
		if share > 0 {
			d.Rect(272, y, 190*share, 16, 3, diagram.Style{Fill: b.colour})
		}
		d.Text(512, y+13, fmt.Sprintf("%.0f %%", 100*share), diagram.TextStyle{Anchor: "end", Size: 17})
	}
	return d
}

// describeUrn says in words what drawUrn draws.
func describeUrn(counts []int) string {
	var parts []string
	for c, b := range balls() {
		parts = append(parts, fmt.Sprintf("%d %s (%.0f %%)", counts[c], b.name, 100*Shares(counts)[c]))
	}
	n := Size(counts)
	return fmt.Sprintf("An urn of %s: %s.", notebook.Count(n, "ball"), strings.Join(parts, ", "))
}
