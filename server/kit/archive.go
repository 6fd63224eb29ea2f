package kit

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Go's archives have the form of ar: a line, then members, each with a header of
// fixed width and padded to an even size.
const (
	archiveStart = "!<arch>\n"
	memberHeader = 60
	memberEnd    = "`\n"
	exportMember = "__.PKGDEF" // comes first
)

// split parts a compiled package into its export data and the rest, its object
// code. Both are archives.
func split(path string) (export, object []byte, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	const end = len(archiveStart) + memberHeader
	if len(text) < end || !bytes.HasPrefix(text, []byte(archiveStart+exportMember)) ||
		string(text[end-2:end]) != memberEnd {
		return nil, nil, fmt.Errorf("%s is not the archive of a package", path)
	}
	size, err := strconv.Atoi(strings.TrimSpace(string(text[end-12 : end-2])))
	size += end + size&1
	if err != nil || size < end || size > len(text) {
		return nil, nil, fmt.Errorf("%s: the export data has a bad size", path)
	}
	return text[:size], append([]byte(archiveStart), text[size:]...), nil
}
