// Package frame makes the document of the iframe in which learners' programs
// run.
//
// The iframe is sandboxed: it has no origin, so it can load nothing from the
// server, and its policy forbids any network. It therefore holds its scripts
// inline. Only the one that runs in the frame itself is a script element, and
// the policy names its hash; Go's wasm_exec.js and the worker's script are
// plain data, of which the frame makes a blob for its workers. Workers
// inherit the policy.
package frame

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"regexp"
	"strings"
)

// Path is the address at which pages expect the document.
const Path = "/run/frame.html"

// Document is the frame's HTML and the Content-Security-Policy it has to be
// served with, in place of the pages' own.
type Document struct {
	HTML   []byte
	Policy string
	Script string // how a policy names its script
}

// closing is what would end a script element early.
var closing = regexp.MustCompile(`(?i)</script|<!--`)

// New makes the document from the static files and the wasm_exec.js of the
// toolchain that compiles the programs: the two have to match.
func New(static fs.FS, glue []byte) (*Document, error) {
	parts := map[string]string{"glue": string(glue)}
	for _, name := range []string{"frame", "worker"} {
		text, err := fs.ReadFile(static, "js/program/run/"+name+".js")
		if err != nil {
			return nil, fmt.Errorf("the runner's frame: %w", err)
		}
		parts[name] = string(text)
	}
	for name, text := range parts {
		if found := closing.FindString(text); found != "" {
			return nil, fmt.Errorf("the runner's frame: the script %s holds %q and cannot be put inline", name, found)
		}
	}
	var b strings.Builder
	b.WriteString("<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>The reader's program</title>\n")
	for _, name := range []string{"glue", "worker"} {
		b.WriteString(`<script type="text/plain" id="` + name + `">` + parts[name] + "</script>\n")
	}
	b.WriteString("<script>" + parts["frame"] + "</script>\n</html>\n")
	sum := sha256.Sum256([]byte(parts["frame"]))
	script := "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
	return &Document{HTML: []byte(b.String()), Policy: policy(script), Script: script}, nil
}

// policy allows the one script, WebAssembly, and workers made of blobs.
// Whoever opens the document outside of an iframe gets a sandbox as well.
func policy(script string) string {
	return "default-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; " +
		"worker-src blob:; script-src " + script + " 'wasm-unsafe-eval'; " +
		"sandbox allow-scripts"
}
