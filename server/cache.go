package server

import (
	"container/list"
	"sync"

	"golang.org/x/sync/singleflight"
)

// cache keeps the assets used last, up to a number of bytes, and makes each
// missing one once however many requests wait for it.
type cache struct {
	limit  int // bytes
	flight singleflight.Group

	mu    sync.Mutex
	used  int
	order *list.List // of *entry, the one used last first
	byKey map[string]*list.Element
}

type entry struct {
	key   string
	asset *asset
}

func (e *entry) size() int { return len(e.key) + e.asset.size() }

func newCache(limit int) *cache {
	return &cache{limit: limit, order: list.New(), byKey: map[string]*list.Element{}}
}

// get returns the asset kept under key, or makes it. An asset that build
// says not to keep is only shared among those who wait for it now. When build
// panics, so does get, for each of them.
func (c *cache) get(key string, build func() (a *asset, keep bool, err error)) (*asset, error) {
	if a, ok := c.lookup(key); ok {
		return a, nil
	}
	v, err, _ := c.flight.Do(key, func() (any, error) {
		if a, ok := c.lookup(key); ok { // it came while we queued
			return a, nil
		}
		a, keep, err := build()
		if err == nil && keep {
			c.put(key, a)
		}
		return a, err
	})
	if err != nil {
		return nil, err
	}
	return v.(*asset), nil
}

func (c *cache) lookup(key string) (*asset, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	el, ok := c.byKey[key]
	if !ok {
		return nil, false
	}
	c.order.MoveToFront(el)
	return el.Value.(*entry).asset, true
}

func (c *cache) put(key string, a *asset) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := &entry{key, a}
	if e.size() > c.limit/4 {
		return // one giant must not push out everything else
	}
	c.byKey[key] = c.order.PushFront(e)
	c.used += e.size()
	for c.used > c.limit {
		last := c.order.Remove(c.order.Back()).(*entry)
		delete(c.byKey, last.key)
		c.used -= last.size()
	}
}
