package notebook

import "strconv"

// Count writes a number with its noun: "1 flower", "3 flowers". The plural is
// the noun and an s, or what follows it: Count(2, "leaf", "leaves").
func Count(n int, noun string, plural ...string) string {
	switch {
	case n == 1:
	case len(plural) > 0:
		noun = plural[0]
	default:
		noun += "s"
	}
	return strconv.Itoa(n) + " " + noun
}
