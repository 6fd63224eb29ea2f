package pages

import (
	"io/fs"

	"abacus/server/assets"
	"abacus/server/lru"
	"abacus/server/packed"
	"abacus/server/project"
	"abacus/web"
)

// version is one version of everything that is served.
type version struct {
	course *web.Course
	own    fs.FS // own lessons; nil if there are none
	static *assets.Set
	cache  *lru.Cache[*packed.File]
}

// load makes a version from the current sources.
func (p *Room) load() (*version, error) {
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
	cost := func(key string, f *packed.File) int { return len(key) + f.Cost() }
	cache := lru.New(lru.Bound{Total: p.CacheBytes, Each: p.CacheBytes / 4}, cost)
	return &version{course: course, own: cfg.Own, static: static, cache: cache}, nil
}

// Reload reads everything again and serves it from then on; after an error the last
// version stays. One caller reloads at a time, so that the latest sources win.
func (p *Room) Reload() error {
	p.loading.Lock()
	defer p.loading.Unlock()
	v, err := p.load()
	if err == nil {
		p.now.Store(v)
	}
	return err
}

// LogBroken logs all problems of own lessons.
func (p *Room) LogBroken() {
	course := p.Course()
	for _, problem := range course.OwnProblems {
		p.Log.Warn("not a lesson", "problem", problem.Error())
	}
	for _, l := range course.Lessons {
		for _, problem := range l.Broken {
			p.Log.Warn("lesson "+l.Slug+" is broken", "problem", problem.Error())
		}
	}
}

// Broken returns the number of problems in own lessons.
func (p *Room) Broken() (n int) {
	for _, l := range p.Course().Lessons {
		n += len(l.Broken)
	}
	return n
}
