package trees

import (
	"math"
	"strings"
	"testing"
)

func fullSize(*Node) size { return size{44, 38} }

func TestLayoutIsTidy(t *testing.T) {
	const gap = 8
	for seed := range uint64(20) {
		tree := mustGrow(t, randomData(150, 3, 3, seed), Options{MaxDepth: 1 + int(seed%9)})
		l := arrange(tree, fullSize, gap, 78)
		rightmost := map[int]float64{} // per depth, of the nodes seen so far
		for n := range tree.Nodes() {  // preorder runs from left to right on every level
			s := l.size[n]
			if l.x[n]-s.width/2 < -1e-9 || l.x[n]+s.width/2 > l.width+1e-9 || l.y[n]+s.height/2 > l.height+1e-9 {
				t.Fatalf("seed %d: a node at (%v, %v) is off the %v by %v sheet", seed, l.x[n], l.y[n], l.width, l.height)
			}
			if edge, ok := rightmost[n.Depth]; ok && l.x[n]-s.width/2 < edge+gap-1e-9 {
				t.Fatalf("seed %d: two nodes of depth %d touch", seed, n.Depth)
			}
			rightmost[n.Depth] = l.x[n] + s.width/2
			if !n.Leaf() && math.Abs((l.x[n.Yes]+l.x[n.No])/2-l.x[n]) > 1e-9 {
				t.Fatalf("seed %d: a parent is not above the middle of its children", seed)
			}
		}
	}
}

// Up to depth 3 a drawing may not be much wider than a phone, or its text gets
// too small to read.
func TestDrawingFitsAPhone(t *testing.T) {
	const widest = 330
	for name, tree := range map[string]*Tree{
		"people": mustGrow(t, People(), Options{}),
		"plane":  mustGrow(t, usualPlane(), Options{MaxDepth: 3}),
		"petals": mustGrow(t, Petals(), Options{MaxDepth: 3}),
		"full":   mustGrow(t, usualPlane(), Options{}),
	} {
		svg, err := tree.Draw(Look{Title: name, Small: name == "full"}).Draw()
		if err != nil {
			t.Fatal(err)
		}
		if svg.Width > widest {
			t.Errorf("%s is %.0f wide", name, svg.Width)
		}
	}
}

func TestDrawingTellsWhatItShows(t *testing.T) {
	tree := mustGrow(t, People(), Options{})
	svg, err := tree.Draw(Look{Title: "people", Strong: map[*Node]bool{tree.Root: true}, Why: "marked"}).Draw()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Depth 0: Temperature = under? 8 rows (marked).", "Depth 2: leaf N, 2 of 2 rows.", "Depth 2: leaf Y, 2 of 2 rows.",
	} {
		if !strings.Contains(svg.Description, want) {
			t.Errorf("the description lacks %q: %s", want, svg.Description)
		}
	}
	cut, err := tree.Draw(Look{Title: "cut", Cut: deeperThan(tree, 1)}).Draw()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(cut.Body, "Emotion") || strings.Contains(cut.Description, "Emotion") {
		t.Error("a question below a cut is drawn")
	}
	if cut.Width != svg.Width || cut.Height != svg.Height {
		t.Error("cutting a tree moves it")
	}
}

func TestChanges(t *testing.T) {
	d := usualPlane()
	a, b := mustGrow(t, d, Options{MaxDepth: 3}), mustGrow(t, d, Options{MaxDepth: 2})
	if got := Changes(a, a, 0); len(got) != 0 {
		t.Errorf("a tree differs from itself in %d nodes", len(got))
	}
	// Of the shallower tree only nodes that were questions before differ.
	for n := range Changes(a, b, 0) {
		if !n.Leaf() || n.Depth != 2 {
			t.Errorf("a node of depth %d differs", n.Depth)
		}
	}
	// Of the deeper tree also the nodes that had no place before.
	var deep int
	for n := range Changes(b, a, 0) {
		if n.Depth == 3 {
			deep++
		}
	}
	if deep != 8 {
		t.Errorf("%d new nodes of depth 3, want 8", deep)
	}
	if same := Replace(d, Plane(200, 0.1, 5), 0, 1); len(Changes(a, mustGrow(t, same, Options{MaxDepth: 3}), 0)) != 0 {
		t.Error("replacing nothing changes the tree")
	}
}
