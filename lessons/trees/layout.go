package trees

// Where the nodes of a drawn tree go. The method is the tidy drawing of
// Reingold and Tilford (IEEE Transactions on Software Engineering 7, 1981):
// lay out both subtrees, push them together until they nearly touch at some
// level, and put the parent above the middle.

// A size is the space that a node needs, in view-box units.
type size struct{ width, height float64 }

// A layout gives the centre of every node; the root is at the top and all
// nodes of one depth share a line.
type layout struct {
	x, y          map[*Node]float64
	size          map[*Node]size
	width, height float64
}

// span is how far a subtree reaches left and right on one level, counted from
// the centre of its root.
type span struct{ left, right float64 }

// arrange lays out a tree whose nodes have the given sizes, with gap between
// neighbours and level from one line of nodes to the next. O(nodes · depth).
func arrange(t *Tree, measure func(*Node) size, gap, level float64) layout {
	l := layout{x: map[*Node]float64{}, y: map[*Node]float64{}, size: map[*Node]size{}}
	shift := map[*Node]float64{} // from the parent's centre
	lowest := 0.0
	for n := range t.Nodes() {
		l.size[n] = measure(n)
		lowest = max(lowest, float64(n.Depth)*level+l.size[n].height/2)
	}
	spans := l.squeeze(t.Root, gap, shift)
	left, right := 0.0, 0.0
	for _, s := range spans {
		left, right = min(left, s.left), max(right, s.right)
	}
	top := l.size[t.Root].height / 2
	for n := range t.Nodes() {
		if n == t.Root {
			l.x[n] = -left
		}
		l.y[n] = top + float64(n.Depth)*level
		if !n.Leaf() {
			l.x[n.Yes], l.x[n.No] = l.x[n]+shift[n.Yes], l.x[n]+shift[n.No]
		}
	}
	l.width, l.height = right-left, lowest+top
	return l
}

// squeeze determines how far apart the children of every node are and returns
// the outline of the subtree, level by level.
func (l *layout) squeeze(n *Node, gap float64, shift map[*Node]float64) []span {
	half := l.size[n].width / 2
	own := span{-half, half}
	if n.Leaf() {
		return []span{own}
	}
	yes, no := l.squeeze(n.Yes, gap, shift), l.squeeze(n.No, gap, shift)
	apart := 0.0
	for i := range min(len(yes), len(no)) {
		apart = max(apart, yes[i].right-no[i].left+gap)
	}
	shift[n.Yes], shift[n.No] = -apart/2, apart/2
	outline := []span{own}
	for i := range max(len(yes), len(no)) {
		outline = append(outline, merge(yes, no, i, apart/2))
	}
	return outline
}

// merge is level i of two outlines side by side, each half away from the middle.
func merge(yes, no []span, i int, half float64) span {
	switch {
	case i >= len(yes):
		return span{no[i].left + half, no[i].right + half}
	case i >= len(no):
		return span{yes[i].left - half, yes[i].right - half}
	}
	return span{
		min(yes[i].left-half, no[i].left+half),
		max(yes[i].right-half, no[i].right+half),
	}
}
