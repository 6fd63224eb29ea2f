package build

import (
	"bytes"
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

	"abacus/server/build/source"
)

// Progress says how far a preparation is.
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

// prepare builds the packages of lessons to compile and link against, in a cache
// directory named after their key, unless they exist already. After an
// interruption it resumes from what the go command has in its own cache.
func prepare(ctx context.Context, cfg Config, e *edition, t *Toolchain, report func(Progress)) (*Prepared, error) {
	root := cfg.CacheDir
	dir := filepath.Join(root, "packages-"+keyOf(e.key, t.Version, t.Root))
	// Two processes at once would both compile everything, and remove each other's work.
	return Once(ctx, filepath.Join(root, "lock"), func() (*Prepared, error) { return load(cfg, e, t, dir) }, func() error {
		tmp, err := os.MkdirTemp(root, "preparing-")
		if err != nil {
			return err
		}
		defer os.RemoveAll(tmp)
		if err := fillPackages(ctx, t, tmp, e, report); err != nil {
			return err
		}
		if err := os.RemoveAll(dir); err != nil { // an unreadable one
			return err
		}
		if err := os.Rename(tmp, dir); err != nil && !errors.Is(err, fs.ErrExist) { // another server was faster
			return err
		}
		return nil
	})
}

// Once returns what load returns. If load fails, Once calls make first. Of all
// processes that share the lock file at path, one at a time does so, while the others
// wait to load what it made.
func Once[T any](ctx context.Context, path string, load func() (T, error), make func() error) (v T, err error) {
	if v, err = load(); err == nil {
		return v, nil
	}
	release, err := lock(ctx, path)
	if err != nil {
		return v, err
	}
	defer release()
	if v, err = load(); err == nil {
		return v, nil
	}
	if err := make(); err != nil {
		return v, err
	}
	return load()
}

// fillPackages builds everything into dir.
func fillPackages(ctx context.Context, t *Toolchain, dir string, e *edition, report func(Progress)) error {
	module := filepath.Join(dir, moduleDir)
	if err := WriteGo(module, e.files); err != nil {
		return err
	}
	packages := append(slices.Clone(e.packages), source.ProgramPath)
	// Nobody debugs a program, so DWARF is left out.
	args := append([]string{"-trimpath", "-buildvcs=false", "-tags=" + tags, "-gcflags=all=-dwarf=false"}, packages...)
	report(Progress{Stage: "listing packages"})
	list, err := t.list(ctx, module, args)
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
	}, append([]string{"build", "-v"}, args...)...)
	if err != nil {
		return err
	}
	list, err = t.list(ctx, module, append([]string{"-export"}, args...))
	if err != nil {
		return err
	}
	report(Progress{Stage: "collecting packages", Done: len(list), Total: len(list)})
	return collect(dir, list, packages)
}

// list runs go list on packages and all that they are built on.
func (t *Toolchain) list(ctx context.Context, dir string, args []string) (list []Archive, err error) {
	args = append([]string{"list", "-deps", "-json=ImportPath,Name,Dir,Export,GoFiles,Deps"}, args...)
	out, err := t.run(ctx, dir, nil, args...)
	if err != nil {
		return nil, err
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var a Archive
		if err := dec.Decode(&a); err != nil {
			return nil, fmt.Errorf("reading go list: %w", err)
		}
		list = append(list, a)
	}
	return list, nil
}

// collect copies the compiled packages to dir, because the go command's cache
// expires, and writes the manifest. It drops package unsafe, which has no compiled form.
func collect(dir string, list []Archive, importable []string) error {
	list = slices.DeleteFunc(list, func(a Archive) bool { return a.Export == "" })
	for i := range list {
		a := &list[i]
		name := fmt.Sprintf("%03d.a", i)
		if err := linkOrCopy(a.Export, filepath.Join(dir, name)); err != nil {
			return err
		}
		sum, err := fileSum(filepath.Join(dir, name))
		if err != nil {
			return err
		}
		// The go command names cached files after their content.
		if kept, ok := strings.CutSuffix(filepath.Base(a.Export), "-d"); ok && kept != sum {
			return fmt.Errorf("%s is damaged: run go clean -cache to make Go compile it again", a.Export)
		}
		a.Export, a.Sum = name, sum
		if slices.Contains(importable, a.ImportPath) {
			if a.Exported, err = source.ExportedNames(a.Dir, a.GoFiles); err != nil {
				return err
			}
		} else {
			a.GoFiles = nil
		}
		a.Dir = ""
		a.Deps = slices.DeleteFunc(a.Deps, func(path string) bool { return path == "unsafe" })
	}
	text, err := json.Marshal(list)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, manifestName), text, 0o644)
}

// linkOrCopy makes to a hard link to from, or a copy if that is impossible.
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
