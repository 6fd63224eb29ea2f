package build

import (
	"math"
	"time"

	"abacus/server/lru"
	"abacus/server/packed"
)

// Program is a learner's program. Its ID names its content, so that it can be
// served under an address that never changes. Its body is WebAssembly; on the
// same machine, sending that as it is takes less time than compressing it.
type Program struct {
	ID    string
	Cells []string
	packed.Body
}

// newCache returns a cache of results. Failures are kept as well: the same
// hostile text must not cost a second build.
func newCache(limit int) *lru.Cache[Result] {
	return lru.New(lru.Bound{Total: limit, Each: math.MaxInt}, func(_ string, r Result) int { return r.cost() })
}

// cost is how much memory keeping the result takes, roughly.
func (r Result) cost() int {
	cost := 1 << 10
	for _, d := range r.Diagnostics {
		cost += len(d.Message) + len(d.Hint)
	}
	if r.Program != nil {
		cost += r.Program.Cost()
	}
	return cost
}

// keep keeps the result of a build for the time given or, with 0, for as long
// as there is room.
func (j *job) keep(r Result, expire time.Duration) (Result, error) {
	j.b.cache.Put(j.id, r, expire)
	return r, nil
}
