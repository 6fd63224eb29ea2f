package policy

import (
	"strings"
	"testing"
)

func TestWhatAPageCanHoldOfAPolicy(t *testing.T) {
	got := string(Meta("default-src 'none'; frame-ancestors 'self'; script-src 'self'; sandbox allow-scripts"))
	want := `<meta http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;; script-src &#39;self&#39;">`
	if got != want {
		t.Errorf("the page holds %s, want %s", got, want)
	}
}

func TestAStyleElementIsAllowedByItsHash(t *testing.T) {
	const style = ".x{color:red}" // its hash is what openssl dgst -sha256 -binary | base64 says
	if Page("") != Base {
		t.Errorf("a page without style has the policy %q", Page(""))
	}
	if got := Page(style); !strings.Contains(
		got,
		"style-src 'self' 'sha256-6tnv1NgzCZ8YpDqzqUegq54ruKoFBTNP/3/q4O3rLy4='",
	) ||
		strings.Contains(got, "unsafe") {
		t.Errorf("a page with style has the policy %q", got)
	}
	if got := Exported(style, "'sha256-frame'"); !strings.Contains(got, "'wasm-unsafe-eval' 'sha256-frame'") ||
		!strings.Contains(got, "'sha256-6tnv1NgzCZ8YpDqzqUegq54ruKoFBTNP/3/q4O3rLy4='") {
		t.Errorf("an exported page has the policy %q", got)
	}
}
