package kit

import (
	"path/filepath"

	"abacus/server/build/overlay"
)

// changes make the tools smaller, and the linker quicker. What they make stays
// the same, byte for byte. Their files are named from the toolchain's root.
var changes = []overlay.Change{
	{File: "src/cmd/compile/main.go", To: trim},
	{File: "src/cmd/compile/internal/ssa/config.go", To: trim},
	{File: "src/cmd/link/main.go", To: trim},
	{File: "src/cmd/internal/obj/arm/obj5.go", To: unassemble},
	{File: "src/cmd/internal/obj/arm64/obj7.go", To: unassemble},
	{File: "src/cmd/internal/obj/loong64/obj.go", To: unassemble},
	{File: "src/cmd/internal/obj/mips/obj0.go", To: unassemble},
	{File: "src/cmd/internal/obj/ppc64/obj9.go", To: unassemble},
	{File: "src/cmd/internal/obj/riscv/obj.go", To: unassemble},
	{File: "src/cmd/internal/obj/s390x/objz.go", To: unassemble},
	{File: "src/cmd/internal/obj/x86/obj6.go", To: unassemble},
	// Vector instructions are amd64's.
	{File: "src/cmd/compile/internal/ssagen/intrinsics.go", To: overlay.Replacing("\t\tsimdIntrinsics(addF)\n", "")},
	// All of the output at once, instead of growing bit by bit.
	{File: "src/cmd/link/internal/ld/outbuf.go", To: overlay.Replacing("arch: arch,\n\t}\n}", "arch: arch,\n\t\theap: make([]byte, 0, 12<<20),\n\t}\n}")},
	{File: "src/cmd/link/internal/wasm/asm.go", To: overlay.All(
		// Names are not written with -s: need not be made fit for it.
		overlay.Replacing(`nameRegexp.ReplaceAllString(ldr.SymName(fn), "_")`, "ldr.SymName(fn)"),
		overlay.Replacing("wfn := new(bytes.Buffer)", "wfn := bytes.NewBuffer(make([]byte, 0, ldr.SymSize(fn)+64))"),
	)},
}

// changed writes changed versions of the files of the toolchain at root under
// dir and returns the file that names them to the go command.
func changed(root, dir string) (string, error) {
	var list []overlay.Change
	for _, c := range changes {
		list = append(list, overlay.Change{File: filepath.Join(root, filepath.FromSlash(c.File)), To: c.To})
	}
	return overlay.Write(dir, list)
}
