package knn

// KDBox is the region of a leaf of a tree over points in the plane: its corners
// and the points in it.
type KDBox struct {
	X0, Y0, X1, Y1 float64
	Points         []int
	Visited        bool // the search looked into it
}

// Boxes returns the leaves of a tree over points in the plane, within the
// rectangle from (x0, y0) to (x1, y1), and marks those that the search for the
// k nearest of q looks into.
func (t *KDTree) Boxes(x0, y0, x1, y1 float64, q []float64, k int) []KDBox {
	visited := map[int]bool{}
	s := kdSearch{tree: t, q: q, best: newShortlist(clampK(k, len(t.points)))}
	s.visited = func(leaf int) { visited[leaf] = true }
	s.visit(0)
	return t.boxes(nil, 0, KDBox{X0: x0, Y0: y0, X1: x1, Y1: y1}, visited)
}

// boxes appends the leaves below a node, whose region is within.
func (t *KDTree) boxes(all []KDBox, at int, within KDBox, visited map[int]bool) []KDBox {
	node := t.nodes[at]
	if node.left == 0 {
		within.Points = t.order[node.lo:node.hi]
		within.Visited = visited[at]
		return append(all, within)
	}
	left, right := within, within
	if node.axis == 0 {
		left.X1, right.X0 = node.split, node.split
	} else {
		left.Y1, right.Y0 = node.split, node.split
	}
	return t.boxes(t.boxes(all, node.left, left, visited), node.right, right, visited)
}
