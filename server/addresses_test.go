package server

import (
	"fmt"
	"net/http"
	"os"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"

	"abacus/server/build"
)

// addressed are the paths of which testdata/addresses.txt has the answers, one
// at least for each route.
const addressed = `/ /none /lessons /lessons/gini /lessons/none /lessons/gini?Nope=1
/lessons/gini/cells/GuessLabel /lessons/gini/cells/None /lessons/none/cells/None
/lessons/joins/sql /lessons/none/sql /lessons/joins/sql/0 /lessons/joins/sql/0?part
/lessons/joins/sql/999 /lessons/joins/sql/x /lessons/none/sql/0
/lessons/gini/build /lessons/none/build /lessons/gini/ahead /lessons/gini/format /lessons/none/format
/builder /lessons/gini/download/gini.zip /lessons/gini/download/gini.ipynb /lessons/gini/download/x.zip
/lessons/notebook/download/notebook.zip
/programs/none /run/frame.html /kit/manifest.json /kit/none.wasm
/notebook /search /search?q=gini&part /lab/rollout?rate=0 /lab/rollout?rate=x
/static/none/js/main.js /static/none/none.js
/help /help/ /help/none /healthz /readyz /images/none.png /images/none.html /dev/events /check
/class /class/join /class/here /class/answers /class/leave
/teacher /teacher?token=none /teacher/enter /teacher/state /teacher/answers /teacher/class.csv /teacher/class.xml
/teacher/spotlight /teacher/remove /teacher/remove-silent /teacher/recheck /teacher/verdict /teacher/end`

// TestAddressTable asks at every address, with and without a slash after it, in
// each of four ways, and compares the status with testdata/addresses.txt.
func TestAddressTable(t *testing.T) {
	b, err := build.New(
		build.Config{Module: os.DirFS(".."), Lessons: []string{"gini"}, CacheDir: t.TempDir(), Go: "there-is-no-such-go"},
	)
	if err != nil {
		t.Fatal(err)
	}
	st := newClassStage(t, func(cfg *Config) { cfg.Builder, cfg.DevRoot = b, ".." })
	text, err := os.ReadFile("testdata/addresses.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]string{}
	for line := range strings.Lines(string(text)) {
		path, statuses, _ := strings.Cut(strings.TrimSpace(line), " ")
		want[path] = statuses
	}
	for _, path := range strings.Fields(addressed) {
		bare, query, _ := strings.Cut(path, "?")
		for _, at := range []string{path, strings.TrimSuffix(strings.TrimSuffix(bare, "/")+"/?"+query, "?")} {
			got := ""
			for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut} {
				got += fmt.Sprint(" ", method, " ", st.do(method, at, "", "Content-Type", "application/x-www-form-urlencoded").Code)
			}
			if got = got[1:]; got != want[at] {
				t.Errorf("%s %s\nwant %s", at, got, want[at])
			}
		}
	}
}

// TestEveryRouteIsAddressed: a new route needs a line in the table.
func TestEveryRouteIsAddressed(t *testing.T) {
	st := newClassStage(t, func(cfg *Config) { cfg.DevRoot = ".." })
	routes := st.handler.(chi.Routes)
	asked := map[string]bool{}
	for _, path := range strings.Fields(addressed) {
		bare, _, _ := strings.Cut(path, "?")
		for _, method := range []string{http.MethodGet, http.MethodPost} {
			if ctx := chi.NewRouteContext(); routes.Match(ctx, method, bare) {
				asked[method+" "+ctx.RoutePattern()] = true
			}
		}
	}
	err := chi.Walk(routes, func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
		if !asked[method+" "+strings.TrimSuffix(route, "/")] && route != "/" {
			t.Errorf("no address of the route %s %s is in the table", method, route)
		}
		return nil
	})
	if err != nil {
		t.Error(err)
	}
}
