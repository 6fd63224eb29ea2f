package build

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"abacus/server/build/source"
)

// Progress of a preparation.
type Progress struct {
	Stage string // what it is doing, in words
	Done  int    // packages that are ready
	Total int
}

// LogStages returns a function that logs each stage of a long preparation once.
func LogStages(log *slog.Logger) func(Progress) {
	stage := ""
	return func(p Progress) {
		if p.Stage != stage {
			stage = p.Stage
			log.Info(p.Stage, "done", p.Done, "total", p.Total)
		}
	}
}

// manifest describes a directory of prepared packages. It is written last.
type manifest struct {
	Packages []pkg `json:"packages"`
}

// pkg is one prepared package, as go list tells and we extend it.
type pkg struct {
	ImportPath string
	Name       string
	Dir        string `json:",omitempty"`
	Export     string // its compiled form; a file name in the manifest
	Sum        string `json:",omitempty"` // SHA-256 of that file
	GoFiles    []string
	Deps       []string `json:",omitempty"` // all its dependencies
	Exported   []string `json:",omitempty"` // names, of the packages learners may import
}

const manifestName = "manifest.json"

// prepare builds the packages of lessons to compile and link against, in a cache
// directory named after their key, unless they exist already. After an
// interruption it resumes from what the go command has in its own cache.
func prepare(ctx context.Context, cfg Config, e *edition, t *toolchain, report func(Progress)) (*prepared, error) {
	root := cfg.CacheDir
	dir := filepath.Join(root, "packages-"+e.preparedKey(t))
	if p, err := load(cfg, e, t, dir); err == nil {
		now := time.Now()
		_ = os.Chtimes(dir, now, now) // in use: sweep spares it
		return p, nil
	}
	// Wait for another process that is preparing the same packages, or replacing
	// unreadable ones: each would compile everything and remove the other's work.
	release, err := Lock(ctx, filepath.Join(root, "lock"))
	if err != nil {
		return nil, err
	}
	defer release()
	if p, err := load(cfg, e, t, dir); err == nil {
		return p, nil
	}
	tmp, err := os.MkdirTemp(root, "preparing-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(tmp)
	if err := fillPackages(ctx, t, tmp, e, report); err != nil {
		return nil, err
	}
	if err := os.RemoveAll(dir); err != nil { // an unreadable one
		return nil, err
	}
	if err := os.Rename(tmp, dir); err != nil && !errors.Is(err, fs.ErrExist) { // another server was faster
		return nil, err
	}
	return load(cfg, e, t, dir)
}

// fillPackages builds everything into dir.
func fillPackages(ctx context.Context, t *toolchain, dir string, e *edition, report func(Progress)) error {
	module := filepath.Join(dir, "module")
	if err := writeModule(module, e.files); err != nil {
		return err
	}
	packages := append(slices.Clone(e.packages), source.ProgramPath)
	flags := []string{
		"-trimpath",
		"-buildvcs=false",
		"-tags=" + tags,
		"-gcflags=all=-dwarf=false",
	} // nobody debugs it
	report(Progress{Stage: "listing packages"})
	list, err := t.list(ctx, module, append(append([]string{"-deps"}, flags...), packages...))
	if err != nil {
		return err
	}
	if err := thinPlot(module, list); err != nil {
		return err
	}
	p := Progress{Stage: "compiling packages", Total: len(list)}
	report(p)
	_, err = t.run(ctx, module, func(string) {
		p.Done = min(p.Done+1, p.Total)
		report(p)
	}, append(append([]string{"build", "-v"}, flags...), packages...)...)
	if err != nil {
		return err
	}
	list, err = t.list(ctx, module, append(append([]string{"-deps", "-export"}, flags...), packages...))
	if err != nil {
		return err
	}
	report(Progress{Stage: "collecting packages", Done: len(list), Total: len(list)})
	return collect(dir, list, packages)
}

// list runs go list.
func (t *toolchain) list(ctx context.Context, dir string, args []string) ([]pkg, error) {
	out, err := t.run(ctx, dir, nil, append([]string{"list", "-json=ImportPath,Name,Dir,Export,GoFiles,Deps"}, args...)...)
	if err != nil {
		return nil, err
	}
	return decodeList(out)
}

// collect copies the compiled packages to dir, because the go command's cache
// expires, and writes the manifest.
func collect(dir string, list []pkg, wanted []string) error {
	importable := map[string]bool{}
	for _, path := range wanted {
		importable[path] = true
	}
	var m manifest
	for i, p := range list {
		if p.Export != "" {
			name := fmt.Sprintf("%03d.a", i)
			if err := linkOrCopy(p.Export, filepath.Join(dir, name)); err != nil {
				return err
			}
			sum, err := fileSum(filepath.Join(dir, name))
			if err != nil {
				return err
			}
			// The go command names cached files after their content.
			if kept, ok := strings.CutSuffix(filepath.Base(p.Export), "-d"); ok && kept != sum {
				return fmt.Errorf("%s is damaged: run go clean -cache to make Go compile it again", p.Export)
			}
			p.Export, p.Sum = name, sum
		}
		if importable[p.ImportPath] {
			exported, err := source.ExportedNames(p.Dir, p.GoFiles)
			if err != nil {
				return err
			}
			p.Exported = exported
		} else {
			p.GoFiles = nil
		}
		p.Dir = ""
		m.Packages = append(m.Packages, p)
	}
	text, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, manifestName), text, 0o644)
}

// linkOrCopy links to to from, or copies it where the file system has no links.
func linkOrCopy(from, to string) error {
	if err := os.Link(from, to); err == nil {
		return nil
	}
	content, err := os.ReadFile(from)
	if err != nil {
		return err
	}
	return os.WriteFile(to, content, 0o644)
}
