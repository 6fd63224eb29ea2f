package kit

import (
	"bytes"
	"fmt"
	"os"
	"strconv"
	"strings"
)

// Go's archives have the form of ar: a line, then members, each with a header
// of fixed width.
const (
	archiveStart = "!<arch>\n"
	memberHeader = 60
	memberEnd    = "`\n"
	exportMember = "__.PKGDEF"
)

// split parts a compiled package into its export data and the rest, its object
// code. Both are archives.
func split(path string) (export, object []byte, err error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, err
	}
	rest, ok := bytes.CutPrefix(text, []byte(archiveStart))
	if !ok {
		return nil, nil, fmt.Errorf("%s is not an archive", path)
	}
	export, object = []byte(archiveStart), []byte(archiveStart)
	for len(rest) > 0 {
		name, size, err := member(rest)
		if err != nil {
			return nil, nil, fmt.Errorf("%s: %w", path, err)
		}
		if name == exportMember {
			export = append(export, rest[:size]...)
		} else {
			object = append(object, rest[:size]...)
		}
		rest = rest[size:]
	}
	return export, object, nil
}

// member reads the header of the first member of text, and returns the
// member's size with header and padding.
func member(text []byte) (name string, size int, err error) {
	if len(text) < memberHeader || string(text[memberHeader-2:memberHeader]) != memberEnd {
		return "", 0, fmt.Errorf("an archive's member has a bad header")
	}
	length, err := strconv.Atoi(strings.TrimSpace(string(text[48:58])))
	if err != nil || length < 0 || memberHeader+length > len(text) {
		return "", 0, fmt.Errorf("an archive's member has a bad size")
	}
	size = memberHeader + length
	size += size & 1 & (len(text) - size) // padded to even, where more follows
	return strings.TrimSpace(string(text[:16])), size, nil
}
