package joins

// A result collects the pairs of one join. The algorithms below find out what
// matches; only the result knows what each kind of join does about it.
type result struct {
	kind  Kind
	pairs []Pair
}

// match takes a left row and a right row whose keys are equal.
func (r *result) match(left, right int) {
	if !r.kind.onlyLeft() {
		r.pairs = append(r.pairs, Pair{left, right})
	}
}

// endLeft is called for every left row once, when all its matches are known.
func (r *result) endLeft(left int, matched bool) {
	switch r.kind {
	case Left, Full, Anti:
		if !matched {
			r.pairs = append(r.pairs, Pair{left, None})
		}
	case Semi:
		if matched {
			r.pairs = append(r.pairs, Pair{left, None})
		}
	}
}

// endRight is called for every right row once, when all its matches are known.
func (r *result) endRight(right int, matched bool) {
	if !matched && (r.kind == Right || r.kind == Full) {
		r.pairs = append(r.pairs, Pair{None, right})
	}
}

// cross returns all nl·nr pairs, left row by left row. It ignores the keys, so
// every algorithm uses it for a CROSS join.
func cross(nl, nr int) []Pair {
	pairs := make([]Pair, 0, nl*nr)
	for l := range nl {
		for r := range nr {
			pairs = append(pairs, Pair{l, r})
		}
	}
	return pairs
}
