package tables

// Scan looks for a key from the first one on. It returns the key's position,
// or -1, and the number of comparisons: up to n, and half of that on average
// for a key that exists.
func Scan(keys []int, key int) (place, comparisons int) {
	for i, k := range keys {
		comparisons++
		if k == key {
			return i, comparisons
		}
	}
	return -1, comparisons
}

// Search looks for a key in sorted keys by halving: compare with the middle
// one, then continue in the remaining half. It takes at most log₂ n rounded
// down, plus one, comparisons. The B-tree of a real database is this idea with
// hundreds of keys in one step.
func Search(sorted []int, key int) (place, comparisons int) {
	low, high := 0, len(sorted)
	for low < high {
		middle := (low + high) / 2
		comparisons++
		switch k := sorted[middle]; {
		case k == key:
			return middle, comparisons
		case k < key:
			low = middle + 1
		default:
			high = middle
		}
	}
	return -1, comparisons
}
