// Package static holds what pages load besides themselves: the style sheet,
// the scripts and the maths font.
package static

import (
	"embed"
	"io/fs"
)

//go:embed css js fonts icon.svg
var files embed.FS

// FS returns the static files.
func FS() fs.FS { return files }
