// Package frame makes the document of the iframe in which learners' programs run.
//
// The iframe is sandboxed: it has no origin, so it cannot load anything from the
// server, and its policy forbids all network access. Its scripts are therefore
// inline. Only the script that runs in the frame itself is a script element, whose
// hash is in the policy; Go's wasm_exec.js and the worker's script are plain data,
// from which the frame makes a blob for its workers. Workers inherit the policy.
package frame

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"

	"abacus/server/policy"
)

// Path is the address at which pages expect the document.
const Path = "/run/frame.html"

// Document is the frame's HTML and the Content-Security-Policy it has to be
// served with, in place of the pages' own.
type Document struct {
	HTML       []byte
	Standalone []byte // the HTML with the policy in it, for use as a plain file
	Policy     string
	Script     string // how a policy names its script
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
	const head = "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n"
	var b strings.Builder
	b.WriteString("<title>The reader's program</title>\n")
	for _, name := range []string{"glue", "worker"} {
		b.WriteString(`<script type="text/plain" id="` + name + `">` + parts[name] + "</script>\n")
	}
	b.WriteString("<script>" + parts["frame"] + "</script>\n</html>\n")
	d := &Document{HTML: []byte(head + b.String()), Script: policy.Hash(parts["frame"])}
	// It allows the one script, WebAssembly, and workers made from blobs. If the document
	// is opened outside an iframe, it is sandboxed, too.
	d.Policy = "default-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'self'; " +
		"worker-src blob:; script-src " + d.Script + " 'wasm-unsafe-eval'; sandbox allow-scripts"
	d.Standalone = []byte(head + string(policy.Meta(d.Policy)) + "\n" + b.String())
	return d, nil
}
