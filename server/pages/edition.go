package pages

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"

	"abacus/server/assets"
	"abacus/server/lru"
	"abacus/server/packed"
	"abacus/web"
)

// edition is one version of everything that is served.
type edition struct {
	course *web.Course
	own    fs.FS // of own lessons; nil: there are none
	static *assets.Set
	kept   *lru.Cache[*packed.File]
}

func newCache(limit int) *lru.Cache[*packed.File] {
	return lru.New(lru.Bound{Total: limit, Each: limit / 4}, func(key string, f *packed.File) int { return len(key) + f.Cost() })
}

// load makes an edition from the sources as they are now.
func (p *Room) load() (*edition, error) {
	static, err := assets.Load(p.Static)
	if err != nil {
		return nil, err
	}
	cfg := p.Config.Course
	cfg.Asset = static.URL
	if cfg.Own, err = openOwn(p.Own); err != nil {
		return nil, err
	}
	course, err := web.Load(cfg)
	if err != nil {
		return nil, err
	}
	if p.Own != "" {
		p.CompileOwn(course)
	}
	return &edition{course: course, own: cfg.Own, static: static, kept: newCache(p.CacheBytes)}, nil
}

// openOwn opens the directory of own lessons. Nothing outside of it can be
// read, whatever links it holds.
func openOwn(dir string) (fs.FS, error) {
	if dir == "" {
		return nil, nil
	}
	root, err := os.OpenRoot(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("-content %s: there is no such directory; go run . new %s makes it, with a lesson to start from",
			dir, path.Join(dir, "my-lesson.md"))
	case err != nil:
		return nil, fmt.Errorf("-content %s: %w", dir, err)
	}
	return root.FS(), nil // closed when it is collected
}

// Reload reads everything anew and serves it from now on. One caller does it at
// a time: what was read later stays. After an error the last edition stays.
func (p *Room) Reload() error {
	p.loading.Lock()
	defer p.loading.Unlock()
	ed, err := p.load()
	if err == nil {
		p.now.Store(ed)
	}
	return err
}
