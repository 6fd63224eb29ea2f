package kit

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"abacus/lessons"
	"abacus/server/build"
)

// The kit is made once for all tests, in a directory that later runs find
// again.
var shared = sync.OnceValues(func() (*Kit, error) {
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	cache := filepath.Join(os.TempDir(), "abacus-build-test")
	b, err := build.New(build.Config{Module: os.DirFS("../.."), Lessons: lessons.Slugs(), CacheDir: cache, Log: log})
	if err != nil {
		return nil, err
	}
	if err := b.Prepare(context.Background(), nil); err != nil {
		return nil, err
	}
	k, err := New(Config{Builder: b, CacheDir: cache, Log: log})
	if err != nil {
		return nil, err
	}
	return k, quietly(func() error {
		inv, err := b.Inventory()
		if err != nil {
			return err
		}
		m, err := k.load(inv.Key)
		if err != nil {
			m, err = k.assemble(context.Background(), inv, func(p build.Progress) {})
		}
		if err == nil {
			k.publish(inv.Key, m)
		}
		return err
	})
})

func kit(t *testing.T) *Kit {
	t.Helper()
	if testing.Short() {
		t.Skip("compiles the compiler: not in short mode")
	}
	k, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func TestSizes(t *testing.T) {
	m, ok, err := kit(t).Manifest()
	if !ok || err != nil {
		t.Fatal("no kit", err)
	}
	for _, f := range m.files() {
		t.Logf("%-40s %9d gzip %9d brotli %9d", f.Name, f.Size, f.Gzip, f.Brotli)
	}
}
