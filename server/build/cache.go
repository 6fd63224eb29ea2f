package build

import (
	"container/list"
	"sync"
	"time"
)

// cache keeps the results used last, up to a number of bytes. Failures are
// kept as well: the same hostile text must not cost a second build.
type cache struct {
	limit int
	now   func() time.Time

	mu    sync.Mutex
	used  int
	order *list.List // of *kept, the one used last first
	byID  map[string]*list.Element
}

type kept struct {
	id      string
	result  Result
	cost    int
	expires time.Time // zero for never
}

func newCache(limit int) *cache {
	return &cache{limit: limit, now: time.Now, order: list.New(), byID: map[string]*list.Element{}}
}

func (c *cache) get(id string) (Result, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byID[id]
	if !ok {
		return Result{}, false
	}
	k := el.Value.(*kept)
	if !k.expires.IsZero() && c.now().After(k.expires) {
		c.remove(el)
		return Result{}, false
	}
	c.order.MoveToFront(el)
	return k.result, true
}

// put keeps a result, for the time given or, with 0, for as long as there is
// room.
func (c *cache) put(id string, r Result, expire time.Duration) {
	k := &kept{id: id, result: r, cost: 1 << 10}
	for _, d := range r.Diagnostics {
		k.cost += len(d.Message) + len(d.Hint)
	}
	if r.Program != nil {
		k.cost += r.Program.cost()
	}
	if expire > 0 {
		k.expires = c.now().Add(expire)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.byID[id]; ok {
		c.remove(el)
	}
	c.byID[id] = c.order.PushFront(k)
	c.used += k.cost
	for c.used > c.limit && c.order.Len() > 1 {
		c.remove(c.order.Back())
	}
}

func (c *cache) remove(el *list.Element) {
	k := c.order.Remove(el).(*kept)
	delete(c.byID, k.id)
	c.used -= k.cost
}
