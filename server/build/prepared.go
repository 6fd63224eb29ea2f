package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"abacus/server/build/source"
)

// prepared is everything that builds of one edition of the lessons need. It
// does not change.
type prepared struct {
	tools      *toolchain
	edition    string // its key
	dir        string
	data       source.Data
	shipped    *source.Course // the module's lessons
	course     *source.Course // and those outside of it
	packages   []pkg          // all that programs may hold
	compileCfg string         // importcfg files
	linkCfg    string
}

func decodeList(text []byte) ([]pkg, error) {
	var list []pkg
	for dec := json.NewDecoder(bytes.NewReader(text)); ; {
		var p pkg
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, fmt.Errorf("reading go list: %w", err)
		}
		list = append(list, p)
	}
}

// load reads a prepared directory.
func load(cfg Config, e *edition, t *toolchain, dir string) (*prepared, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("reading %s: %w", manifestName, err)
	}
	if err := intact(dir, m.Packages); err != nil {
		return nil, err
	}
	data, err := describe(cfg, e, m)
	if err != nil {
		return nil, err
	}
	p := &prepared{
		tools: t, edition: e.key, dir: dir, data: data, shipped: source.NewCourse(data), packages: m.Packages,
		compileCfg: filepath.Join(dir, "compile.cfg"), linkCfg: filepath.Join(dir, "link.cfg"),
	}
	if err := p.shipped.Check(); err != nil {
		return nil, err
	}
	return p.with(nil), p.writeConfigs()
}

// with returns the same with lessons from outside of the module.
func (p *prepared) with(own []source.Own) *prepared {
	q := *p
	q.course = p.shipped.With(own)
	return &q
}

// describe gathers what assembling programs has to know.
func describe(cfg Config, e *edition, m manifest) (source.Data, error) {
	d := source.Data{Names: map[string]string{}}
	byPath := map[string]pkg{}
	for _, pk := range m.Packages {
		byPath[pk.ImportPath] = pk
		if pk.Name != path.Base(pk.ImportPath) {
			d.Names[pk.ImportPath] = pk.Name
		}
	}
	for _, path := range e.packages {
		pk := byPath[path]
		d.Packages = append(d.Packages, source.Package{
			Path: path, Name: pk.Name, Lessons: source.LessonsIn(pk.Deps), Exported: pk.Exported,
		})
	}
	for _, slug := range cfg.Lessons {
		l, err := readLesson(cfg.Module, slug, byPath[source.LessonsPath+slug].GoFiles)
		if err != nil {
			return d, fmt.Errorf("reading lesson %s: %w", slug, err)
		}
		d.Lessons = append(d.Lessons, l)
	}
	return d, nil
}

// readLesson reads the named files of a lesson's package.
func readLesson(fsys fs.FS, slug string, files []string) (source.Lesson, error) {
	l := source.Lesson{Slug: slug}
	dir := path.Join("lessons", slug)
	for _, name := range files {
		text, err := fs.ReadFile(fsys, path.Join(dir, name))
		if err != nil {
			return l, err
		}
		l.Files = append(l.Files, source.File{Name: name, Text: string(text)})
	}
	entries, err := fs.ReadDir(fsys, dir)
	if err != nil {
		return l, err
	}
	for _, e := range entries {
		if e.IsDir() {
			l.Subs = append(l.Subs, e.Name())
		}
	}
	return l, nil
}

// writeConfigs writes the files that tell compile and link where packages
// are. The one for compile holds only what may be imported.
func (p *prepared) writeConfigs() error {
	var paths []string
	files := map[string]string{}
	for _, pk := range p.packages {
		if pk.Export != "" { // unsafe has none
			paths = append(paths, pk.ImportPath)
			files[pk.ImportPath] = filepath.Join(p.dir, pk.Export)
		}
	}
	file := func(path string) string { return files[path] }
	compile, link := p.shipped.ImportConfigs(paths, file, file)
	for name, text := range map[string]string{p.compileCfg: compile, p.linkCfg: link} {
		if have, err := os.ReadFile(name); err == nil && string(have) == text {
			continue // another server may be building with it right now
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}
