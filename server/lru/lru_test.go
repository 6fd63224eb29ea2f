package lru

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// bytesUpTo returns a cache of texts that counts their bytes and their keys'.
func bytesUpTo(total int) *Cache[string] {
	return New(Bound{Total: total, Each: total / 4}, func(key, text string) int { return len(key) + len(text) })
}

// sized returns a build of a text of n bytes.
func sized(n int) func() (string, bool, error) {
	return func() (string, bool, error) { return strings.Repeat("x", n), true, nil }
}

func mustGet(t *testing.T, c *Cache[string], key string, build func() (string, bool, error)) string {
	t.Helper()
	text, err := c.GetOrMake(key, build)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// counted fails unless the cache's own count is what its entries cost.
func counted[V any](t *testing.T, c *Cache[V]) {
	t.Helper()
	used := 0
	for el := c.order.Front(); el != nil; el = el.Next() {
		used += el.Value.(*entry[V]).cost
	}
	if used != c.used || c.order.Len() != len(c.byKey) {
		t.Errorf("%d in %d entries, counted as %d in %d", used, c.order.Len(), c.used, len(c.byKey))
	}
}

func TestForgetsWhatWasUsedLongestAgo(t *testing.T) {
	c := bytesUpTo(10 * 1001) // ten entries with keys of one letter
	for i := range 10 {
		mustGet(t, c, string(rune('a'+i)), sized(1000))
	}
	mustGet(t, c, "a", sized(1000)) // used again
	mustGet(t, c, "k", sized(1000))
	for key, want := range map[string]bool{"a": true, "b": false, "c": true, "k": true} {
		if _, kept := c.Get(key); kept != want {
			t.Errorf("%q kept: %t, want %t", key, kept, want)
		}
	}
}

func TestBounded(t *testing.T) {
	const limit = 100_000
	c := bytesUpTo(limit)
	for i := range 5000 {
		mustGet(t, c, fmt.Sprint(i, strings.Repeat("k", i%100)), sized(i%3000))
	}
	mustGet(t, c, "giant", sized(limit/2))
	if _, kept := c.Get("giant"); kept {
		t.Error("a giant is kept")
	}
	counted(t, c)
	if c.used > limit || c.used < limit*3/4 {
		t.Errorf("%d bytes are kept; limit %d", c.used, limit)
	}
}

// TestTheNewestStays: a program that has just been built must be there when
// its page asks for it, whatever its size.
func TestTheNewestStays(t *testing.T) {
	c := New(Bound{Total: 10, Each: math.MaxInt}, func(_, text string) int { return len(text) })
	c.Put("small", "x", 0)
	c.Put("large", strings.Repeat("x", 100), 0)
	if _, kept := c.Get("large"); !kept {
		t.Error("the newest is gone")
	}
	if _, kept := c.Get("small"); kept {
		t.Error("more is kept than the bound allows")
	}
	c.Put("large", "y", 0)
	if text, _ := c.Get("large"); text != "y" {
		t.Errorf("after another Put, the value is %q", text)
	}
	counted(t, c)
}

func TestValuesExpire(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := bytesUpTo(1000)
		c.Put("brief", "x", time.Minute)
		c.Put("lasting", "x", 0)
		time.Sleep(time.Minute)
		if _, kept := c.Get("brief"); !kept {
			t.Error("a value did not live out its time")
		}
		time.Sleep(time.Second)
		if _, kept := c.Get("brief"); kept {
			t.Error("a value outlived its time")
		}
		if _, kept := c.Get("lasting"); !kept {
			t.Error("a value without a time expired")
		}
		counted(t, c)
	})
}

func TestMakesEachValueOnce(t *testing.T) {
	c := bytesUpTo(1 << 20)
	var builds atomic.Int64
	start := make(chan struct{})
	var all sync.WaitGroup
	for i := range 100 {
		all.Go(func() {
			<-start
			key := fmt.Sprint(i % 4)
			text, err := c.GetOrMake(key, func() (string, bool, error) {
				builds.Add(1)
				return key, true, nil
			})
			if err != nil || text != key {
				t.Errorf("key %s: %q, %v", key, text, err)
			}
		})
	}
	close(start)
	all.Wait()
	if n := builds.Load(); n != 4 {
		t.Errorf("%d builds of 4 values", n)
	}
}

func TestKeepsNeitherErrorsNorWhatMustNotBeKept(t *testing.T) {
	c := bytesUpTo(1 << 20)
	broken := errors.New("broken")
	if _, err := c.GetOrMake("k", func() (string, bool, error) { return "", true, broken }); !errors.Is(err, broken) {
		t.Errorf("error %v, want %v", err, broken)
	}
	mustGet(t, c, "k", func() (string, bool, error) { return "once", false, nil })
	if text := mustGet(t, c, "k", sized(3)); text != "xxx" {
		t.Errorf("got %q: an earlier answer was kept", text)
	}
}

// TestPanicReachesAllWhoWait: those who wait for a value whose making
// panics must neither wait for ever nor get nothing.
func TestPanicReachesAllWhoWait(t *testing.T) {
	c := bytesUpTo(1 << 20)
	begun, proceed := make(chan struct{}), make(chan struct{})
	attempt := func(build func() (string, bool, error)) (p any) {
		defer func() { p = recover() }()
		_, _ = c.GetOrMake("k", build)
		return nil
	}
	outcomes := make(chan any, 2)
	go func() {
		outcomes <- attempt(func() (string, bool, error) {
			close(begun)
			<-proceed
			panic("on purpose")
		})
	}()
	<-begun
	go func() { outcomes <- attempt(func() (string, bool, error) { panic("on purpose, too") }) }()
	close(proceed)
	for range 2 {
		if p := <-outcomes; p == nil || !strings.Contains(fmt.Sprint(p), "on purpose") {
			t.Errorf("recovered %v", p)
		}
	}
	if text := mustGet(t, c, "k", sized(1)); text != "x" {
		t.Errorf("after the panic: %q", text)
	}
}
