package joins

// Hash joins two tables using a hash table over the right one. Building puts
// every right row into a bucket chosen by its key; probing compares a left row
// with the one bucket where its matches must be. With n left rows, m right
// rows, p matching pairs and a hash that spreads the keys well this takes
// about n + m + p steps. A bad hash makes it slow, never wrong. NULL keys
// match nothing, so they are never hashed. The meter may be nil.
//
// Output order: as [NestedLoop], because a bucket keeps its rows in table
// order.
func Hash[L, R any, K comparable](
	left Table[L, K], right Table[R, K], kind Kind, hasher Hasher[K], meter *Meter,
) []Pair {
	if kind == Cross {
		return cross(len(left.Rows), len(right.Rows))
	}
	buckets := build(right, hasher, meter)
	out := result{kind: kind}
	rightMatched := make([]bool, len(right.Rows))
	for l := range left.Rows {
		key, leftMatched := left.key(l), false
		for _, r := range probe(buckets, l, key, hasher, meter) {
			equal := key.Equal(right.key(r))
			meter.compared(l, r, equal)
			if !equal {
				continue
			}
			leftMatched, rightMatched[r] = true, true
			out.match(l, r)
			if kind.onlyLeft() {
				break
			}
		}
		out.endLeft(l, leftMatched)
	}
	for r, matched := range rightMatched {
		out.endRight(r, matched)
	}
	return out.pairs
}

// build returns the buckets: for each, the numbers of the right rows in it.
func build[R any, K comparable](
	right Table[R, K], hasher Hasher[K], meter *Meter,
) [][]int {
	count := hasher.Buckets
	if count < 1 {
		count = max(1, len(right.Rows))
	}
	buckets := make([][]int, count)
	for r := range right.Rows {
		if key := right.key(r); !key.Null {
			b := hasher.bucket(key.Value, count)
			buckets[b] = append(buckets[b], r)
			meter.hashed(Build, None, r, b)
		}
	}
	return buckets
}

// probe returns the right rows that a left row must be compared with.
func probe[K comparable](
	buckets [][]int, l int, key Key[K], hasher Hasher[K], meter *Meter,
) []int {
	if key.Null {
		return nil
	}
	b := hasher.bucket(key.Value, len(buckets))
	meter.hashed(Probe, l, None, b)
	return buckets[b]
}
