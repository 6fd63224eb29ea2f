package kit

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"abacus/server/build"
	"abacus/server/build/source"
)

// shares are the packs that lessons share, in the order in which they are
// filled: each holds what its roots are built on and none before it does.
func shares(d source.Data) []share {
	list := []share{
		{"base", []string{source.ProgramPath}}, // what every program is built on
		{"stats", []string{"gonum.org/v1/gonum/stat", "gonum.org/v1/gonum/floats/scalar"}},
		{"plot", []string{source.NotebookPath + "/figure"}},
		{"std", nil}, {"gonum", nil}, // whatever else learners may import
	}
	for _, path := range source.NewCourse(d).Imports() {
		_, lesson := ofLesson(path, d)
		inGonum := strings.HasPrefix(path, "gonum.org/")
		switch {
		case lesson:
		case inGonum:
			list[4].roots = append(list[4].roots, path)
		case commonplace[path]:
			list[0].roots = append(list[0].roots, path)
		default:
			list[3].roots = append(list[3].roots, path)
		}
	}
	return list
}

type share struct {
	pack  string
	roots []string
}

// commonplace are small packages that learners reach for first.
var commonplace = map[string]bool{
	"bytes": true, "cmp": true, "container/heap": true, "errors": true, "fmt": true, "iter": true, "maps": true,
	"math": true, "math/bits": true, "math/cmplx": true, "math/rand/v2": true, "slices": true, "sort": true,
	"strconv": true, "strings": true, "time": true, "unicode": true, "unicode/utf8": true,
	source.NotebookPath: true, source.NotebookPath + "/diagram": true, source.NotebookPath + "/palette": true,
	source.LessonsPath + "dataset": true,
}

// packsOf assigns every package to a pack. Packages of a lesson's own are in a
// pack named after it, and ours are apart from the others: they change more
// often, and compressing takes long.
func packsOf(inv *build.Inventory) map[string]string {
	deps := map[string][]string{}
	for _, a := range inv.Archives {
		deps[a.Path] = a.Deps
	}
	packs := map[string]string{}
	for _, s := range shares(inv.Course) {
		for _, root := range s.roots {
			for _, path := range append([]string{root}, deps[root]...) {
				if packs[path] != "" {
					continue
				}
				if packs[path] = s.pack; strings.HasPrefix(path, "abacus/") {
					packs[path] = s.pack + "_ours"
				}
			}
		}
	}
	for _, a := range inv.Archives {
		if slug, ok := ofLesson(a.Path, inv.Course); ok {
			packs[a.Path] = "lesson_" + slug
		} else if packs[a.Path] == "" {
			packs[a.Path] = "std" // what only lessons' sub-packages are built on
		}
	}
	return packs
}

// ofLesson returns the slug of the lesson that a package, or a sub-package,
// belongs to.
func ofLesson(path string, d source.Data) (string, bool) {
	rest, ok := strings.CutPrefix(path, source.LessonsPath)
	if !ok {
		return "", false
	}
	first, _, _ := strings.Cut(rest, "/")
	for _, l := range d.Lessons {
		if l.Slug == first {
			return first, true
		}
	}
	return "", false
}

// needs lists for each lesson the packs of what its package is built on. The
// package itself is compiled with each program.
func needs(k source.Kit) map[string][]string {
	lessons := map[string][]string{}
	for _, p := range k.Packages {
		slug, ok := strings.CutPrefix(p.Path, source.LessonsPath)
		if _, lesson := ofLesson(p.Path, k.Course); !ok || !lesson || strings.Contains(slug, "/") {
			continue
		}
		packs := []string{"base", "base_ours"}
		for _, i := range p.Deps {
			packs = append(packs, k.Packages[i].Pack)
		}
		slices.Sort(packs)
		lessons[slug] = slices.Compact(packs)
	}
	return lessons
}

// bundle is a pack in the making: an index as JSON, pairs of names and sizes,
// with its length before it in four bytes, little end first; then the files'
// content one after the other.
type bundle struct {
	index []any
	data  []byte
}

func (b *bundle) add(name string, content []byte) {
	b.index = append(b.index, [2]any{name, len(content)})
	b.data = append(b.data, content...)
}

func (b *bundle) bytes() ([]byte, error) {
	index, err := json.Marshal(b.index)
	if err != nil {
		return nil, err
	}
	out := binary.LittleEndian.AppendUint32(nil, uint32(len(index)))
	return append(append(out, index...), b.data...), nil
}

// packages makes the packs, and says what lies where.
func (k *Kit) packages(inv *build.Inventory) ([]Pack, source.Kit, error) {
	packs := packsOf(inv)
	course := source.Kit{Course: inv.Course}
	place := map[string]int{}
	for i, a := range inv.Archives {
		place[a.Path] = i
	}
	exports, links := map[string]*bundle{}, map[string]*bundle{}
	var order []string
	for _, a := range inv.Archives {
		name := packs[a.Path]
		p := source.PackedPackage{Path: a.Path, Pack: name, Deps: []int{}}
		for _, dep := range a.Deps {
			p.Deps = append(p.Deps, place[dep])
		}
		course.Packages = append(course.Packages, p)
		export, object, err := split(a.File)
		if err != nil {
			return nil, course, err
		}
		if exports[name] == nil {
			exports[name], links[name] = &bundle{}, &bundle{}
			order = append(order, name)
		}
		exports[name].add(source.ExportFile(a.Path), export)
		links[name].add(source.LinkFile(a.Path), object)
	}
	var list []Pack
	for _, name := range order {
		p := Pack{Name: name}
		for _, half := range []struct {
			to     *File
			name   string
			bundle *bundle
		}{{&p.Export, name + "_export.pack", exports[name]}, {&p.Link, name + "_link.pack", links[name]}} {
			content, err := half.bundle.bytes()
			if err != nil {
				return nil, course, err
			}
			if *half.to, err = k.add(half.name, content); err != nil {
				return nil, course, fmt.Errorf("pack %s: %w", name, err)
			}
		}
		list = append(list, p)
	}
	return list, course, nil
}
