package download

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/modfile"

	"abacus/server/build/source"
)

// goMod returns the go.mod and go.sum of a module with these files, to which code that
// imports further packages may be added. Versions are those of the project.
func (fm files) goMod(module fs.FS, further ...string) (mod, sum string, err error) {
	text, err1 := fs.ReadFile(module, "go.mod")
	sums, err2 := fs.ReadFile(module, "go.sum")
	if err := errors.Join(err1, err2); err != nil {
		return "", "", err
	}
	project, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return "", "", err
	}
	if project.Go == nil {
		return "", "", errors.New("the project's go.mod has no go directive")
	}
	direct, all := fm.required(further)
	var requires []*modfile.Require
	for _, r := range project.Require {
		if all[r.Mod.Path] {
			requires = append(requires, &modfile.Require{Mod: r.Mod, Indirect: !direct[r.Mod.Path]})
		}
	}
	written, err := modfile.Parse("go.mod", fmt.Appendf(nil, "module abacus\n\ngo %s\n", project.Go.Version), nil)
	if err != nil {
		return "", "", fmt.Errorf("writing go.mod: %w", err)
	}
	written.SetRequireSeparateIndirect(requires)
	written.SortBlocks()
	return string(modfile.Format(written.Syntax)), sumsOf(string(sums), all), nil
}

// required returns the modules that the files and further packages import, and all
// that these depend on.
func (fm files) required(further []string) (direct, all map[string]bool) {
	direct, all = map[string]bool{}, map[string]bool{}
	for _, text := range fm {
		further = append(further, source.Imports(text)...)
	}
	for _, imp := range further {
		if m, _ := moduleOf(imp); m != "" {
			direct[m], all[m] = true, true
		}
		for prefix, list := range beneath {
			for _, m := range list {
				all[m] = all[m] || within(imp, prefix)
			}
		}
	}
	return direct, all
}

// sumsOf returns the lines of a go.sum that a module needs: the go command reads
// the go.mod files of modules that it does not use, too.
func sumsOf(sums string, all map[string]bool) string {
	var b strings.Builder
	for line := range strings.Lines(sums) {
		if f := strings.Fields(line); len(f) == 3 && (all[f[0]] || strings.HasSuffix(f[1], "/go.mod")) {
			b.WriteString(line)
		}
	}
	return b.String()
}
