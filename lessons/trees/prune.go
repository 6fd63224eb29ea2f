package trees

// Cost-complexity pruning (Breiman et al. 1984, chapter 3). A tree costs its
// impurity plus alpha for every leaf. While alpha grows from 0, the cheapest
// subtree shrinks step by step, one weakest link at a time.

// A Step of the alpha path: from this alpha on, the cheapest subtree has this
// many leaves and this impurity (the average over all training rows).
type Step struct {
	Alpha    float64
	Leaves   int
	Impurity float64
}

// Path lists the alphas at which pruning changes the tree, rising from 0, and
// what is left at each. The last step is the root alone. O(L²) for L leaves.
func (t *Tree) Path() []Step {
	p := newPruner(t)
	impurity, leaves := p.weigh()
	path := []Step{{0, leaves, impurity}}
	for leaves > 1 {
		alpha := max(p.alpha, 0)
		p.cut[p.weakest] = true
		impurity, leaves = p.weigh()
		if last := &path[len(path)-1]; alpha <= last.Alpha+tie {
			last.Leaves, last.Impurity = leaves, impurity // several links equally weak
		} else {
			path = append(path, Step{alpha, leaves, impurity})
		}
	}
	return path
}

// Cuts returns the internal nodes that become leaves at the given alpha. With
// alpha 0 these are the splits that do not lower the impurity at all.
func (t *Tree) Cuts(alpha float64) map[*Node]bool {
	p := newPruner(t)
	for {
		_, leaves := p.weigh()
		if leaves == 1 || p.alpha > alpha+tie {
			return p.cut
		}
		p.cut[p.weakest] = true
	}
}

// Prune returns the cheapest subtree at the given alpha, the smallest in a
// tie. The tree itself does not change.
func (t *Tree) Prune(alpha float64) *Tree {
	return t.without(t.Cuts(alpha))
}

// without copies the tree with the given nodes as leaves.
func (t *Tree) without(cut map[*Node]bool) *Tree {
	pruned := *t
	pruned.Root = copyUntil(t.Root, cut)
	return &pruned
}

func copyUntil(n *Node, cut map[*Node]bool) *Node {
	c := *n
	if n.Leaf() || cut[n] {
		c.Split, c.Yes, c.No = nil, nil, nil
		return &c
	}
	c.Yes, c.No = copyUntil(n.Yes, cut), copyUntil(n.No, cut)
	return &c
}

// A pruner remembers which nodes are cut and the weakest link among the rest.
type pruner struct {
	root    *Node
	rows    float64
	cut     map[*Node]bool
	weakest *Node
	alpha   float64 // of the weakest link
}

func newPruner(t *Tree) *pruner {
	return &pruner{root: t.Root, rows: float64(t.Root.Rows()), cut: map[*Node]bool{}}
}

// weigh finds the weakest link in what is left of the tree, and returns the
// impurity and the number of leaves of what is left.
func (p *pruner) weigh() (impurity float64, leaves int) {
	p.weakest = nil
	return p.find(p.root)
}

// find looks for the weakest link at n or below and returns the impurity and
// the number of leaves of what is left there. A link is as strong as the
// impurity that each of its extra leaves saves:
//
//	(impurity as a leaf − impurity of its leaves) / (leaves − 1)
func (p *pruner) find(n *Node) (impurity float64, leaves int) {
	alone := n.Impurity * float64(n.Rows()) / p.rows
	if n.Leaf() || p.cut[n] {
		return alone, 1
	}
	yesImpurity, yesLeaves := p.find(n.Yes)
	noImpurity, noLeaves := p.find(n.No)
	impurity, leaves = yesImpurity+noImpurity, yesLeaves+noLeaves
	link := (alone - impurity) / float64(leaves-1)
	if p.weakest == nil || link <= p.alpha+tie {
		p.weakest, p.alpha = n, link // a parent beats an equal child
	}
	return impurity, leaves
}
