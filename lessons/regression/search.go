package regression

import "math/rand/v2"

// Try is one step of a search: the plane tried, the share of points it got
// right, and whether it was the best so far and so was kept.
type Try struct {
	Plane    Plane
	Accuracy float64
	Kept     bool
}

// CrudeSearch looks for a plane that calls more points right by blind luck:
// it nudges both coefficients of the best plane so far by at most 0.1 at
// random and keeps what is better. The first entry is the start. The same
// seed makes the same tries. O(n) a try.
func CrudeSearch(s Sample, start Plane, tries int, seed uint64) []Try {
	rng := rand.New(rand.NewPCG(seed, 0))
	best := Try{start, Classify(start, s, Threshold).Accuracy(), true}
	path := []Try{best}
	for range tries {
		next := best.Plane
		next.X1 += 0.2*rng.Float64() - 0.1
		next.X2 += 0.2*rng.Float64() - 0.1
		t := Try{Plane: next, Accuracy: Classify(next, s, Threshold).Accuracy()}
		if t.Accuracy > best.Accuracy {
			t.Kept = true
			best = t
		}
		path = append(path, t)
	}
	return path
}

// Best returns the last plane a search kept. The path must not be empty.
func Best(path []Try) Try {
	best := path[0]
	for _, t := range path {
		if t.Kept {
			best = t
		}
	}
	return best
}
