package config

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strconv"
	"strings"
)

// CondaFile writes the environment as the file that conda reads. JSON strings
// are valid YAML, so quoting them as such keeps any package name in one piece.
func (e Environment) CondaFile() string {
	var b strings.Builder
	fmt.Fprintf(&b, "name: %s\nchannels:\n  - conda-forge\ndependencies:\n", strconv.Quote(e.Name))
	for _, p := range e.CondaDependencies {
		fmt.Fprintf(&b, "  - %s\n", strconv.Quote(p))
	}
	if len(e.PipDependencies) > 0 {
		b.WriteString("  - \"pip\"\n  - pip:\n")
		for _, p := range e.PipDependencies {
			fmt.Fprintf(&b, "      - %s\n", strconv.Quote(p))
		}
	}
	return b.String()
}

// Version is a name derived from the content of the environment: the same
// packages on the same image have the same version, so nothing is registered
// twice.
func (e Environment) Version() string {
	sum := sha256.Sum256([]byte(e.BaseImage + "\n" + e.CondaFile()))
	return hex.EncodeToString(sum[:6])
}
