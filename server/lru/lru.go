// Package lru caches the most recently used values within a total cost, typically
// in bytes. The server uses it for rendered pages, cell outputs and the results of
// builds.
package lru

import (
	"container/list"
	"sync"
	"time"

	"golang.org/x/sync/singleflight"
)

// Cache maps keys to values and drops the least recently used. It is safe for
// concurrent use.
type Cache[V any] struct {
	bound  Bound
	cost   func(key string, value V) int
	flight singleflight.Group

	mu    sync.Mutex
	used  int
	order *list.List // of *entry[V], the most recently used first
	byKey map[string]*list.Element
}

// Bound limits the cost of what a cache keeps.
type Bound struct {
	Total int // of all values together; the newest stays even if it alone costs more
	Each  int // of one value: one that costs more is not kept, so that it cannot displace everything else
}

type entry[V any] struct {
	key     string
	value   V
	cost    int
	expires time.Time // zero: never
}

// New returns an empty cache. A value's cost must not change while the value is kept.
func New[V any](bound Bound, cost func(key string, value V) int) *Cache[V] {
	return &Cache[V]{bound: bound, cost: cost, order: list.New(), byKey: map[string]*list.Element{}}
}

// GetOrMake returns the value kept under key, or makes it: once, however many
// goroutines are waiting for it. If build does not want it kept, only those share it.
// If build panics, GetOrMake panics in each of them.
func (c *Cache[V]) GetOrMake(key string, build func() (value V, keep bool, err error)) (V, error) {
	if v, ok := c.Get(key); ok {
		return v, nil
	}
	made, err, _ := c.flight.Do(key, func() (any, error) {
		if v, ok := c.Get(key); ok { // it was made in the meantime
			return v, nil
		}
		v, keep, err := build()
		if err == nil && keep {
			c.Put(key, v, 0)
		}
		return v, err
	})
	v, _ := made.(V) // a nil interface after an error
	return v, err
}

// Get returns the value kept under key, if there is one.
func (c *Cache[V]) Get(key string) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return value, false
	}
	e := el.Value.(*entry[V])
	if !e.expires.IsZero() && time.Now().After(e.expires) {
		c.remove(el)
		return value, false
	}
	c.order.MoveToFront(el)
	return e.value, true
}

// Put keeps a value under key, replacing an earlier one, until it expires; with 0,
// for as long as there is room.
func (c *Cache[V]) Put(key string, value V, expire time.Duration) {
	e := &entry[V]{key: key, value: value, cost: c.cost(key, value)}
	if expire > 0 {
		e.expires = time.Now().Add(expire)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if el, ok := c.byKey[key]; ok {
		c.remove(el)
	}
	if e.cost > c.bound.Each {
		return
	}
	c.byKey[key] = c.order.PushFront(e)
	c.used += e.cost
	for c.used > c.bound.Total && c.order.Len() > 1 {
		c.remove(c.order.Back())
	}
}

// Len returns how many values are kept.
func (c *Cache[V]) Len() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.order.Len()
}

func (c *Cache[V]) remove(el *list.Element) {
	e := c.order.Remove(el).(*entry[V])
	delete(c.byKey, e.key)
	c.used -= e.cost
}
