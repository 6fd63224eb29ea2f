package kit

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"

	"abacus/server/build"
	"abacus/server/build/source"
	"abacus/server/kit/patch"
)

// assemblerPath is the package that runs in the page beside Go's own tools.
const assemblerPath = "./server/build/assembler"

// assemble makes all files of the kit, compressed quickly.
func (k *Kit) assemble(ctx context.Context, p *build.Prepared, tell func(build.Progress)) error {
	tmp, err := os.MkdirTemp(k.dir, "making-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	m := &Manifest{Version: p.Version}
	for _, tool := range []struct {
		to   *File
		name string
		path string
	}{
		{&m.Link, "link.wasm", "cmd/link"},
		{&m.Compile, "compile.wasm", "cmd/compile"},
		{&m.Assemble, "assemble.wasm", assemblerPath},
	} {
		if *tool.to, err = k.tool(ctx, p, tmp, tool.name, tool.path, tell); err != nil {
			return err
		}
	}
	glue, err := p.Support()
	if err != nil {
		return err
	}
	if m.Glue, err = k.add("wasm_exec.js", glue); err != nil {
		return err
	}
	tell(build.Progress{Stage: "packing packages"})
	var course source.Kit
	if m.Packs, course, err = k.packages(p); err != nil {
		return err
	}
	m.Lessons = needs(course)
	text, err := json.Marshal(course)
	if err != nil {
		return err
	}
	if m.Course, err = k.add("course.json", text); err != nil {
		return err
	}
	return k.save(k.manifestPath(p.Edition, p.Key), m)
}

// tool compiles one of the tools. What the go command compiled before an
// interruption is in its own cache.
func (k *Kit) tool(
	ctx context.Context, p *build.Prepared, tmp, name, path string, tell func(build.Progress),
) (File, error) {
	if _, err := os.Stat(filepath.Join(p.Root, "src", "cmd", "compile", "main.go")); err != nil {
		return File{}, ErrNoSources
	}
	progress := build.Progress{Stage: "compiling " + path}
	tell(progress)
	output := filepath.Join(tmp, name)
	args := []string{"build", "-v", "-trimpath", "-buildvcs=false", "-pgo=off", "-ldflags=-s -w", "-o", output}
	err := patch.Build(p.Root, tmp, k.log, func(flags ...string) error {
		return p.Go(ctx, func(string) {
			progress.Done++
			tell(progress)
		}, slices.Concat(args, flags, []string{path})...)
	})
	if err != nil {
		return File{}, err
	}
	content, err := os.ReadFile(output)
	if err != nil {
		return File{}, err
	}
	tell(build.Progress{Stage: "packing " + path})
	return k.add(name, content)
}
