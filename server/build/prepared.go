package build

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// prepared is everything that builds of one edition of the lessons need. It
// does not change.
type prepared struct {
	tools        *toolchain
	dir          string
	lessons      map[string]*lesson
	packageNames map[string]string // path → name
	byName       map[string][]string
	exports      map[string]names // path → what it exports; only importable packages
	deps         map[string]names // path → all it is built on; only importable packages
	compileCfg   string           // importcfg files
	linkCfg      string
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
func load(cfg Config, t *toolchain, dir string) (*prepared, error) {
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		return nil, err
	}
	var m manifest
	if err := json.Unmarshal(text, &m); err != nil {
		return nil, fmt.Errorf("reading %s: %w", manifestName, err)
	}
	p := &prepared{
		tools: t, dir: dir, lessons: map[string]*lesson{}, packageNames: map[string]string{},
		byName: map[string][]string{}, exports: map[string]names{}, deps: map[string]names{},
		compileCfg: filepath.Join(dir, "compile.cfg"), linkCfg: filepath.Join(dir, "link.cfg"),
	}
	byPath := map[string]pkg{}
	for _, pk := range m.Packages {
		byPath[pk.ImportPath] = pk
		p.packageNames[pk.ImportPath] = pk.Name
	}
	for _, path := range append(library(), ours(cfg.Lessons)...) {
		pk := byPath[path]
		p.byName[pk.Name] = append(p.byName[pk.Name], path)
		p.exports[path], p.deps[path] = setOf(pk.Exported), setOf(pk.Deps)
	}
	for _, slug := range cfg.Lessons {
		pk := byPath[lessonsPath+slug]
		l, err := parseLesson(cfg.Module, path.Join("lessons", slug), pk.GoFiles, p.packageNames)
		if err != nil {
			return nil, fmt.Errorf("reading lesson %s: %w", slug, err)
		}
		p.lessons[slug] = l
	}
	return p, p.writeConfigs(m)
}

// writeConfigs writes the files that tell compile and link where packages
// are. The one for compile holds only what may be imported.
func (p *prepared) writeConfigs(m manifest) error {
	var compile, link strings.Builder
	visible := maps.Clone(p.exports)
	visible[programPath] = nil
	for _, l := range p.lessons {
		for _, f := range l.files {
			for _, imp := range f.imports {
				visible[imp.path] = nil
			}
		}
	}
	for _, pk := range m.Packages {
		if pk.Export == "" {
			continue // unsafe
		}
		line := fmt.Sprintf("packagefile %s=%s\n", pk.ImportPath, filepath.Join(p.dir, pk.Export))
		link.WriteString(line)
		if _, ok := visible[pk.ImportPath]; ok {
			compile.WriteString(line)
		}
	}
	for name, text := range map[string]string{p.compileCfg: compile.String(), p.linkCfg: link.String()} {
		if have, err := os.ReadFile(name); err == nil && string(have) == text {
			continue // another server may be building with it right now
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

func setOf(list []string) names {
	set := names{}
	for _, name := range list {
		set[name] = true
	}
	return set
}

// allowed reports whether learners may import a package.
func (p *prepared) allowed(path string) bool {
	_, ok := p.exports[path]
	return ok
}

// importsLesson reports whether the package at path is the lesson's or is
// built on it.
func (p *prepared) importsLesson(path, slug string) bool {
	return path == lessonsPath+slug || p.deps[path][lessonsPath+slug]
}
