package entropy

// A split divides items into parts. Here a split is written as counts:
// parts[i][c] is how many items of class c fell into part i.

// Remaining returns the entropy, in bits, that is left on average once we know
// into which part an item fell: the parts' entropies, each weighted by the
// part's share of all items. Empty parts have no weight. O(parts × classes).
func Remaining(parts [][]int) float64 {
	total := Size(Parent(parts))
	bits := 0.0
	for _, counts := range parts {
		if n := Size(counts); n > 0 {
			weight := float64(n) / float64(total)
			bits += weight * Entropy(Shares(counts))
		}
	}
	return bits
}

// Gain returns the information gain of a split, in bits: the entropy of all
// items together minus the entropy that remains in the parts. It is never
// negative, because knowing more cannot make the average answer less certain;
// rounding may violate that by 1e-16, which max corrects. O(parts × classes).
//
// Source: J. R. Quinlan, "Induction of Decision Trees", Machine Learning 1,
// 1986, §4.
func Gain(parts [][]int) float64 {
	return max(0, Entropy(Shares(Parent(parts)))-Remaining(parts))
}

// GainRatio returns the gain divided by the entropy of the split itself (how
// many bits it takes to say which part an item fell into), so that a split into
// many small parts must earn its keep. It is 0 when all items fall into one
// part. Source: Quinlan 1986, §7.
func GainRatio(parts [][]int) float64 {
	sizes := make([]int, len(parts))
	for i, counts := range parts {
		sizes[i] = Size(counts)
	}
	cost := Entropy(Shares(sizes))
	if cost == 0 {
		return 0
	}
	return Gain(parts) / cost
}

// Parent undoes a split: it adds the parts' counts class by class. Parts may
// list different numbers of classes; missing ones count 0.
func Parent(parts [][]int) []int {
	var sum []int
	for _, counts := range parts {
		for c, n := range counts {
			if c == len(sum) {
				sum = append(sum, 0)
			}
			sum[c] += max(n, 0)
		}
	}
	return sum
}
