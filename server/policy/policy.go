// Package policy holds the Content-Security-Policies of pages, and puts one into a
// page that is a plain file.
package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"regexp"
	"strings"
)

// Base lets a page load from this server only, and run the server's scripts but no
// inline ones.
const Base = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Compiler is the policy of the script that runs Go's compiler in a page. Only that
// script may compile WebAssembly, and it runs none of a learner's.
const Compiler = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

// Page returns the policy of a page whose style element holds the text style, which
// the policy allows by its hash; "" means that there is no such element.
func Page(style string) string {
	if style == "" {
		return Base
	}
	return strings.Replace(Base, "style-src 'self'", "style-src 'self' "+Hash(style), 1)
}

// Exported is Page for a page that is a plain file. The frame that programs run in
// reaches the page as text, from the cache, and inherits its policy; whatever this one
// allows in addition, the frame's own policy still forbids.
func Exported(style, frameScript string) string {
	return strings.Replace(Page(style), "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval' "+frameScript, 1) +
		"; worker-src 'self' blob:"
}

// Hash returns the source with which a policy allows an inline text.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// headerOnly matches directives that have an effect only in a header.
var headerOnly = regexp.MustCompile(`; (frame-ancestors|sandbox)[^;]*`)

// Meta returns an element that holds a policy, except for what only headers can hold.
func Meta(policy string) template.HTML {
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="` +
		template.HTMLEscapeString(headerOnly.ReplaceAllString(policy, "")) + `">`)
}
