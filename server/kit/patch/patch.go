// Package patch builds Go's own compiler and linker with a few changes that make
// them smaller and quicker in a browser. What they make stays the same, byte for
// byte (go_test/toolchain proves it on every lesson).
package patch

import (
	"log/slog"
	"path/filepath"

	"abacus/server/build/overlay"
)

// patch is a change of several files, and what it is good for.
type patch struct {
	name  string
	files []overlay.Change // named from the toolchain's root
}

// patches stay as long as what they save is worth their lines. The figures are
// those of go1.26.8. Sizes come from
//
//	go test -run - -bench Sizes -benchtime 1x ./server/kit/patch
//
// and say what a tool would be without this one patch, while the others stay; with
// all of them the compiler is 28.9 MB (6.4 with gzip), the linker 9.7 MB (2.6).
// Times are the processor's while the linker links cmd/link under Node, medians
// of five.
var patches = []patch{
	{
		// Compiler 47.0 MB (9.2 with gzip), linker 10.8 MB (2.9).
		name: "other machines",
		files: []overlay.Change{
			{File: "src/cmd/compile/main.go", To: trim},
			{File: "src/cmd/compile/internal/ssa/config.go", To: trim},
			{File: "src/cmd/link/main.go", To: trim},
		},
	},
	{
		// Compiler 31.8 MB (7.1 with gzip).
		name: "other machines' assemblers",
		files: []overlay.Change{
			{File: "src/cmd/internal/obj/arm/obj5.go", To: unassemble},
			{File: "src/cmd/internal/obj/arm64/obj7.go", To: unassemble},
			{File: "src/cmd/internal/obj/loong64/obj.go", To: unassemble},
			{File: "src/cmd/internal/obj/mips/obj0.go", To: unassemble},
			{File: "src/cmd/internal/obj/ppc64/obj9.go", To: unassemble},
			{File: "src/cmd/internal/obj/riscv/obj.go", To: unassemble},
			{File: "src/cmd/internal/obj/s390x/objz.go", To: unassemble},
			{File: "src/cmd/internal/obj/x86/obj6.go", To: unassemble},
		},
	},
	{
		// Compiler 31.6 MB (6.6 with gzip).
		name: "vector instructions, which are amd64's",
		files: []overlay.Change{
			{File: "src/cmd/compile/internal/ssagen/intrinsics.go", To: overlay.Replacing("\t\tsimdIntrinsics(addF)\n", "")},
		},
	},
	{
		// 3.64 s without it, 3.26 s with it.
		name: "room for all of the linker's output at once",
		files: []overlay.Change{
			{File: "src/cmd/link/internal/ld/outbuf.go", To: overlay.Replacing(
				"arch: arch,\n\t}\n}", "arch: arch,\n\t\theap: make([]byte, 0, 12<<20),\n\t}\n}")},
		},
	},
	{
		// 3.64 s without it, 3.26 s with it; linker 9.8 MB without it.
		name: "functions without names, in a buffer of their size",
		files: []overlay.Change{
			{File: "src/cmd/link/internal/wasm/asm.go", To: overlay.All(
				// Names are not written with -s: need not be made fit for it.
				overlay.Replacing(`nameRegexp.ReplaceAllString(ldr.SymName(fn), "_")`, "ldr.SymName(fn)"),
				overlay.Replacing("wfn := new(bytes.Buffer)", "wfn := bytes.NewBuffer(make([]byte, 0, ldr.SymSize(fn)+64))"),
			)},
		},
	},
}

// changes returns the changes of all patches to a toolchain's files.
func changes(root string, patches []patch) (list []overlay.Change) {
	for _, p := range patches {
		for _, c := range p.files {
			list = append(list, overlay.Change{File: filepath.Join(root, filepath.FromSlash(c.File)), To: c.To})
		}
	}
	return list
}

// Build builds a tool of the toolchain at root, which go builds with the
// arguments of go build. Changed files are laid in dir. Where another release of
// Go looks different, it is built as it is, and the log says so.
func Build(root, dir string, log *slog.Logger, goBuild func(args ...string) error) error {
	return build(root, dir, patches, log, goBuild)
}

func build(root, dir string, patches []patch, log *slog.Logger, goBuild func(args ...string) error) error {
	file, misfits, err := overlay.Write(dir, changes(root, patches))
	if err != nil {
		return err
	}
	for _, misfit := range misfits {
		log.Warn("a file of Go's tools is not patched: it does not look as expected", "error", misfit)
	}
	patched := goBuild("-overlay", file)
	if patched == nil {
		return nil
	}
	// Perhaps because of a patch. Whatever else it was comes again.
	if err := goBuild(); err != nil {
		return err
	}
	log.Warn("Go's tools are not patched: they do not compile with the patches", "error", patched)
	return nil
}
