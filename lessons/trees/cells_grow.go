package trees

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// GrowSteps grows a tree of depth 3 one question at a time, level by level,
// and cuts the plane along with it.
func GrowSteps(nb *notebook.Cell) {
	data := nb.Select("data", "data", "two-class plane", "iris petals")
	_, impurity := criterion(nb)
	d, w, x, y := usualPlane(), planeWindow(), "x₁", "x₂"
	if data == "iris petals" {
		d, w, x, y = Petals(), petalWindow(), "petal length (cm)", "petal width (cm)"
	}
	tree, err := Grow(d, Options{Impurity: impurity, MaxDepth: 3})
	if err != nil {
		nb.Error(err)
		return
	}
	asked := byLevel(tree)
	nb.Animate("step", "question", len(asked)+1, len(asked), func(i int) {
		cut := map[*Node]bool{}
		for _, n := range asked[i:] {
			cut[n] = true
		}
		look := Look{Title: "The tree so far", Cut: cut}
		if i > 0 {
			look.Strong, look.Why = map[*Node]bool{asked[i-1]: true}, "newest question"
		}
		grown := tree.without(cut)
		fig := planeFigure("The plane, cut by the tree", x, y, w)
		regions(fig, grown, w)
		scatter(fig, d)
		fig.Describe("The plane after %s: %s, %d of %d points in the colour of their class.",
			notebook.Count(i, "question", "questions"), notebook.Count(grown.Leaves(), "region", "regions"),
			len(d.Label)-grown.Mistakes(d), len(d.Label))
		nb.Row(func() { nb.Show(tree.Draw(look)); nb.Show(fig) })
		nb.Say("%s", told(tree, grown, asked, i, d))
	})
}

// byLevel lists the internal nodes from the root down, level by level.
func byLevel(t *Tree) []*Node {
	queue, asked := []*Node{t.Root}, []*Node(nil)
	for len(queue) > 0 {
		n := queue[0]
		queue = queue[1:]
		if !n.Leaf() {
			asked = append(asked, n)
			queue = append(queue, n.Yes, n.No)
		}
	}
	return asked
}

// TracePoint sends one point down a tree: drag it and follow its path.
func TracePoint(nb *notebook.Cell) {
	px, py := nb.Point("query", "point", 0.45, 0.5, notebook.Steps(0, 0.7, 0.01), notebook.Steps(0, 1, 0.01))
	d := usualPlane()
	tree, err := Grow(d, Options{MaxDepth: 3})
	if err != nil {
		nb.Error(err)
		return
	}
	row := []float64{px, py}
	way := tree.Trace(row)
	leaf := way[len(way)-1]
	strong := map[*Node]bool{}
	for _, n := range way {
		strong[n] = true
	}
	fig := planeFigure("The point in the plane", "x₁", "x₂", planeWindow())
	regions(fig, tree, planeWindow())
	scatter(fig, d)
	fig.Drag("query.x", "query.y", px, py)
	fig.Describe("The point (%.2f, %.2f) lies in a region of class %s.", px, py, tree.Classes[leaf.Class()])
	nb.Row(func() {
		nb.Show(tree.Draw(Look{Title: "Its way down the tree", Strong: strong, Why: whyPath}))
		nb.Show(fig)
	})
	nb.Table(wayTable(tree, way, row))
	nb.Say("After %s the point is called %s: %d of the %d training points in its leaf are.",
		notebook.Count(len(way)-1, "question", "questions"), tree.Classes[leaf.Class()], leaf.Counts[leaf.Class()], leaf.Rows())
}

// PruneAlpha prunes a full tree at a price of alpha per leaf.
func PruneAlpha(nb *notebook.Cell) {
	alpha := nb.Slider("alpha", "price of a leaf α", 0.0095, notebook.Steps(0, 0.05, 0.0005))
	noise := nb.Slider("noise", "share of labels flipped", 0.1, notebook.Steps(0, 0.3, 0.05))
	d, aside := Plane(200, noise, trainSeed), Plane(setAside, noise, asideSeed)
	tree, err := Grow(d, Options{})
	if err != nil {
		nb.Error(err)
		return
	}
	cut := tree.Cuts(alpha)
	pruned := tree.without(cut)
	fig := planeFigure("What the pruned tree predicts", "x₁", "x₂", planeWindow())
	regions(fig, pruned, planeWindow())
	scatter(fig, d)
	fig.Describe("Decision regions of the tree pruned at α = %.4f: %s.", alpha, notebook.Count(pruned.Leaves(), "leaf", "leaves"))
	nb.Row(func() {
		nb.Show(tree.Draw(Look{Title: "The full tree and what is left", Cut: cut, Ghost: true, Small: true}))
		nb.Show(fig)
	})
	chosen := tree.bestAlpha(aside)
	nb.Show(alphaCurve(tree, d, aside, noise, alpha))
	nb.Say("At α = %.4f the tree keeps %d of %d leaves. It gets %.1f %% of the training points and %.1f %% of all "+
		"points to come wrong; the full tree %.1f %% and %.1f %%. The points set aside choose α = %.4f.",
		alpha, pruned.Leaves(), tree.Leaves(), 100*pruned.ErrorRate(d), 100*PlaneError(pruned, noise), 100*tree.ErrorRate(d),
		100*PlaneError(tree, noise), chosen)
	nb.Value("full", "%d", tree.Leaves())
	nb.Value("left", "%d", pruned.Leaves())
	nb.Value("fullTest", "%.1f", 100*PlaneError(tree, noise))
	nb.Value("leftTest", "%.1f", 100*PlaneError(pruned, noise))
	nb.Value("chosen", "%.4f", chosen)
	nb.Value("chosenTest", "%.1f", 100*PlaneError(tree.Prune(chosen), noise))
}

// bestAlpha returns the price on the alpha path whose tree makes the fewest
// mistakes on the points set aside: the highest one, hence the smallest tree, if
// several do.
func (t *Tree) bestAlpha(aside Data) float64 {
	best, fewest := 0.0, len(aside.Label)+1
	for _, s := range t.Path() {
		if wrong := t.Prune(s.Alpha).Mistakes(aside); wrong <= fewest {
			best, fewest = s.Alpha, wrong
		}
	}
	return best
}

// alphaCurve draws three errors along the alpha path: on the training points, on
// points set aside, and on all points to come.
func alphaCurve(t *Tree, train, aside Data, noise, alpha float64) *figure.Figure {
	const last = 0.05
	var trainErrors, asideErrors, allErrors points
	add := func(alpha float64) {
		pruned := t.Prune(alpha)
		trainErrors.add(alpha, pruned.ErrorRate(train))
		asideErrors.add(alpha, pruned.ErrorRate(aside))
		allErrors.add(alpha, PlaneError(pruned, noise))
	}
	for _, s := range t.Path() {
		if s.Alpha > last {
			break
		}
		add(s.Alpha)
	}
	add(last)
	fig := figure.New("Error along the alpha path", "price of a leaf α", "share of errors")
	fig.Size(480, 270)
	fig.XRange(0, last)
	fig.YRange(0, 0.5)
	fig.Dashed("training points", trainErrors.stairs(), figure.Blue)
	fig.Thin("200 points set aside", asideErrors.stairs(), figure.Orange)
	fig.Line("all points to come", allErrors.stairs(), figure.Red)
	fig.VLine("α", alpha, figure.Accent)
	fig.Drag("alpha", "", alpha, 0.45)
	pruned := t.Prune(alpha)
	fig.Describe("Errors against α. The full tree makes %.3f on training points and %.3f on all points to come; "+
		"at α = %.4f it is %.3f and %.3f.",
		t.ErrorRate(train), PlaneError(t, noise), alpha, pruned.ErrorRate(train), PlaneError(pruned, noise))
	return fig
}
