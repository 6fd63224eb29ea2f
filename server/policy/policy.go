// Package policy holds the Content-Security-Policies of pages, and the form in
// which a page that is a plain file holds its own.
package policy

import (
	"crypto/sha256"
	"encoding/base64"
	"html/template"
	"regexp"
	"strings"
)

// Base lets a page load from this server and from nowhere else, and run the
// server's scripts and none of its own.
const Base = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Compiler is the policy of the script in which Go's compiler runs in a page. It
// alone may compile WebAssembly, and it runs none of a learner's.
const Compiler = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

// Page is the policy of a page with a style element that holds the text style;
// "" if it has none. The policy allows that element by its hash.
func Page(style string) string {
	if style == "" {
		return Base
	}
	return strings.Replace(Base, "style-src 'self'", "style-src 'self' "+Hash(style), 1)
}

// Exported is Page for a page that is a plain file. The frame that programs run
// in comes to it as a text, by way of the cache, and inherits its policy: what
// this allows, the frame's own still forbids.
func Exported(style, frameScript string) string {
	return strings.Replace(Page(style), "script-src 'self'", "script-src 'self' 'wasm-unsafe-eval' "+frameScript, 1) +
		"; worker-src 'self' blob:"
}

// Hash is how a policy names a text that stands inline in a page.
func Hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// Directives that count only in a header.
var headerOnly = regexp.MustCompile(`; (frame-ancestors|sandbox)[^;]*`)

// Meta returns an element that holds as much of a policy as a page can.
func Meta(policy string) template.HTML {
	return template.HTML(`<meta http-equiv="Content-Security-Policy" content="` +
		template.HTMLEscapeString(headerOnly.ReplaceAllString(policy, "")) + `">`)
}
