package trees

import (
	"math"
	"testing"

	"abacus/lessons/dataset"
)

// The reference is scikit-learn 1.2.1 (Debian python3-sklearn), with
// random_state=0 and everything else but the stated parameters at its default:
//
//	from sklearn.datasets import load_iris
//	from sklearn.tree import DecisionTreeClassifier
//	X, y = load_iris(return_X_y=True)
//	for cols, crit, depth, leaf in [([0, 1], 'gini', 3, 1), ...]:
//	    m = DecisionTreeClassifier(criterion=crit, max_depth=depth,
//	                               min_samples_leaf=leaf, random_state=0).fit(X[:, cols], y)
//	    t, p = m.tree_, m.cost_complexity_pruning_path(X[:, cols], y)
//	    print(m.get_n_leaves(), m.get_depth(), round(150 * m.score(X[:, cols], y)))
//	    print(p.ccp_alphas, p.impurities)
//	    print(list(zip(t.feature, t.threshold, t.n_node_samples, t.impurity)))
//
// With equally good splits scikit-learn draws one by lot. Where that happens
// (nodes empty below) every random_state from 0 to 29 gave the same alphas,
// leaves and correct answers; the listed trees were the same for all 30.

// irisCase is one fitted model. Columns: 0 sepal length, 1 sepal width,
// 2 petal length, 3 petal width.
type irisCase struct {
	columns             []int
	criterion           string
	maxDepth, minLeaf   int // 0 and 1 are scikit-learn's defaults
	leaves, depth, hits int // hits: right answers on the 150 training rows
	alphas, impurities  []float64
	nodes               []irisNode // preorder, yes before no
}

type irisNode struct {
	feature   int // -2 in a leaf
	threshold float64
	rows      int
	impurity  float64
}

func irisCases() []irisCase {
	return []irisCase{
		{
			columns: []int{0, 1}, criterion: "gini", maxDepth: 3, minLeaf: 1,
			leaves: 8, depth: 3, hits: 122,
			alphas: []float64{0, 0.001925926, 0.00984127, 0.017319239, 0.04749082, 0.048318274, 0.059589478, 0.227760335},
			impurities: []float64{
				0.254421325, 0.256347251, 0.26618852, 0.283507759, 0.330998579, 0.379316854, 0.438906332, 0.666666667,
			},
			nodes: []irisNode{
				{0, 5.45, 150, 0.666667}, {1, 2.8, 52, 0.237426}, {0, 4.7, 7, 0.44898}, {-2, -2, 1, 0},
				{-2, -2, 6, 0.277778}, {0, 5.35, 45, 0.043457}, {-2, -2, 39, 0}, {-2, -2, 6, 0.277778},
				{0, 6.15, 98, 0.545814}, {1, 3.45, 43, 0.508383}, {-2, -2, 38, 0.387812}, {-2, -2, 5, 0},
				{0, 7.05, 55, 0.412562}, {-2, -2, 43, 0.46728}, {-2, -2, 12, 0},
			},
		},
		{
			columns: []int{1, 2}, criterion: "gini", maxDepth: 0, minLeaf: 5,
			leaves: 8, depth: 4, hits: 144,
			alphas:     []float64{0, 0.000962963, 0.001587302, 0.005025641, 0.017231213, 0.249023569, 0.333333333},
			impurities: []float64{0.058539683, 0.060465608, 0.06205291, 0.067078551, 0.084309764, 0.333333333, 0.666666667},
			nodes: []irisNode{
				{1, 2.45, 150, 0.666667}, {-2, -2, 50, 0}, {1, 4.75, 100, 0.5}, {0, 2.55, 45, 0.043457},
				{1, 3.95, 13, 0.142012}, {-2, -2, 7, 0}, {-2, -2, 6, 0.277778}, {-2, -2, 32, 0},
				{1, 5.05, 55, 0.19438}, {0, 2.9, 13, 0.473373}, {-2, -2, 8, 0.375}, {-2, -2, 5, 0.48},
				{0, 2.75, 42, 0.046485}, {-2, -2, 7, 0.244898}, {-2, -2, 35, 0},
			},
		},
		{
			columns: []int{1, 2}, criterion: "entropy", maxDepth: 0, minLeaf: 1,
			leaves: 15, depth: 8, hits: 148,
			alphas: []float64{
				0, 0.005032583, 0.00763498, 0.010624187, 0.011505845, 0.013333333,
				0.014278063, 0.01639466, 0.061457966, 0.438249167, 0.918295834,
			},
			impurities: []float64{
				0.03169925, 0.036731833, 0.044366814, 0.054991001, 0.078002691, 0.091336024,
				0.134170213, 0.166959534, 0.2284175, 0.666666667, 1.584962501,
			},
			nodes: []irisNode{
				{1, 2.45, 150, 1.584963}, {-2, -2, 50, 0}, {1, 4.75, 100, 1}, {0, 2.55, 45, 0.153742},
				{1, 4.45, 13, 0.391244}, {-2, -2, 11, 0}, {0, 2.35, 2, 1}, {-2, -2, 1, 0}, {-2, -2, 1, 0},
				{-2, -2, 32, 0}, {1, 5.15, 55, 0.497168}, {1, 4.95, 21, 0.863121}, {0, 3.05, 9, 0.991076},
				{0, 2.6, 7, 0.863121}, {-2, -2, 1, 0}, {1, 4.85, 6, 0.650022}, {0, 2.9, 3, 0.918296},
				{-2, -2, 2, 1}, {-2, -2, 1, 0}, {-2, -2, 3, 0}, {-2, -2, 2, 0}, {0, 2.6, 12, 0.650022},
				{-2, -2, 3, 0}, {1, 5.05, 9, 0.764205}, {-2, -2, 1, 0}, {0, 2.75, 8, 0.543564},
				{-2, -2, 3, 0.918296}, {-2, -2, 5, 0}, {-2, -2, 34, 0},
			},
		},
		{
			columns: []int{0, 3}, criterion: "gini", maxDepth: 0, minLeaf: 10,
			leaves: 6, depth: 4, hits: 144,
			alphas:     []float64{0, 0.000922266, 0.001846154, 0.006647673, 0.259796028, 0.333333333},
			impurities: []float64{0.064121212, 0.065043478, 0.066889632, 0.073537305, 0.333333333, 0.666666667},
			nodes: []irisNode{
				{1, 0.8, 150, 0.666667}, {-2, -2, 50, 0}, {1, 1.75, 100, 0.5}, {1, 1.35, 54, 0.168038},
				{-2, -2, 28, 0}, {0, 6.35, 26, 0.310651}, {-2, -2, 16, 0.375}, {-2, -2, 10, 0.18},
				{0, 6.25, 46, 0.042533}, {-2, -2, 11, 0.165289}, {-2, -2, 35, 0},
			},
		},
		{
			columns: []int{0, 1, 2, 3}, criterion: "gini", maxDepth: 2, minLeaf: 1,
			leaves: 3, depth: 2, hits: 144,
			alphas:     []float64{0, 0.259796028, 0.333333333},
			impurities: []float64{0.073537305, 0.333333333, 0.666666667},
		},
		{
			columns: []int{0, 1, 2, 3}, criterion: "gini", maxDepth: 3, minLeaf: 1,
			leaves: 5, depth: 3, hits: 146,
			alphas:     []float64{0, 0.004154589, 0.029660494, 0.259796028, 0.333333333},
			impurities: []float64{0.039722222, 0.043876812, 0.073537305, 0.333333333, 0.666666667},
		},
		{
			columns: []int{0, 1, 2, 3}, criterion: "gini", maxDepth: 0, minLeaf: 3,
			leaves: 7, depth: 4, hits: 147,
			alphas:     []float64{0, 0.004154589, 0.004166667, 0.008888889, 0.029660494, 0.259796028, 0.333333333},
			impurities: []float64{0.026666667, 0.030821256, 0.034987923, 0.043876812, 0.073537305, 0.333333333, 0.666666667},
		},
		{
			columns: []int{0, 1, 2, 3}, criterion: "entropy", maxDepth: 3, minLeaf: 1,
			leaves: 5, depth: 3, hits: 146,
			alphas:     []float64{0, 0.027970488, 0.076741355, 0.460106914, 0.918295834},
			impurities: []float64{0.10184791, 0.129818398, 0.206559753, 0.666666667, 1.584962501},
		},
	}
}

func TestIrisAgainstScikitLearn(t *testing.T) {
	for _, c := range irisCases() {
		d := FromTable(dataset.Iris().Select(c.columns...))
		o := Options{MaxDepth: c.maxDepth, MinLeaf: c.minLeaf}
		if c.criterion == "entropy" {
			o.Impurity = Entropy
		}
		tree := mustGrow(t, d, o)
		if l, dp, h := tree.Leaves(), tree.Depth(), 150-tree.Mistakes(d); l != c.leaves || dp != c.depth || h != c.hits {
			t.Errorf("columns %v, %s: %d leaves, depth %d, %d right; want %d, %d, %d",
				c.columns, c.criterion, l, dp, h, c.leaves, c.depth, c.hits)
		}
		comparePath(t, c, tree.Path())
		if c.nodes != nil {
			compareNodes(t, c, tree)
		}
	}
}

func comparePath(t *testing.T, c irisCase, path []Step) {
	t.Helper()
	if len(path) != len(c.alphas) {
		t.Fatalf("columns %v, %s: %d steps of alpha, want %d", c.columns, c.criterion, len(path), len(c.alphas))
	}
	for i, s := range path {
		if math.Abs(s.Alpha-c.alphas[i]) > 1e-8 || math.Abs(s.Impurity-c.impurities[i]) > 1e-8 {
			t.Errorf("columns %v, %s, step %d: alpha %.9f impurity %.9f, want %.9f and %.9f",
				c.columns, c.criterion, i, s.Alpha, s.Impurity, c.alphas[i], c.impurities[i])
		}
	}
}

func compareNodes(t *testing.T, c irisCase, tree *Tree) {
	t.Helper()
	i := 0
	for n := range tree.Nodes() {
		if i == len(c.nodes) {
			t.Fatalf("columns %v, %s: more than %d nodes", c.columns, c.criterion, i)
		}
		want := c.nodes[i]
		if n.Rows() != want.rows || math.Abs(n.Impurity-want.impurity) > 1e-6 || n.Leaf() != (want.feature == -2) {
			t.Errorf("columns %v, %s, node %d: %d rows, impurity %v, leaf %v; want %+v",
				c.columns, c.criterion, i, n.Rows(), n.Impurity, n.Leaf(), want)
		}
		// scikit-learn keeps features in 32 bits, so thresholds agree to 1e-6.
		if !n.Leaf() && (n.Split.Feature != want.feature || math.Abs(n.Split.Threshold-want.threshold) > 1e-6) {
			t.Errorf("columns %v, %s, node %d: asks %s, want feature %d at %v",
				c.columns, c.criterion, i, n.Split.Question(tree.Features), want.feature, want.threshold)
		}
		i++
	}
	if i != len(c.nodes) {
		t.Errorf("columns %v, %s: %d nodes, want %d", c.columns, c.criterion, i, len(c.nodes))
	}
}
