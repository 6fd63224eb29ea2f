// Package patch builds Go's own compiler and linker with a few changes that make
// them smaller and faster in a browser. Their output stays the same, byte for
// byte (go_test/toolchain proves it on every lesson).
package patch

import "log/slog"

// patch rewrites some files of the toolchain, all in the same way.
type patch struct {
	name    string
	rewrite func(text []byte) ([]byte, error)
	files   []string // relative to the toolchain's root
}

// patches stay as long as what they save is worth their lines. The figures are for
// go1.26.8. The sizes come from
//
//	go test -run - -bench Sizes -benchtime 1x ./server/kit/patch
//
// and are those of a tool without this one patch but with all others; with all
// of them the compiler is 28.9 MB (6.4 with gzip), the linker 9.7 MB (2.6).
// Times are processor time while the linker links cmd/link under Node, medians
// of five.
var patches = []patch{
	{
		// Compiler 47.0 MB (9.2 with gzip), linker 10.8 MB (2.9).
		name:    "other machines",
		rewrite: trim,
		files: []string{
			"src/cmd/compile/main.go", "src/cmd/compile/internal/ssa/config.go", "src/cmd/link/main.go",
		},
	},
	{
		// Compiler 31.8 MB (7.1 with gzip).
		name:    "other machines' assemblers",
		rewrite: unassemble,
		files: []string{
			"src/cmd/internal/obj/arm/obj5.go", "src/cmd/internal/obj/arm64/obj7.go",
			"src/cmd/internal/obj/loong64/obj.go", "src/cmd/internal/obj/mips/obj0.go",
			"src/cmd/internal/obj/ppc64/obj9.go", "src/cmd/internal/obj/riscv/obj.go",
			"src/cmd/internal/obj/s390x/objz.go", "src/cmd/internal/obj/x86/obj6.go",
		},
	},
	{
		// Compiler 31.6 MB (6.6 with gzip).
		name:    "vector instructions, which only amd64 has",
		rewrite: replacing("\t\tsimdIntrinsics(addF)\n", ""),
		files:   []string{"src/cmd/compile/internal/ssagen/intrinsics.go"},
	},
	{
		// 3.64 s without it, 3.26 s with it.
		name:    "allocating all of the linker's output at once",
		rewrite: replacing("arch: arch,\n\t}\n}", "arch: arch,\n\t\theap: make([]byte, 0, 12<<20),\n\t}\n}"),
		files:   []string{"src/cmd/link/internal/ld/outbuf.go"},
	},
	{
		// 3.64 s without it, 3.26 s with it; linker 9.8 MB without it.
		name: "functions without names, in a buffer of their size",
		rewrite: replacing(
			// -s leaves names out, so they need not be cleaned.
			`nameRegexp.ReplaceAllString(ldr.SymName(fn), "_")`, "ldr.SymName(fn)",
			"wfn := new(bytes.Buffer)", "wfn := bytes.NewBuffer(make([]byte, 0, ldr.SymSize(fn)+64))",
		),
		files: []string{"src/cmd/link/internal/wasm/asm.go"},
	},
}

// Build builds a tool of the toolchain at root by calling goBuild with arguments
// for go build. It writes the changed files to dir. Files of another Go release
// that a patch does not fit are built unpatched, and the log says so.
func Build(root, dir string, log *slog.Logger, goBuild func(args ...string) error) error {
	return build(root, dir, patches, log, goBuild)
}

func build(root, dir string, patches []patch, log *slog.Logger, goBuild func(args ...string) error) error {
	file, misfits, err := writeOverlay(root, dir, patches)
	if err != nil {
		return err
	}
	for _, misfit := range misfits {
		log.Warn("building a file of Go's tools unpatched: it does not look as expected", "error", misfit)
	}
	patched := goBuild("-overlay", file)
	if patched == nil {
		return nil
	}
	// A patch may be the cause; any other cause makes this build fail as well.
	if err := goBuild(); err != nil {
		return err
	}
	log.Warn("building Go's tools unpatched: they do not compile with the patches", "error", patched)
	return nil
}
