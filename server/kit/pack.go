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

// shares returns the packs that lessons share, in the order in which they are filled:
// each holds what its roots are built on, except what an earlier one holds.
func shares(d source.Data) []share {
	base := []string{source.ProgramPath} // what every program is built on
	var std, gonum []string              // whatever else learners may import
	for _, path := range source.NewCourse(d).Imports() {
		_, lesson := ofLesson(path, d)
		switch {
		case lesson:
		case strings.HasPrefix(path, "gonum.org/"):
			gonum = append(gonum, path)
		case commonplace[path]:
			base = append(base, path)
		default:
			std = append(std, path)
		}
	}
	return []share{
		{"base", base},
		{"stats", []string{"gonum.org/v1/gonum/stat", "gonum.org/v1/gonum/floats/scalar"}},
		{"plot", []string{source.NotebookPath + "/figure"}},
		{"std", std}, {"gonum", gonum},
	}
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
func packsOf(p *build.Prepared) map[string]string {
	deps := map[string][]string{}
	for _, a := range p.Archives {
		deps[a.ImportPath] = a.Deps
	}
	packs := map[string]string{}
	for _, s := range shares(p.Data) {
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
	for path := range deps {
		if slug, ok := ofLesson(path, p.Data); ok {
			packs[path] = "lesson_" + slug
		} else if packs[path] == "" {
			packs[path] = "std" // what only lessons' sub-packages are built on
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
		slug, ok := ofLesson(p.Path, k.Course)
		if !ok || p.Path != source.LessonsPath+slug {
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

// bundle is half a pack in the making: an index as JSON, pairs of names and sizes,
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

// addBundle keeps a bundle as a file.
func (k *Kit) addBundle(name string, b bundle) (File, error) {
	index, err := json.Marshal(b.index)
	if err != nil {
		return File{}, err
	}
	length := binary.LittleEndian.AppendUint32(nil, uint32(len(index)))
	return k.add(name, slices.Concat(length, index, b.data))
}

// packages makes the packs, and tells which package is in which of them.
func (k *Kit) packages(p *build.Prepared) (list []Pack, course source.Kit, err error) {
	type halves struct{ export, link bundle }
	packs, bundles := packsOf(p), map[string]*halves{}
	place := map[string]int{}
	for i, a := range p.Archives {
		place[a.ImportPath] = i
	}
	course.Course = p.Data
	for _, a := range p.Archives {
		packed := source.PackedPackage{Path: a.ImportPath, Pack: packs[a.ImportPath], Deps: []int{}}
		for _, dep := range a.Deps {
			packed.Deps = append(packed.Deps, place[dep])
		}
		course.Packages = append(course.Packages, packed)
		export, object, err := split(a.Export)
		if err != nil {
			return nil, course, err
		}
		if bundles[packed.Pack] == nil {
			bundles[packed.Pack] = &halves{}
			list = append(list, Pack{Name: packed.Pack})
		}
		bundles[packed.Pack].export.add(source.ExportFile(packed.Path), export)
		bundles[packed.Pack].link.add(source.LinkFile(packed.Path), object)
	}
	for i, pack := range list {
		half := bundles[pack.Name]
		if list[i].Export, err = k.addBundle(pack.Name+"_export.pack", half.export); err != nil {
			return nil, course, fmt.Errorf("pack %s: %w", pack.Name, err)
		}
		if list[i].Link, err = k.addBundle(pack.Name+"_link.pack", half.link); err != nil {
			return nil, course, fmt.Errorf("pack %s: %w", pack.Name, err)
		}
	}
	return list, course, nil
}
