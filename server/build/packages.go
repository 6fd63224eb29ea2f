package build

import "abacus/server/build/source"

// tags are the build tags for the packages of lessons: minimal drops the backends
// of gonum/plot that nothing here uses.
const tags = "minimal"

// library lists the packages that lessons and learners may import, besides
// the lessons' own. Of two with the same name, the first takes precedence.
//
// Programs run in a browser without network or files, so net and similar
// packages would be useless; unsafe, syscall and embed are excluded entirely.
func library() []string {
	return []string{
		"bufio", "bytes", "cmp", "container/heap", "container/list", "container/ring", "context",
		"encoding/base64", "encoding/binary", "encoding/csv", "encoding/hex", "encoding/json",
		"errors", "fmt", "hash/crc32", "hash/fnv", "hash/maphash", "html",
		"image", "image/color", "image/png", "io", "iter", "log", "maps",
		"math", "math/big", "math/bits", "math/cmplx", "math/rand/v2", "math/rand",
		"os", "reflect", "regexp", "runtime", "slices", "sort", "strconv", "strings", "sync", "sync/atomic",
		"text/tabwriter", "text/template", "time", "unicode", "unicode/utf16", "unicode/utf8",

		"gonum.org/v1/gonum/blas/blas64", "gonum.org/v1/gonum/diff/fd", "gonum.org/v1/gonum/dsp/fourier",
		"gonum.org/v1/gonum/floats", "gonum.org/v1/gonum/floats/scalar",
		"gonum.org/v1/gonum/integrate", "gonum.org/v1/gonum/integrate/quad", "gonum.org/v1/gonum/interp",
		"gonum.org/v1/gonum/mat", "gonum.org/v1/gonum/optimize",
		"gonum.org/v1/gonum/spatial/kdtree", "gonum.org/v1/gonum/spatial/r2", "gonum.org/v1/gonum/spatial/r3",
		"gonum.org/v1/gonum/stat", "gonum.org/v1/gonum/stat/combin", "gonum.org/v1/gonum/stat/distmv",
		"gonum.org/v1/gonum/stat/distuv", "gonum.org/v1/gonum/stat/sampleuv",

		"gonum.org/v1/plot", "gonum.org/v1/plot/plotter", "gonum.org/v1/plot/plotutil",
		"gonum.org/v1/plot/vg", "gonum.org/v1/plot/vg/draw", "gonum.org/v1/plot/font", "gonum.org/v1/plot/text",
		"gonum.org/v1/plot/palette", "gonum.org/v1/plot/palette/moreland",
	}
}

// ours lists what lessons share, and the lessons themselves.
func ours(slugs []string) []string {
	list := []string{
		source.NotebookPath, source.NotebookPath + "/exercise", source.NotebookPath + "/figure",
		source.NotebookPath + "/diagram", source.NotebookPath + "/palette", source.NotebookPath + "/show",
		source.NotebookPath + "/show/plots",
		source.LessonsPath + "dataset",
	}
	for _, slug := range slugs {
		list = append(list, source.LessonsPath+slug)
	}
	return list
}
