package wire

// AssemblerQuestion is what the page's worker asks the assembler: one of its
// fields, Deadline aside.
type AssemblerQuestion struct {
	// The kit, before anything else.
	Kit *AssemblerKit `json:"kit,omitempty"`
	// A program to begin.
	Request *BuildRequest `json:"request,omitempty"`
	// With Request: how long the compiler may take, in milliseconds; 10 s when absent.
	Deadline int64 `json:"deadline,omitempty"`
	// A text to format.
	Format *Edit `json:"format,omitempty"`
	// What a compiler that failed has printed.
	Output *string `json:"output,omitempty"`
	// The compiler has succeeded.
	Compiled bool `json:"compiled,omitempty"`
	// The linker has failed.
	Failed bool `json:"failed,omitempty"`
}

// AssemblerAnswer is what the worker has to do next. With Diagnostics or
// Problem that is nothing.
type AssemblerAnswer struct {
	// Files to write, by path.
	Files map[string]string `json:"files,omitempty"`
	// Arguments of the compiler.
	Compile []string `json:"compile,omitempty"`
	// Arguments of the linker.
	Link []string `json:"link,omitempty"`
	// Names of the packs that hold what the program is built on.
	Packs []string `json:"packs,omitempty"`
	// How long compiling, and linking, may take, in milliseconds.
	Deadline int64 `json:"deadline,omitempty"`
	// What to say once the deadline has passed.
	TooLong *Diagnostic `json:"tooLong,omitempty"`
	// What is wrong with the edits.
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
	// The edits that gofmt changed; diagnostics are about these texts.
	Formatted []Edit `json:"formatted,omitempty"`
	// The text that was to be formatted.
	Text string `json:"text,omitempty"`
	// A fault of the page or of ours.
	Problem string `json:"problem,omitempty"`
}

// AssemblerKit is what assembling has to know where packages come in packs.
type AssemblerKit struct {
	// The course.
	Course CourseData `json:"course"`
	// All packages that programs may hold.
	Packages []PackedPackage `json:"packages"`
}

// PackedPackage is a package that lies in a pack.
type PackedPackage struct {
	// Import path.
	Path string `json:"path"`
	// Name of its pack.
	Pack string `json:"pack"`
	// All packages that it is built on, as places in AssemblerKit.Packages.
	Deps []int `json:"deps"`
}

// CourseData is what assembling has to know of a course.
type CourseData struct {
	// Packages that may be imported; of two with the same name, the first is meant.
	Packages []ImportablePackage `json:"packages"`
	// The lessons.
	Lessons []LessonSource `json:"lessons"`
}

// ImportablePackage is a package that learners may import.
type ImportablePackage struct {
	// Import path.
	Path string `json:"path"`
	// Package name.
	Name string `json:"name"`
	// Slugs of the lessons that it is built on.
	Lessons []string `json:"lessons,omitempty"`
	// Names that it declares for others.
	Exported []string `json:"exported"`
}

// LessonSource is the source of a lesson's package.
type LessonSource struct {
	// Slug of the lesson.
	Slug string `json:"slug"`
	// Its Go files.
	Files []SourceFile `json:"files"`
	// Its sub-packages: shown, never edited.
	Subs []string `json:"subs,omitempty"`
}

// SourceFile is a Go file.
type SourceFile struct {
	// Its name within the package.
	Name string `json:"name"`
	// Its content.
	Text string `json:"text"`
}
