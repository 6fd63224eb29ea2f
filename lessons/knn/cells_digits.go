package knn

import (
	"fmt"
	"slices"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// BitDistance is the Hamming distance of two pictures.
func BitDistance(a, b []bool) float64 { return float64(Hamming(a, b)) }

// Repair flips some pixels of a digit and looks for the digit that the damaged
// picture is closest to.
func Repair(nb *notebook.Cell) {
	digit := nb.Int("digit", "digit", 3, 0, 9)
	flips := nb.Int("flips", "pixels flipped", 5, 0, 17)
	seed := nb.Int("accident", "accident number", 2, 1, 40)

	digits := Digits()
	labels := []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	damaged := damage(digits[digit], flips, uint64(seed))
	answer, err := Classify(damaged, digits, labels, 1, BitDistance)
	if err != nil {
		nb.Error(err)
		return
	}
	ranked := make([]Neighbour, len(digits))
	for d := range digits {
		ranked[d] = Neighbour{Index: d, Distance: BitDistance(damaged, digits[d])}
	}
	slices.SortFunc(ranked, byDistance)

	nb.Show(repairDiagram(damaged, digits, ranked[:3]))
	nb.Printf("digit   ")
	for _, n := range ranked {
		nb.Printf("%3d", n.Index)
	}
	nb.Printf("\ndistance")
	for _, n := range ranked {
		nb.Printf("%3g", n.Distance)
	}
	nb.Printf("\n")
	verdict := "which is right"
	if answer != digit {
		verdict = fmt.Sprintf("but it was a %d", digit)
	}
	nb.Say("The closest digit is %d, at Hamming distance %g, %s.", answer, ranked[0].Distance, verdict)
	nb.Value("answer", "%d", answer)
	nb.Value("distance", "%g", ranked[0].Distance)
	nb.Value("second", "%g", ranked[1].Distance)
}

// repairDiagram draws the damaged digit and beside it its nearest digits, with
// the pixels that differ crossed.
func repairDiagram(damaged []bool, digits [][]bool, nearest []Neighbour) *diagram.Diagram {
	d := diagram.New("A damaged digit and its nearest", 520, 176)
	drawPixels(d, 20, damaged, damaged)
	d.Text(60, 166, "damaged", diagram.TextStyle{Anchor: "middle", Size: 15})
	for i, n := range nearest {
		x := 150 + 125*float64(i)
		drawPixels(d, x, digits[n.Index], damaged)
		label := fmt.Sprintf("%d: distance %g", n.Index, n.Distance)
		d.Text(x+40, 166, label, diagram.TextStyle{Anchor: "middle", Size: 15})
	}
	d.Legend("ink", palette.Blue)
	d.LegendMark("differs from the damaged one", notebook.MarkCross, palette.Accent)
	d.Describe("A damaged picture of a digit and the three digits nearest to it: "+
		"%d at Hamming distance %g, %d at %g, %d at %g. Pixels that differ are crossed.",
		nearest[0].Index, nearest[0].Distance, nearest[1].Index, nearest[1].Distance,
		nearest[2].Index, nearest[2].Distance)
	return d
}

// drawPixels draws a digit from x on and crosses the pixels that differ from
// those of other.
func drawPixels(d *diagram.Diagram, x float64, pixels, other []bool) {
	const side, top = 16.0, 20.0
	for i, ink := range pixels {
		px, py := x+side*float64(i%digitWidth), top+side*float64(i/digitWidth)
		style := diagram.Style{Stroke: palette.Grid}
		if ink {
			style.Fill = palette.Blue
		}
		d.Rect(px, py, side-1, side-1, 2, style)
		if ink != other[i] {
			mark := diagram.Style{Stroke: palette.Accent, Width: 2.5}
			d.Line(px+3, py+3, px+side-4, py+side-4, mark)
			d.Line(px+3, py+side-4, px+side-4, py+3, mark)
		}
	}
}
