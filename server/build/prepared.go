package build

import (
	"context"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"abacus/server/build/source"
)

// Prepared is everything that builds of one edition of the lessons need, here or
// elsewhere. It does not change.
type Prepared struct {
	*Toolchain
	Edition  string // of the lessons, whichever toolchain builds them
	Key      string // changes with the edition and the toolchain
	Data     source.Data
	Archives []Archive      // every package that a program can contain
	Course   *source.Course // made from Data and the lessons from outside the module

	dir string
}

// Archive is a compiled package: export data and object code in one file. go list
// fills in all fields but Sum and Exported.
type Archive struct {
	ImportPath string
	Name       string
	Dir        string `json:",omitempty"`
	Export     string // the file, which the manifest names without its directory
	Sum        string // SHA-256 of the file
	GoFiles    []string
	Deps       []string `json:",omitempty"` // import paths of all its dependencies
	Exported   []string `json:",omitempty"` // names, of the packages learners may import
}

// The files of a prepared directory besides archives. The manifest, a list of the
// archives, is written last.
const (
	manifestName = "manifest.json"
	moduleDir    = "module"
	compileCfg   = "compile.cfg"
	linkCfg      = "link.cfg"
)

func (p *Prepared) path(name string) string { return filepath.Join(p.dir, name) }

// Go runs the go command for js/wasm in the module that was prepared. lines, which
// may be nil, receives its messages. The error is that of ctx, or has the last of them.
func (p *Prepared) Go(ctx context.Context, lines func(string), args ...string) error {
	_, err := p.run(ctx, p.path(moduleDir), lines, args...)
	return err
}

// load reads a prepared directory.
func load(cfg Config, e *edition, t *Toolchain, dir string) (*Prepared, error) {
	p := &Prepared{Toolchain: t, Edition: e.key, Key: filepath.Base(dir), dir: dir}
	text, err := os.ReadFile(p.path(manifestName))
	if err != nil {
		return nil, err
	}
	if err := json.Unmarshal(text, &p.Archives); err != nil {
		return nil, fmt.Errorf("reading %s: %w", manifestName, err)
	}
	for i, a := range p.Archives {
		p.Archives[i].Export = p.path(a.Export)
	}
	if err := p.intact(); err != nil {
		return nil, err
	}
	if p.Data, err = describe(cfg, e, p.Archives); err != nil {
		return nil, err
	}
	p.Course = source.NewCourse(p.Data)
	if err := p.Course.Check(); err != nil {
		return nil, err
	}
	now := time.Now()
	_ = os.Chtimes(dir, now, now) // in use: sweep spares it
	return p, p.writeConfigs()
}

// with returns a copy with other lessons from outside the module.
func (p *Prepared) with(own []source.Own) *Prepared {
	q := *p
	q.Course = p.Course.With(own)
	return &q
}

// describe gathers what is needed to assemble programs.
func describe(cfg Config, e *edition, archives []Archive) (d source.Data, err error) {
	byPath := map[string]Archive{}
	for _, a := range archives {
		byPath[a.ImportPath] = a
	}
	for _, path := range e.packages {
		a := byPath[path]
		p := source.Package{Path: path, Name: a.Name, Exported: a.Exported}
		for _, dep := range a.Deps {
			if slug, ok := strings.CutPrefix(dep, source.LessonsPath); ok {
				p.Lessons = append(p.Lessons, slug)
			}
		}
		d.Packages = append(d.Packages, p)
	}
	for _, slug := range cfg.Lessons {
		l := source.Lesson{Slug: slug}
		dir := path.Join("lessons", slug)
		for _, name := range byPath[source.LessonsPath+slug].GoFiles {
			l.Files = append(l.Files, source.File{Name: name, Text: string(e.files[path.Join(dir, name)])})
		}
		entries, err := fs.ReadDir(cfg.Module, dir)
		if err != nil {
			return d, fmt.Errorf("reading lesson %s: %w", slug, err)
		}
		for _, entry := range entries {
			if entry.IsDir() {
				l.Subs = append(l.Subs, entry.Name())
			}
		}
		d.Lessons = append(d.Lessons, l)
	}
	return d, nil
}

// writeConfigs writes the files that tell compile and link where packages
// are. The one for compile lists only what may be imported.
func (p *Prepared) writeConfigs() error {
	var files []source.PackageFiles
	for _, a := range p.Archives {
		files = append(files, source.PackageFiles{Path: a.ImportPath, Export: a.Export, Object: a.Export})
	}
	compile, link := p.Course.ImportConfigs(files)
	for name, text := range map[string]string{compileCfg: compile, linkCfg: link} {
		if have, err := os.ReadFile(p.path(name)); err == nil && string(have) == text {
			continue // another server may be building with it right now
		}
		if err := os.WriteFile(p.path(name), []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
