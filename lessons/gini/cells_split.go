package gini

import (
	"fmt"

	"gonum.org/v1/plot/plotter"

	"abacus/lessons/entropy"
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// EightPeople shows the lesson's data.
func EightPeople(nb *notebook.Cell) {
	t := notebook.Table{
		Caption: "Who stays at home?",
		Columns: []string{"emotion", "temperature (°F)", "stay home"},
		Numeric: []int{1},
	}
	for _, p := range People() {
		t.Rows = append(t.Rows, []string{p.Emotion, fmt.Sprintf("%.1f", p.Temperature), yes(p)})
	}
	nb.Table(t)
}

func yes(p Person) string {
	if p.StayHome {
		return "yes"
	}
	return "no"
}

// WeightedSplit works out the weighted impurity of a split, number by number.
func WeightedSplit(nb *notebook.Cell) {
	by := nb.Select("by", "split by", "Emotion", "Temperature ≥ 100 °F")

	names := []string{"sick", "notsick"}
	sick, notsick := ByEmotion(People())
	emotion := [][]int{sick, notsick}
	warm := CutAt(People(), 100, Gini)
	parts := emotion
	if by != "Emotion" {
		names, parts = []string{"under", "over"}, [][]int{warm.Under, warm.Over}
	}

	total := entropy.Size(entropy.Parent(parts))
	var g, weight [2]float64
	for i, counts := range parts {
		n := entropy.Size(counts)
		p := entropy.Shares(counts)
		g[i], weight[i] = Gini(p), float64(n)/float64(total)
		nb.Printf("G(%s)\n  = 1 − (%d/%d)² − (%d/%d)²\n  = %.6f\n", names[i], counts[0], n, counts[1], n, g[i])
	}
	nb.Printf("weighted\n  = %.3f·%.6f + %.3f·%.6f\n  = %.6f\n",
		weight[0], g[0], weight[1], g[1], Weighted(parts, Gini))

	nb.Value("emotion", "%.4f", Weighted(emotion, Gini))
	nb.Value("temperature", "%.4f", warm.Impurity)
	nb.Value("sick", "%.4f", Gini(entropy.Shares(sick)))
	nb.Value("notsick", "%.4f", Gini(entropy.Shares(notsick)))
}

// Thresholds ranks every threshold of Temperature and compares the one chosen.
func Thresholds(nb *notebook.Cell) {
	t := nb.Slider("t", "threshold (°F)", 100, notebook.Steps(97, 106, 0.25))

	chosen := CutAt(People(), t, Gini)
	ranked := Rank(Cuts(People(), Gini))
	nb.Show(drawThresholds(chosen, ranked))
	nb.Say("Your threshold %.2f °F leaves a weighted impurity of %.4f. The best, %.2f °F, leaves %.4f.",
		t, chosen.Impurity, ranked[0].At, ranked[0].Impurity)
	nb.Table(rankTable(ranked, chosen))
	nb.Value("best", "%.1f", ranked[0].At)
	nb.Value("impurity", "%.4f", ranked[0].Impurity)
}

// drawThresholds draws the weighted impurity over the threshold, above the
// people it parts.
func drawThresholds(chosen Cut, ranked []Cut) *figure.Figure {
	best := ranked[0]
	sick, notsick := ByEmotion(People())
	emotion := Weighted([][]int{sick, notsick}, Gini)
	fig := figure.New("Every threshold of Temperature", "threshold (°F)", "weighted Gini impurity")
	fig.Describe("Of the %d thresholds, %.2f °F leaves the lowest weighted impurity, %.4f. "+
		"At %.2f °F it is %.4f. Emotion leaves %.4f.",
		len(ranked), best.At, best.Impurity, chosen.At, chosen.Impurity, emotion)
	fig.XRange(97, 106)
	fig.YRange(0, 0.55)
	var curve, stay, leave plotter.XYs
	for i := range 361 { // readings are halves: a 40th of a degree misses none
		t := 97 + (float64(i)+0.5)/40
		curve = append(curve, plotter.XY{X: t, Y: CutAt(People(), t, Gini).Impurity})
	}
	seen := map[float64]int{}
	for _, p := range People() { // people with equal temperatures stand above each other
		at := plotter.XY{X: p.Temperature, Y: 0.03 + 0.035*float64(seen[p.Temperature])}
		seen[p.Temperature]++
		if p.StayHome {
			stay = append(stay, at)
		} else {
			leave = append(leave, at)
		}
	}
	fig.HLine("split by Emotion", emotion, figure.Muted)
	fig.Line("split by Temperature", curve, figure.Blue)
	fig.Dots("best threshold", plotter.XYs{{X: best.At, Y: best.Impurity}}, figure.Green, figure.Square, 5)
	fig.Scatter("stays at home", stay, figure.Red, figure.Triangle)
	fig.Scatter("goes out", leave, figure.Blue, figure.Circle)
	fig.VLine("your threshold", chosen.At, figure.Accent)
	fig.Drag("t", "", chosen.At, chosen.Impurity)
	return fig
}

// rankTable lists the cuts from best to worst and marks the winner.
func rankTable(ranked []Cut, chosen Cut) notebook.Table {
	t := notebook.Table{
		Caption: "All thresholds, best first; under and over: yes, no",
		Columns: []string{"rank", "°F", "under", "over", "weighted"},
		Numeric: []int{1, 4},
		Mark:    []int{0},
	}
	for i, cut := range ranked {
		rank := fmt.Sprint(i + 1)
		if cut.Under[0] == chosen.Under[0] && cut.Under[1] == chosen.Under[1] {
			rank += ", yours"
		}
		t.Rows = append(t.Rows, []string{rank, fmt.Sprintf("%.2f", cut.At),
			fmt.Sprintf("%d, %d", cut.Under[0], cut.Under[1]), fmt.Sprintf("%d, %d", cut.Over[0], cut.Over[1]),
			fmt.Sprintf("%.4f", cut.Impurity)})
	}
	return t
}
