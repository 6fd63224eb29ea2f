// Package content holds the text of the lessons, the data of their SQL cells
// and the help pages.
package content

import (
	"embed"
	"io/fs"
)

//go:embed *.md data help/*.md
var files embed.FS

// FS returns the lessons, <slug>.md and data/<name>.sql, and the help pages,
// help/<page>.md.
func FS() fs.FS { return files }
