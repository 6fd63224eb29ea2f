package wire

// KitManifest lists the files of a kit: Go's compiler for browsers. Pages read
// it first, from the server or from an exported site.
type KitManifest struct {
	// Version of the toolchain.
	Version string `json:"version"`
	// The compiler, cmd/compile.
	Compile KitFile `json:"compile"`
	// The linker, cmd/link.
	Link KitFile `json:"link"`
	// The assembler, which turns edits into files.
	Assemble KitFile `json:"assemble"`
	// Go's wasm_exec.js.
	Glue KitFile `json:"glue"`
	// What the assembler needs to know: an AssemblerKit.
	Course KitFile `json:"course"`
	// Packages that programs import.
	Packs []KitPack `json:"packs"`
	// Names of the packs that a lesson's own cells need, by slug.
	Lessons map[string][]string `json:"lessons"`
}

// KitPack is a group of packages, in two files. Each holds the length of its index,
// the index as JSON, and the contents of the packages, one after the other.
type KitPack struct {
	// Its name.
	Name string `json:"name"`
	// Export data, for the compiler.
	Export KitFile `json:"export"`
	// Object code, for the linker.
	Link KitFile `json:"link"`
}

// KitFile is a file of the kit. Its name holds a hash of its content.
type KitFile struct {
	// Its name.
	Name string `json:"name"`
	// Its size in bytes.
	Size int64 `json:"size"`
	// Its size compressed with gzip.
	Gzip int64 `json:"gzip"`
	// Its size compressed with brotli; absent until it has been compressed.
	Brotli int64 `json:"brotli,omitempty"`
	// How the file is compressed if the host does not decompress it.
	Packed Packing `json:"packed,omitempty"`
}

// Packing is a way in which a file is compressed.
type Packing string

// The ways to compress a file.
const (
	PackedGzip Packing = "gzip"
)

// NoKit says why there is no kit now. One field is set.
type NoKit struct {
	// Why there is none yet: ask again later.
	Wait string `json:"wait,omitempty"`
	// Why there is none: asking again does not help.
	Problem string `json:"problem,omitempty"`
}
