package source

import "strings"

// closest returns the name that is spelt almost like the given one; "" for none, or if
// there are several. Short names differ in capital letters only.
func closest(name string, known []string) (found string) {
	limit := 0
	switch {
	case len(name) >= 7:
		limit = 2
	case len(name) >= 3:
		limit = 1
	}
	best := limit + 1
	for _, k := range known {
		n := distance(strings.ToLower(name), strings.ToLower(k))
		switch {
		case k == name || n > best || n > limit || n == best && k == found:
		case n == best:
			found = ""
		default:
			found, best = k, n
		}
	}
	return found
}

// distance counts the letters that were left out, added, changed or swapped with the next
// one, in O(len(a)·len(b)).
func distance(a, b string) int {
	const far = 100
	if len(a) > far || len(b) > far {
		return far
	}
	var before, last []int
	for i := range len(a) + 1 {
		row := make([]int, len(b)+1)
		for j := range row {
			if i == 0 || j == 0 {
				row[j] = i + j
				continue
			}
			differ := 1
			if a[i-1] == b[j-1] {
				differ = 0
			}
			row[j] = min(last[j]+1, row[j-1]+1, last[j-1]+differ)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], before[j-2]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
