package reading

import (
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"abacus/go_test/course"
)

const maxWeight = 150 << 10 // bytes of a lesson before interaction, without fonts

var (
	linked   = regexp.MustCompile(`<(?:link rel="stylesheet" href|script[^>]* src)="([^"]+)"`)
	imported = regexp.MustCompile(`(?:^|[;\n])(?:import|export)\b[^";\n]*\bfrom"(\.[^"]+)"|(?:^|[;\n])import"(\.[^"]+)"`)
)

// The transfer size of a lesson with its style sheets and scripts.
func TestEveryLessonIsLight(t *testing.T) {
	t.Parallel()
	origin := course.URL(t)
	for _, path := range course.LessonPaths() {
		t.Run(name(path), func(t *testing.T) {
			body, pageBytes := fetch(t, origin+path)
			total, seen := pageBytes, map[string]bool{}
			var add func(address string)
			add = func(address string) {
				if seen[address] {
					return
				}
				seen[address] = true
				body, n := fetch(t, address)
				total += n
				for _, m := range imported.FindAllStringSubmatch(body, -1) {
					add(resolve(t, address, m[1]+m[2]))
				}
			}
			for _, m := range linked.FindAllStringSubmatch(body, -1) {
				add(resolve(t, origin+path, m[1]))
			}
			if len(seen) < 10 {
				t.Fatalf("only %d style sheets and scripts were found", len(seen))
			}
			t.Logf("%.1f KB, of which the page is %.1f", float64(total)/1024, float64(pageBytes)/1024)
			if total > maxWeight {
				t.Errorf("the page weighs %.1f KB, at most %d are allowed; its HTML alone is %.1f",
					float64(total)/1024, maxWeight>>10, float64(pageBytes)/1024)
			}
		})
	}
}

func resolve(t *testing.T, base, ref string) string {
	t.Helper()
	u, err := url.Parse(base)
	if err != nil {
		t.Fatal(err)
	}
	if u, err = u.Parse(ref); err != nil {
		t.Fatal(err)
	}
	return u.String()
}

// fetch returns the content at an address and the number of bytes that a browser
// transfers for it.
func fetch(t *testing.T, address string) (body string, transferred int) {
	t.Helper()
	for _, encoding := range []string{"identity", "br"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		raw, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			t.Fatalf("%s: %s (%v)", address, response.Status, err)
		}
		transferred = len(raw)
		if encoding == "identity" {
			body = string(raw)
		} else if got := response.Header.Get("Content-Encoding"); got != "br" &&
			len(raw) > 1024 && !strings.Contains(address, ".woff2") {
			t.Errorf("%s is not compressed", address)
		}
	}
	return body, transferred
}
