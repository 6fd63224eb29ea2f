// Package content holds the lessons' texts and the data of their SQL cells.
package content

import (
	"embed"
	"io/fs"
)

//go:embed *.md data
var files embed.FS

// FS returns the lessons: <slug>.md and data/<name>.sql.
func FS() fs.FS { return files }
