package knn

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// searchers builds every search over the same points; gonum's tree only for
// the Euclidean distance.
func searchers(t testing.TB, points [][]float64, p float64) map[string]Searcher {
	t.Helper()
	must := func(s Searcher, err error) Searcher {
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	all := map[string]Searcher{}
	full, err := NewFullSort(points, p)
	all["full sort"] = must(full, err)
	heap, err := NewHeap(points, p)
	all["heap"] = must(heap, err)
	columns, err := NewColumns(points, p)
	all["columns"] = must(columns, err)
	tree, err := NewKDTree(points, p)
	all["k-d tree"] = must(tree, err)
	if p == EuclideanP {
		g, err := NewGonum(points)
		all["gonum"] = must(g, err)
	}
	return all
}

// gridPoints returns points on a coarse integer grid: many coincide and many
// are at equal distances. spread 0 gives numbers without ties instead.
func gridPoints(rng *rand.Rand, n, d, spread int) [][]float64 {
	points := make([][]float64, n)
	for i := range points {
		points[i] = make([]float64, d)
		for j := range points[i] {
			if spread == 0 {
				points[i][j] = rng.NormFloat64()
			} else {
				points[i][j] = float64(rng.IntN(spread))
			}
		}
	}
	return points
}

// checkNearest tests what defines k nearest neighbours, without any search.
func checkNearest(t *testing.T, points [][]float64, q []float64, k int, p float64, got []Neighbour) {
	t.Helper()
	if want := max(0, min(k, len(points))); len(got) != want {
		t.Fatalf("got %d neighbours, want %d", len(got), want)
	}
	kept := map[int]bool{}
	for i, n := range got {
		if kept[n.Index] {
			t.Fatalf("point %d is listed twice", n.Index)
		}
		kept[n.Index] = true
		if want := Minkowski(q, points[n.Index], p); n.Distance != want {
			t.Fatalf("distance to %d is %g, want %g", n.Index, n.Distance, want)
		}
		if i > 0 && PowerSum(q, points[got[i-1].Index], p) > PowerSum(q, points[n.Index], p) {
			t.Fatalf("neighbours %d and %d are out of order", i-1, i)
		}
	}
	if len(got) == 0 {
		return
	}
	last := got[len(got)-1]
	worst := PowerSum(q, points[last.Index], p)
	for i, x := range points {
		sum := PowerSum(q, x, p)
		if !kept[i] && (sum < worst || sum == worst && i < last.Index) {
			t.Fatalf("point %d was left out although it is closer than %d", i, last.Index)
		}
	}
}

func TestSearchesAgree(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 0))
	for _, p := range []float64{1, 1.5, 2, 3, 7.3} {
		for round := range 60 {
			n, d := 1+rng.IntN(90), 1+rng.IntN(4)
			if round%10 == 0 {
				n += 600 // several blocks of Columns, several levels of the tree
			}
			points := gridPoints(rng, n, d, []int{0, 1, 3, 8}[round%4])
			all := searchers(t, points, p)
			for range 5 {
				q := gridPoints(rng, 1, d, 8)[0]
				k := rng.IntN(n + 3)
				want := all["full sort"].Nearest(q, k)
				checkNearest(t, points, q, k, p, want)
				for name, s := range all {
					if got := s.Nearest(q, k); !slices.Equal(got, want) {
						t.Fatalf("p=%g n=%d d=%d k=%d: %s found\n%v\nwant\n%v", p, n, d, k, name, got, want)
					}
				}
			}
		}
	}
}

func TestTies(t *testing.T) {
	// Eight points around the query: four at distance 1, four at √2, all doubled.
	around := [][]float64{{1, 1}, {0, 1}, {-1, 1}, {1, 0}, {-1, 0}, {1, -1}, {0, -1}, {-1, -1}}
	points := append(slices.Clone(around), around...)
	for name, s := range searchers(t, points, EuclideanP) {
		got := make([]int, 0, 10)
		for _, n := range s.Nearest([]float64{0, 0}, 10) {
			got = append(got, n.Index)
		}
		if want := []int{1, 3, 4, 6, 9, 11, 12, 14, 0, 2}; !slices.Equal(got, want) {
			t.Errorf("%s found %v, want %v", name, got, want)
		}
	}
}

func TestOverflowingDistances(t *testing.T) {
	points := [][]float64{{1e300, 0}, {-1e300, 0}, {0, 1}}
	for name, s := range searchers(t, points, EuclideanP) {
		got := s.Nearest([]float64{0, 0}, 3)
		if len(got) != 3 || got[0].Index != 2 || got[1].Index != 0 || !math.IsInf(got[1].Distance, 1) {
			t.Errorf("%s found %v", name, got)
		}
	}
}

func TestConstructorsRefuse(t *testing.T) {
	tests := map[string]struct {
		points [][]float64
		p      float64
	}{
		"no points":   {nil, 2},
		"no features": {[][]float64{{}}, 2},
		"ragged":      {[][]float64{{1, 2}, {1}}, 2},
		"NaN":         {[][]float64{{1, math.NaN()}}, 2},
		"infinite":    {[][]float64{{1, math.Inf(-1)}}, 2},
		"p below 1":   {[][]float64{{1, 2}}, 0.5},
		"p NaN":       {[][]float64{{1, 2}}, math.NaN()},
	}
	for name, test := range tests {
		_, err1 := NewFullSort(test.points, test.p)
		_, err2 := NewHeap(test.points, test.p)
		_, err3 := NewColumns(test.points, test.p)
		_, err4 := NewKDTree(test.points, test.p)
		for i, err := range []error{err1, err2, err3, err4} {
			if err == nil {
				t.Errorf("%s: constructor %d gave no error", name, i)
			}
		}
	}
	if _, err := NewGonum(nil); err == nil {
		t.Error("NewGonum(nil) gave no error")
	}
}

func TestTreeMeasuresFewDistances(t *testing.T) {
	points := gridPoints(rand.New(rand.NewPCG(2, 0)), 10000, 2, 0)
	tree, err := NewKDTree(points, EuclideanP)
	if err != nil {
		t.Fatal(err)
	}
	if _, measured := tree.NearestCounted([]float64{0, 0}, 3); measured > 100 {
		t.Errorf("measured %d of 10000 distances", measured)
	}
}

// FuzzNearest builds points on a small grid from the bytes: ties in plenty.
func FuzzNearest(f *testing.F) {
	f.Add([]byte("abacus"), byte(3), byte(2), byte(1))
	f.Add([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}, byte(5), byte(1), byte(0))
	f.Add([]byte("all points on a line and some of them twice"), byte(7), byte(3), byte(2))
	f.Fuzz(func(t *testing.T, data []byte, k, d, power byte) {
		dims := 1 + int(d)%4
		p := []float64{1, 2, 3, 1.5}[power%4]
		if len(data) < 2*dims || len(data) > 400 {
			return
		}
		var points [][]float64
		for row := range slices.Chunk(data, dims) {
			if len(row) == dims {
				points = append(points, toFloats(row))
			}
		}
		q, points := points[0], points[1:]
		want := searchers(t, points, p)["full sort"].Nearest(q, int(k))
		checkNearest(t, points, q, int(k), p, want)
		for name, s := range searchers(t, points, p) {
			if got := s.Nearest(q, int(k)); !slices.Equal(got, want) {
				t.Fatalf("%s found %v, want %v", name, got, want)
			}
		}
	})
}

func toFloats(bytes []byte) []float64 {
	x := make([]float64, len(bytes))
	for i, b := range bytes {
		x[i] = float64(b % 16)
	}
	return x
}
