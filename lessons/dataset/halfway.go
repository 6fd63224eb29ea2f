package dataset

// Halfway returns a threshold t with a <= t < b, so that values up to it part a from
// b, as all lessons count: the middle, unless a and b are neighbouring floats with
// nothing between them. a must be less than b.
func Halfway(a, b float64) float64 {
	if t := a/2 + b/2; a <= t && t < b { // not (a+b)/2, which can overflow
		return t
	}
	return a
}
