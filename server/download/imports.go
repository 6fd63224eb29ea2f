package download

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"abacus/server/build/source"
)

// importBlock returns the import declaration of imports as they are written between its
// brackets; "" for none. It sorts them.
func importBlock(specs []string) string {
	if len(specs) == 0 {
		return ""
	}
	slices.Sort(specs)
	return "import (\n\t" + strings.Join(slices.Compact(specs), "\n\t") + "\n)\n\n"
}

// importOf takes an import apart, as it is written between brackets: into the name by
// which the file refers to the package, and the package's path.
func importOf(spec string) (name, path string) {
	name, quoted, explicit := strings.Cut(spec, " ")
	if !explicit {
		quoted = spec
	}
	path = strings.Trim(quoted, "\"`")
	if !explicit {
		name = source.PackageName(path)
	}
	return name, path
}

// imports are those of a generated file, which stands beside what readers declare.
type imports struct {
	specs []string        // as they are written between brackets
	taken map[string]bool // names that mean something else in the file or its package
}

// importsBeside returns imports of a file beside declarations; the file has some imports
// already.
func importsBeside(declared map[string]bool, specs ...string) *imports {
	im := &imports{slices.Clone(specs), maps.Clone(declared)}
	for _, spec := range specs {
		name, _ := importOf(spec)
		im.taken[name] = true
	}
	return im
}

// add imports a package, if the file does not yet, and returns the name by which the
// file refers to it.
func (im *imports) add(path string) string {
	spec := fmt.Sprintf("%q", path)
	name := source.PackageName(path)
	switch {
	case slices.Contains(im.specs, spec):
		return name
	case im.taken[name]:
		name = free(im.taken, name, "abacus_", "")
		spec = name + " " + spec
	}
	im.taken[name] = true
	im.specs = append(im.specs, spec)
	return name
}

// free returns a name that is not taken: the name itself, or with something before or
// behind it, as often as it takes.
func free(taken map[string]bool, name, before, behind string) string {
	for taken[name] {
		name = before + name + behind
	}
	return name
}
