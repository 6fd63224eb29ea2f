package wire

// AssemblerQuestion is what the page's worker asks the assembler. Exactly one field
// is set, Deadline aside.
type AssemblerQuestion struct {
	// The kit. This is the first question.
	Kit *AssemblerKit `json:"kit,omitempty"`
	// A program to start building.
	Request *BuildRequest `json:"request,omitempty"`
	// With Request: the compiler's time limit in milliseconds; 10 s if absent.
	Deadline int64 `json:"deadline,omitempty"`
	// The text to format.
	Format *Edit `json:"format,omitempty"`
	// What the compiler printed before it failed.
	Output *string `json:"output,omitempty"`
	// Whether the compiler succeeded.
	Compiled bool `json:"compiled,omitempty"`
	// Whether the linker failed.
	Failed bool `json:"failed,omitempty"`
}

// AssemblerAnswer is what the worker has to do next: nothing if it has Diagnostics
// or a Problem.
type AssemblerAnswer struct {
	// Files to write, by path.
	Files map[string]string `json:"files,omitempty"`
	// Arguments for the compiler. The answer to how it ended may have more.
	Compile []string `json:"compile,omitempty"`
	// The file that the compiler writes, and that later packages and the linker read.
	Archive string `json:"archive,omitempty"`
	// Arguments for the linker.
	Link []string `json:"link,omitempty"`
	// Names of the packs with the packages that the program needs.
	Packs []string `json:"packs,omitempty"`
	// Time limit for compiling, and again for linking, in milliseconds.
	Deadline int64 `json:"deadline,omitempty"`
	// What to say once the deadline has passed.
	TooLong *Diagnostic `json:"tooLong,omitempty"`
	// What is wrong with the edits.
	Diagnostics []Diagnostic `json:"diagnostics,omitempty"`
	// The edits that gofmt changed; diagnostics are about these texts.
	Formatted []Edit `json:"formatted,omitempty"`
	// The formatted text.
	Text string `json:"text,omitempty"`
	// What went wrong on our side.
	Problem string `json:"problem,omitempty"`
}

// AssemblerKit is what the assembler needs to know about the kit.
type AssemblerKit struct {
	// The course.
	Course CourseData `json:"course"`
	// All packages that programs may use.
	Packages []PackedPackage `json:"packages"`
}

// PackedPackage is a package in a pack.
type PackedPackage struct {
	// Import path.
	Path string `json:"path"`
	// Name of its pack.
	Pack string `json:"pack"`
	// Its dependencies, direct and indirect, as indexes into AssemblerKit.Packages.
	Deps []int `json:"deps"`
}

// CourseData is what the assembler needs to know about a course.
type CourseData struct {
	// Packages that may be imported. A name that two of them have means the first.
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
	// Slugs of the lessons that it depends on.
	Lessons []string `json:"lessons,omitempty"`
	// Names that it exports.
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
