package server

import (
	"net/http"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
)

var describedAddress = regexp.MustCompile(`(?m)^//\t(GET|POST) +([^\s?]+)`)

// TestDescribedAddresses compares the addresses that package wire describes
// with those that there are. Of those that scripts ask with POST it describes
// all.
func TestDescribedAddresses(t *testing.T) {
	text, err := os.ReadFile("wire/doc.go")
	if err != nil {
		t.Fatal(err)
	}
	described := map[string]bool{}
	for _, m := range describedAddress.FindAllStringSubmatch(string(text), -1) {
		described[m[1]+" "+m[2]] = true
	}
	routes := map[string]bool{}
	note := func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		routes[method+" "+route] = true
		return nil
	}
	if err := chi.Walk(newClassStage(t, func(*Config) {}).routes().(chi.Routes), note); err != nil {
		t.Fatal(err)
	}
	for address := range described {
		if ofCheck := strings.Contains(address, " /check/"); !ofCheck &&
			!routes[address] { // package check has a test of its own
			t.Errorf("package wire describes %s, which there is not", address)
		}
	}
	forms := map[string]bool{"POST /teacher/enter": true} // of pages without scripts
	for address := range routes {
		if strings.HasPrefix(address, "POST") && !described[address] && !forms[address] {
			t.Errorf("package wire does not describe %s", address)
		}
	}
}
