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
	// The assembler, which makes files of edits.
	Assemble KitFile `json:"assemble"`
	// Go's wasm_exec.js.
	Glue KitFile `json:"glue"`
	// What the assembler has to know: an AssemblerKit.
	Course KitFile `json:"course"`
	// Packages that programs are built on.
	Packs []KitPack `json:"packs"`
	// Names of the packs that a lesson's own cells need, by slug.
	Lessons map[string][]string `json:"lessons"`
}

// KitPack is a number of packages, in two files: an index as JSON, with its
// length before it, then the packages' contents one after the other.
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
	// Its size compressed with brotli; absent until that is done.
	Brotli int64 `json:"brotli,omitempty"`
	// How the file is packed where the host does not unpack it.
	Packed Packing `json:"packed,omitempty"`
}

// Packing is a way in which a file is compressed.
type Packing string

// The packings.
const (
	PackedGzip Packing = "gzip"
)

// NoKit says why there is no kit now: one of its fields.
type NoKit struct {
	// Why there is none yet: ask again later.
	Wait string `json:"wait,omitempty"`
	// Why there is none: asking again does not help.
	Problem string `json:"problem,omitempty"`
}
