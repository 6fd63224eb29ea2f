package build

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	plotModule = "gonum.org/v1/plot"
	fontsPath  = plotModule + "/font/liberation" // the package with its fonts
	plotCopy   = "plot"                          // the directory of its copy, in the module that programs are built in
)

// otherFonts matches the code that adds a font that is not upright, and its
// import. There are nine of them, and one import that only they use.
var otherFonts = regexp.MustCompile(`(?m)^\s+addColl\([^()]*, \w+(bold|italic)\.TTF\)\n` +
	`|^\s+"codeberg\.org/go-fonts/liberation/\w+(bold|italic)"\n|^\s+stdfnt ".*"\n`)

const otherFontMatches = 9 + 9 + 1

// thinPlot puts a copy of gonum/plot into a module, which is then built with the
// copy. list is what the module is built from. A gonum/plot that does not look as
// expected is built unchanged.
//
// The copy has the three upright fonts of the twelve: serif, sans and mono. With all
// of them a program with a figure is larger by half, and every program is sent to a
// browser. Text is drawn with the browser's fonts; these only measure it. gonum/plot
// falls back to the upright font to measure bold and italic text.
func thinPlot(module string, list []Archive) error {
	files, thin := map[string][]byte{}, false
	for _, p := range list {
		under, ok := strings.CutPrefix(p.ImportPath, plotModule)
		if !ok {
			continue
		}
		names := p.GoFiles
		if under == "" {
			names = append(slices.Clone(names), "go.mod")
		}
		for _, name := range names {
			text, err := os.ReadFile(filepath.Join(p.Dir, name))
			if err != nil {
				return nil // if the go command needs the file, it will say so
			}
			if p.ImportPath == fontsPath && len(otherFonts.FindAll(text, -1)) == otherFontMatches {
				text, thin = otherFonts.ReplaceAll(text, nil), true
			}
			files[path.Join(plotCopy, under, name)] = text
		}
	}
	if !thin {
		return nil
	}
	mod, err := os.ReadFile(filepath.Join(module, "go.mod"))
	if err != nil {
		return err
	}
	files["go.mod"] = fmt.Appendf(mod, "\nreplace %s => ./%s\n", plotModule, plotCopy)
	return WriteGo(module, files)
}
