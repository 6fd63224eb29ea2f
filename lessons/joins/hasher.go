package joins

// A Hasher chooses the bucket of a key.
type Hasher[K comparable] struct {
	Hash    func(K) uint64 // equal keys must give equal hashes
	Buckets int            // number of buckets; 0 means one for each row
}

// bucket returns the bucket of a key among count buckets.
func (h Hasher[K]) bucket(key K, count int) int {
	return int(h.Hash(key) % uint64(count))
}

// HashInt spreads whole numbers over all 64 bits, so that keys with a pattern
// (all even, say) still fill every bucket. It is the last step of the
// SplitMix64 generator (Steele, Lea and Flood 2014).
func HashInt(k int) uint64 {
	h := uint64(k)
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}

// HashString is the FNV-1a hash: one exclusive-or and one multiplication for
// each byte (Fowler, Noll and Vo 1991).
func HashString(s string) uint64 {
	h := uint64(0xcbf29ce484222325)
	for i := range len(s) {
		h = (h ^ uint64(s[i])) * 0x100000001b3
	}
	return h
}
