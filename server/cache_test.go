package server

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// sized returns a build of an asset that takes about n bytes.
func sized(n int) func() (*asset, bool, error) {
	return func() (*asset, bool, error) {
		return newAsset("text/plain", revalidate, []byte(strings.Repeat("x", n))), true, nil
	}
}

func mustGet(t *testing.T, c *cache, key string, build func() (*asset, bool, error)) *asset {
	t.Helper()
	a, err := c.get(key, build)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestCacheForgetsWhatWasUsedLongestAgo(t *testing.T) {
	c := newCache(10 * ((&asset{raw: make([]byte, 1000)}).size() + 1)) // ten entries with keys of one letter
	for i := range 10 {
		mustGet(t, c, string(rune('a'+i)), sized(1000))
	}
	mustGet(t, c, "a", sized(1000)) // used again
	mustGet(t, c, "k", sized(1000))
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "k": true} {
		if _, kept := c.lookup(key); kept != want {
			t.Errorf("%q kept: %t, want %t", key, kept, want)
		}
	}
}

func TestCacheIsBounded(t *testing.T) {
	const limit = 100_000
	c := newCache(limit)
	for i := range 5000 {
		mustGet(t, c, fmt.Sprint(i, strings.Repeat("k", i%100)), sized(i%3000))
	}
	mustGet(t, c, "giant", sized(limit/2))
	if _, kept := c.lookup("giant"); kept {
		t.Error("a giant is kept")
	}
	used := 0
	for el := c.order.Front(); el != nil; el = el.Next() {
		used += el.Value.(*entry).size()
	}
	if used != c.used || used > limit || used < limit*3/4 || c.order.Len() != len(c.byKey) {
		t.Errorf("%d bytes in %d entries, counted as %d in %d; limit %d", used, c.order.Len(), c.used, len(c.byKey), limit)
	}
}

func TestCacheMakesEachAssetOnce(t *testing.T) {
	c := newCache(1 << 20)
	var builds atomic.Int64
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			<-start
			key := fmt.Sprint(i % 4)
			a, err := c.get(key, func() (*asset, bool, error) {
				builds.Add(1)
				return newAsset("text/plain", revalidate, []byte(key)), true, nil
			})
			if err != nil || string(a.raw) != key {
				t.Errorf("key %s: %q, %v", key, a.raw, err)
			}
		})
	}
	close(start)
	all.Wait()
	if n := builds.Load(); n != 4 {
		t.Errorf("%d builds of 4 assets", n)
	}
}

func TestCacheKeepsNeitherErrorsNorWhatMustNotBeKept(t *testing.T) {
	c := newCache(1 << 20)
	broken := errors.New("broken")
	if _, err := c.get("k", func() (*asset, bool, error) { return nil, true, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	mustGet(t, c, "k", func() (*asset, bool, error) { return newAsset("", "", []byte("once")), false, nil })
	if a := mustGet(t, c, "k", sized(3)); string(a.raw) != "xxx" {
		t.Errorf("got %q: an earlier answer was kept", a.raw)
	}
}

// TestPanicReachesAllWhoWait: those who wait for an asset whose making
// panics must neither wait for ever nor get nothing.
func TestPanicReachesAllWhoWait(t *testing.T) {
	c := newCache(1 << 20)
	begun, proceed := make(chan struct{}), make(chan struct{})
	attempt := func(build func() (*asset, bool, error)) (p any) {
		defer func() { p = recover() }()
		_, _ = c.get("k", build)
		return nil
	}
	outcomes := make(chan any, 2)
	go func() {
		outcomes <- attempt(func() (*asset, bool, error) {
			close(begun)
			<-proceed
			panic("on purpose")
		})
	}()
	receive(t, "the build begins", begun)
	go func() { outcomes <- attempt(func() (*asset, bool, error) { panic("on purpose, too") }) }()
	close(proceed)
	for range 2 {
		if p := receive(t, "the panic", outcomes); p == nil || !strings.Contains(fmt.Sprint(p), "on purpose") {
			t.Errorf("recovered %v", p)
		}
	}
	if a := mustGet(t, c, "k", sized(1)); string(a.raw) != "x" {
		t.Errorf("after the panic: %q", a.raw)
	}
}
