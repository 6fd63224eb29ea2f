package trees

import "slices"

// The two-class plane: x₁ from 0 to planeWidth, x₂ from 0 to planeHeight.
const (
	planeWidth  = 0.7
	planeHeight = 1.0
)

// PlaneError returns the share of all points of the two-class plane, from 0 to 1,
// that a tree grown on x₁ and x₂ gets wrong if the share noise of their labels is
// flipped. It is no estimate from some points but the area on which the tree
// disagrees with the rule behind the data. It takes O(n) time for n leaves.
func PlaneError(t *Tree, noise float64) float64 {
	plane := rectangle{0, planeWidth, 0, planeHeight}
	wrong := wrongArea(t.Root, plane) / plane.area()
	return noise + (1-2*noise)*wrong
}

// rectangle is a part of the plane: a leaf's, or that of a node's children
// together.
type rectangle struct{ left, right, bottom, top float64 }

func (r rectangle) area() float64 { return max(0, r.right-r.left) * max(0, r.top-r.bottom) }

// wrongArea is the area of a node's rectangle in which its leaves give the wrong
// class.
func wrongArea(n *Node, r rectangle) float64 {
	switch {
	case r.area() == 0:
		return 0
	case n.Leaf() && n.Class() == 1:
		return r.area() - r.redArea()
	case n.Leaf():
		return r.redArea()
	}
	yes, no := r, r
	if t := n.Split.Threshold; n.Split.Feature == 0 {
		yes.right, no.left = min(r.right, t), max(r.left, t)
	} else {
		yes.top, no.bottom = min(r.top, t), max(r.bottom, t)
	}
	return wrongArea(n.Yes, yes) + wrongArea(n.No, no)
}

// redArea is the area of a rectangle above the line x₂ = 1 − 1.25·x₁. Between the
// places where the line enters or leaves the rectangle, the height above it
// changes at a constant rate.
func (r rectangle) redArea() float64 {
	height := func(x float64) float64 { return r.top - min(max(1-1.25*x, r.bottom), r.top) }
	stops := []float64{r.left, r.right}
	for _, y := range []float64{r.bottom, r.top} {
		if x := (1 - y) / 1.25; r.left < x && x < r.right {
			stops = append(stops, x)
		}
	}
	slices.Sort(stops)
	area := 0.0
	for i, x := range stops[1:] {
		area += (x - stops[i]) * (height(stops[i]) + height(x)) / 2
	}
	return area
}
