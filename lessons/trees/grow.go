package trees

import (
	"cmp"
	"fmt"
	"slices"
)

// tie is how much larger a gain must be to count as larger. Equal gains can
// differ in the last bits, and must not decide which feature is taken.
const tie = 1e-12

// Options say when growing stops. The zero value grows a full tree with Gini.
type Options struct {
	Impurity Impurity // nil means Gini
	MaxDepth int      // questions on the longest way down; 0 means no limit
	MinLeaf  int      // rows every leaf must have; 0 means 1
}

// Work counts the steps of training, so that its cost can be checked without a
// clock.
type Work struct {
	Compared int // comparisons of two values while sorting
	Visited  int // rows looked at while counting, scanning and partitioning
}

// Grow learns a binary classification tree (CART, Breiman et al. 1984). From
// the root down it takes the split with the highest gain, the first feature
// and the lowest threshold on a tie, until a node is pure, too deep or too
// small, or no question tells its rows apart. A split with gain 0 is also
// taken: the next one may gain something.
//
// Every numeric feature is sorted once. Cost: O(d·n log n) for the sorting
// and O(d·n) for every level of the tree, for d features and n rows.
func Grow(d Data, o Options) (*Tree, error) {
	g, err := newGrower(d, o)
	if err != nil {
		return nil, err
	}
	root := g.grow(0, len(g.rows), 0)
	return &Tree{Root: root, Features: d.Features, Classes: d.Classes, Work: g.work}, nil
}

// A grower holds the rows while a tree grows. A node owns one range [lo, hi)
// of rows, and the same range of every order.
type grower struct {
	data    Data
	options Options
	rows    []int   // row numbers
	orders  [][]int // per numeric feature the same rows, sorted by its values
	yes     []bool  // per row: which side of the split it goes to
	spare   []int   // scratch space for part
	work    Work
}

func newGrower(d Data, o Options) (*grower, error) {
	if err := d.Check(); err != nil {
		return nil, err
	}
	if o.MaxDepth < 0 || o.MinLeaf < 0 {
		return nil, fmt.Errorf("trees: %w: depth %d, leaf size %d", ErrValue, o.MaxDepth, o.MinLeaf)
	}
	if o.Impurity == nil {
		o.Impurity = Gini
	}
	o.MinLeaf = max(o.MinLeaf, 1)
	n := len(d.Label)
	g := &grower{data: d, options: o, rows: make([]int, n), yes: make([]bool, n), spare: make([]int, n)}
	for i := range g.rows {
		g.rows[i] = i
	}
	for _, f := range d.Features {
		g.orders = append(g.orders, g.sorted(f))
	}
	return g, nil
}

// sorted is the one sort of a feature; categories need none.
func (g *grower) sorted(f Feature) []int {
	if f.Categories != nil {
		return nil
	}
	order := slices.Clone(g.rows)
	slices.SortFunc(order, func(a, b int) int {
		g.work.Compared++
		return cmp.Compare(f.Values[a], f.Values[b])
	})
	return order
}

// grow makes the node for the rows in [lo, hi) and everything below it.
func (g *grower) grow(lo, hi, depth int) *Node {
	counts := g.data.counts(g.rows[lo:hi])
	node := &Node{Depth: depth, Counts: counts}
	node.Impurity = g.options.Impurity(counts)
	pure := counts[majority(counts)] == hi-lo
	deep := g.options.MaxDepth > 0 && depth == g.options.MaxDepth
	if pure || deep || hi-lo < 2*g.options.MinLeaf {
		return node
	}
	node.Split = g.best(lo, hi)
	if node.Split == nil {
		return node
	}
	middle := g.part(lo, hi, node.Split)
	node.Yes = g.grow(lo, middle, depth+1)
	node.No = g.grow(middle, hi, depth+1)
	return node
}

// best returns the split with the highest gain, nil if there is none.
func (g *grower) best(lo, hi int) *Split {
	var best Split
	found := false
	g.scan(lo, hi, func(s Split) {
		if !found || s.Gain > best.Gain+tie {
			s.Left = append(best.Left[:0], s.Left...)
			s.Right = append(best.Right[:0], s.Right...)
			best, found = s, true
		}
	})
	if !found {
		return nil
	}
	return &best
}

// part moves the rows that answer yes to the front of the range, in rows and
// in every order. It keeps the order within each side, so nothing needs
// sorting again. It returns where the second side begins. O(d·m) for m rows.
func (g *grower) part(lo, hi int, s *Split) int {
	for _, r := range g.rows[lo:hi] {
		g.yes[r] = s.yes(g.data.Features[s.Feature].Values[r])
	}
	for _, order := range g.orders {
		if order != nil {
			g.partOne(order[lo:hi])
		}
	}
	return lo + g.partOne(g.rows[lo:hi])
}

// partOne partitions one list of rows by g.yes and returns how many answer
// yes.
func (g *grower) partOne(order []int) int {
	g.work.Visited += len(order)
	front, back := 0, 0
	for _, r := range order {
		if g.yes[r] {
			order[front] = r
			front++
		} else {
			g.spare[back] = r
			back++
		}
	}
	copy(order[front:], g.spare[:back])
	return front
}
