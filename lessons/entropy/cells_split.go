package entropy

import (
	"fmt"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// EightPeople shows the lesson's data.
func EightPeople(nb *notebook.Cell) {
	t := notebook.Table{
		Caption: "Who stays at home?",
		Columns: []string{"name", "emotion", "temperature", "stay home"},
	}
	for _, p := range People() {
		t.Rows = append(t.Rows, []string{p.Name, p.Emotion, p.Temperature, answer(p.StayHome)})
	}
	nb.Table(t)
}

func answer(yes bool) string {
	if yes {
		return "yes"
	}
	return "no"
}

// WorkedSplit splits the eight people by a feature and works out the gain line
// by line, with every number in its place.
func WorkedSplit(nb *notebook.Cell) {
	feature := nb.Select("feature", "split by", "Emotion", "Temperature", "Emotion and Temperature", "Name")

	groups := SplitBy(People(), map[string]func(Person) string{
		"Emotion":                 Emotion,
		"Temperature":             Temperature,
		"Emotion and Temperature": func(p Person) string { return p.Emotion + ", " + p.Temperature },
		"Name":                    func(p Person) string { return p.Name },
	}[feature])
	parts := Counts(groups)

	nb.Show(drawSplit(feature, groups))
	steps := working(groups)
	nb.Animate("step", "step of the working", len(steps), len(steps)-1, func(i int) {
		// Blank lines keep the place of the steps to come.
		nb.Printf("%s\n%s", strings.Join(steps[:i+1], "\n"), blank(steps[i+1:]))
	})
	nb.Say("Splitting by %s gains %.4f bits. Its gain ratio, this gain divided by the entropy "+
		"of the group sizes (%.4f bits), is %.4f.",
		feature, Gain(parts), splitBits(groups), GainRatio(parts))

	emotion, temperature := Counts(SplitBy(People(), Emotion)), Counts(SplitBy(People(), Temperature))
	nb.Value("emotion", "%.4f", Gain(emotion))
	nb.Value("temperature", "%.4f", Gain(temperature))
	nb.Value("notsick", "%.4f", Entropy(Shares([]int{3, 2})))
	nb.Value("sick", "%.4f", Entropy(Shares([]int{1, 2})))
	nb.Value("remaining", "%.4f", Remaining(emotion))
}

// splitBits is the entropy of the question "in which group?".
func splitBits(groups []Group) float64 {
	sizes := make([]int, len(groups))
	for i, g := range groups {
		sizes[i] = Size(g.Counts)
	}
	return Entropy(Shares(sizes))
}

// blank returns as many line ends as the steps are high.
func blank(steps []string) string {
	lines := 0
	for _, step := range steps {
		lines += 1 + strings.Count(step, "\n")
	}
	return strings.Repeat("\n", lines)
}

// working writes out the gain of a split step by step, in lines that fit a
// narrow page.
func working(groups []Group) []string {
	parent := Parent(Counts(groups))
	steps := []string{entropyStep("everybody", parent)}
	var sum []string
	for _, g := range groups {
		steps = append(steps, entropyStep(g.Value, g.Counts))
		sum = append(sum, fmt.Sprintf("%d/%d·%.4f", Size(g.Counts), Size(parent), Entropy(Shares(g.Counts))))
	}
	plus := " + "
	if len(sum) > 3 { // a long sum takes a line for each term
		plus = "\n  + "
	}
	remaining := Remaining(Counts(groups))
	steps = append(steps, fmt.Sprintf("remaining\n  = %s\n  = %.4f bits", strings.Join(sum, plus), remaining))
	return append(steps, fmt.Sprintf("gain\n  = %.4f − %.4f\n  = %.4f bits",
		Entropy(Shares(parent)), remaining, Gain(Counts(groups))))
}

// entropyStep writes out the entropy of one group.
func entropyStep(name string, counts []int) string {
	var sum []string
	for _, n := range counts {
		if n > 0 {
			sum = append(sum, fmt.Sprintf("%d/%d·log₂(%d/%d)", n, Size(counts), Size(counts), n))
		}
	}
	if len(sum) == 1 { // all of one class
		return fmt.Sprintf("H(%s) = 1·log₂ 1 = 0 bits", name)
	}
	return fmt.Sprintf("H(%s)\n  = %s\n  = %.4f bits", name, strings.Join(sum, " + "), Entropy(Shares(counts)))
}

// drawSplit draws everybody at the top and the groups they fall into below.
func drawSplit(feature string, groups []Group) *diagram.Diagram {
	d := diagram.New("Everybody, split by "+feature, 520, 196)
	var said []string
	parent := Parent(Counts(groups))
	pitch := 520 / float64(len(groups))
	width := min(150, pitch-6)
	for i, g := range groups {
		x := pitch * (float64(i) + 0.5)
		d.Line(260, 70, x, 126, diagram.Style{Stroke: palette.Muted, Width: 1.5})
		if len(groups) <= 4 {
			label := fmt.Sprintf("%d of %d", Size(g.Counts), Size(parent))
			style := diagram.TextStyle{Anchor: anchorAway(x), Size: 15, Colour: palette.Muted}
			d.Text(x+(260-x)*0.24, 106, label, style)
		}
		drawGroup(d, x, 126, width, g)
		said = append(said, fmt.Sprintf("%s: %d yes, %d no, %.4f bits",
			g.Value, g.Counts[0], g.Counts[1], Entropy(Shares(g.Counts))))
	}
	drawGroup(d, 260, 4, 150, Group{"everybody", parent})
	d.Describe("Everybody (%d yes, %d no) splits by %s into %d groups. %s.",
		parent[0], parent[1], feature, len(groups), strings.Join(said, "; "))
	return d
}

// anchorAway keeps a label on the outer side of the line it belongs to.
func anchorAway(x float64) string {
	if x < 260 {
		return "end"
	}
	return "start"
}

// drawGroup draws a box with a group's name, counts and entropy, centred at x.
func drawGroup(d *diagram.Diagram, x, y, width float64, g Group) {
	yes := float64(g.Counts[0]) / float64(max(Size(g.Counts), 1))
	d.Rect(x-width/2, y, width, 66, 6, diagram.Style{Fill: palette.Paper, Stroke: palette.Ink})
	counts := fmt.Sprintf("%d yes, %d no", g.Counts[0], g.Counts[1])
	switch {
	case g.Counts[1] == 0:
		counts = fmt.Sprintf("%d yes", g.Counts[0])
	case g.Counts[0] == 0:
		counts = fmt.Sprintf("%d no", g.Counts[1])
	}
	middle := diagram.TextStyle{Anchor: "middle", Size: 15}
	d.Text(x, y+18, g.Value, diagram.TextStyle{Anchor: "middle", Size: 15, Bold: true})
	d.Text(x, y+36, counts, middle)
	d.Text(x, y+53, fmt.Sprintf("H = %.3g", Entropy(Shares(g.Counts))), middle)
	// A thin bar under the text: how much of the group says yes.
	d.Rect(x-width/2+4, y+59, width-8, 4, 0, diagram.Style{Fill: palette.Blue})
	d.Rect(x-width/2+4, y+59, (width-8)*yes, 4, 0, diagram.Style{Fill: palette.Red})
}
