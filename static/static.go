// Package static holds what pages load besides themselves: the style sheet,
// the scripts, the editor's bundle and the maths font.
package static

import (
	"embed"
	"io/fs"
)

//go:generate go run ./third_party/bundle

//go:embed css js fonts third_party icon.svg
var files embed.FS

// FS returns the static files.
func FS() fs.FS { return files }
