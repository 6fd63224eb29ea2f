package pages

import (
	"io/fs"

	"abacus/server/assets"
	"abacus/server/lru"
	"abacus/server/packed"
	"abacus/server/project"
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
	cost := func(key string, f *packed.File) int { return len(key) + f.Cost() }
	return lru.New(lru.Bound{Total: limit, Each: limit / 4}, cost)
}

// load makes an edition from the sources as they are now.
func (p *Room) load() (*edition, error) {
	static, err := assets.Load(p.Static)
	if err != nil {
		return nil, err
	}
	cfg := p.Config.Course
	cfg.Asset = static.URL
	if p.Own != "" {
		if cfg.Own, err = project.OpenOwn(p.Own); err != nil {
			return nil, err
		}
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

// Reload reads everything again and serves it from now on; after an error the
// last edition stays. One caller reloads at a time, so that the latest sources
// win.
func (p *Room) Reload() error {
	p.loading.Lock()
	defer p.loading.Unlock()
	ed, err := p.load()
	if err == nil {
		p.now.Store(ed)
	}
	return err
}
