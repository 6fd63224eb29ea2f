package download

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"golang.org/x/mod/modfile"

	"abacus/server/build/source"
)

// addGoMod adds the go.mod and go.sum for the files, to which code that imports further
// packages may be added. Versions are those of the project.
func (m module) addGoMod(further ...string) error {
	text, err1 := fs.ReadFile(m.project, "go.mod")
	sums, err2 := fs.ReadFile(m.project, "go.sum")
	if err := errors.Join(err1, err2); err != nil {
		return err
	}
	project, err := modfile.Parse("go.mod", text, nil)
	if err != nil {
		return err
	}
	if project.Go == nil {
		return errors.New("the project's go.mod has no go directive")
	}
	direct, all := m.required(further)
	var requires []*modfile.Require
	for _, r := range project.Require {
		if all[r.Mod.Path] {
			requires = append(requires, &modfile.Require{Mod: r.Mod, Indirect: !direct[r.Mod.Path]})
		}
	}
	written, err := modfile.Parse("go.mod", fmt.Appendf(nil, "module abacus\n\ngo %s\n", project.Go.Version), nil)
	if err != nil {
		return fmt.Errorf("writing go.mod: %w", err)
	}
	written.SetRequireSeparateIndirect(requires)
	written.SortBlocks()
	m.files["go.mod"], m.files["go.sum"] = string(modfile.Format(written.Syntax)), sumsOf(string(sums), all)
	return nil
}

// required returns the modules that the files and further packages import, and all
// that these depend on.
func (m module) required(further []string) (direct, all map[string]bool) {
	direct, all = map[string]bool{}, map[string]bool{}
	for _, text := range m.files {
		further = append(further, source.Imports(text)...)
	}
	for _, imp := range further {
		if path, _ := moduleOf(imp); path != "" {
			direct[path], all[path] = true, true
		}
		for prefix, list := range beneath {
			for _, path := range list {
				all[path] = all[path] || within(imp, prefix)
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
