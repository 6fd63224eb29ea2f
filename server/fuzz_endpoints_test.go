package server

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/go_test/need"
	"abacus/server/class/store"
	"abacus/server/wire"
)

// seed is a valid request for one route, and what it is answered.
type seed struct {
	method, path, query, headers, body string
	want                               int
}

const (
	asForm = "Content-Type: application/x-www-form-urlencoded\r\n"
	asJSON = "Content-Type: application/json\r\n"
)

// seeds returns a request for each route of the server, by the route's method
// and pattern. program is the path of one that was built.
func seeds(t testing.TB, s *stage, program string) map[string]seed {
	t.Helper()
	script := regexp.MustCompile(`/static/\w+/js/main\.js`).FindString(s.get("/").Body.String())
	edits := `{"cells":["NatsAndBits"],"edits":[{"declaration":"Surprise",` +
		`"text":"func Surprise(p float64) float64 { return <zqx> }"}]}`
	member := func(name string) string { return "Cookie: " + s.joined(t, name).cookie + "\r\n" + asJSON }
	answer, _ := json.Marshal(claim("fuzzed-1", "YourGini", true)) // plain data
	teacher := "Cookie: " + s.asTeacher().cookie + "\r\n" + asJSON
	list := map[string]seed{
		"GET /teacher": {path: "/teacher", headers: teacher},
		"POST /teacher/enter": {
			path:    "/teacher/enter",
			headers: asForm,
			body:    "secret=<zqx>",
			want:    http.StatusUnauthorized,
		},
		"GET /teacher/state": {path: "/teacher/state", headers: teacher},
		"GET /teacher/answers": {
			path:    "/teacher/answers",
			query:   "lesson=gini&exercise=YourGini",
			headers: teacher,
		},
		"GET /teacher/class.{form}":   {path: "/teacher/class.csv", headers: teacher},
		"POST /teacher/spotlight":     {path: "/teacher/spotlight", headers: teacher, body: `{"lesson":"gini"}`},
		"POST /teacher/remove-silent": {path: "/teacher/remove-silent", want: http.StatusUnauthorized},
		"POST /teacher/remove":        {path: "/teacher/remove", headers: teacher, body: `{"learner":"<zqx>"}`},
		"POST /teacher/recheck":       {path: "/teacher/recheck", headers: teacher, body: `{}`},
		"POST /teacher/verdict": {
			path:    "/teacher/verdict",
			headers: teacher,
			body:    `{"answers":[{"learner":"x","id":"fuzzed-1"}],"verdict":{"state":"passed","said":"<zqx>"}}`,
		},
		"POST /teacher/end": {path: "/teacher/end", want: http.StatusUnauthorized},
		"POST /class/join": {
			path:    "/class/join",
			query:   "part",
			headers: asJSON,
			body:    `{"nickname":"<zqx>"}`,
		},
		"GET /class": {path: "/class", query: "part", headers: member("<zqx zqy=1>")},
		"POST /class/here": {
			path:    "/class/here",
			query:   "part",
			headers: member("Ben"),
			body:    `{"lesson":"gini","exercise":"YourGini"}`,
		},
		"POST /class/answers": {
			path:    "/class/answers",
			query:   "part",
			headers: member("Cem"),
			body:    string(answer),
		},
		"POST /class/leave": {path: "/class/leave", query: "part", headers: member("Dora")},
		"GET /":             {path: "/", headers: "Accept-Encoding: br\r\n"},
		"GET /lessons/{slug}": {
			path:    "/lessons/entropy",
			query:   "BinaryCurve.p=0.3&zq=<zqx>",
			headers: "Accept-Encoding: gzip;q=0.5, *;q=0\r\n",
		},
		"GET /lessons/{slug}/cells/{cell}": {
			path:  "/lessons/entropy/cells/BinaryCurve",
			query: "BinaryCurve.p=<zqx+zqy=1>&part&frames",
		},
		"POST /lessons/{slug}/sql/{index}": {
			path:    "/lessons/joins/sql/0",
			query:   "part",
			headers: asForm,
			body:    "q=SELECT+'<zqx>'+AS+\"<zqx>\"&plan=on&above-0=SELECT+1",
		},
		"POST /lessons/{slug}/sql": {
			path:    "/lessons/joins/sql",
			query:   "part",
			headers: asForm,
			body:    "q=SELECT+'<zqx>'+AS+\"<zqx>\"&plan=on&data=joins&above=SELEKT+'<zqx>'&above=SELECT+1",
		},
		"GET /lessons/{slug}/sql/{index}": {path: "/lessons/joins/sql/0", want: http.StatusSeeOther},
		"POST /lessons/{slug}/build":      {path: "/lessons/entropy/build", headers: asJSON, body: edits},
		"POST /lessons/{slug}/ahead":      {path: "/lessons/entropy/ahead", headers: asJSON, body: edits},
		"POST /lessons/{slug}/format": {
			path:    "/lessons/entropy/format",
			headers: asJSON,
			body:    `{"declaration":"Surprise","text":"func  F( ) {\n\"<zqx>\" }"}`,
		},
		"GET /builder": {path: "/builder"},
		"GET /lessons/{slug}/download/{file}": {
			path:    "/lessons/entropy/download/entropy.ipynb",
			headers: "If-None-Match: W/\"x\", *\r\n",
			want:    http.StatusNotModified,
		},
		"POST /lessons/{slug}/download/{file}": {path: "/lessons/entropy/download/entropy.zip", headers: asJSON,
			body: `{"edits":[{"declaration":"Surprise","text":"func Surprise(p float64) float64 { return 1 }"}]}`},
		"GET /programs/{id}":     {path: program, headers: "Range: bytes=0-10\r\n"},
		"GET /run/frame.html":    {path: "/run/frame.html", want: http.StatusFound},
		"GET /kit/manifest.json": {path: "/kit/manifest.json", want: http.StatusNotFound},
		"GET /kit/{name}":        {path: "/kit/x.wasm", want: http.StatusNotFound},
		"GET /images/{name}":     {path: "/images/x.png", want: http.StatusNotFound},
		"GET /notebook":          {path: "/notebook"},
		"GET /search": {
			path:    "/search",
			query:   "q=<zqx+zqy='1>gini\"+zqy=\"2",
			headers: "Sec-Fetch-Dest: empty\r\n",
		},
		"POST /lab/rollout":    {path: "/lab/rollout", query: "part&drain=off&rate=20"},
		"GET /static/{hash}/*": {path: script, headers: "Accept-Encoding: gzip\r\n"},
		"GET /help":            {path: "/help", want: http.StatusMovedPermanently},
		"GET /help/":           {path: "/help/"},
		"GET /help/{page}":     {path: "/help/<zqx>", want: http.StatusNotFound},
		"GET /healthz":         {path: "/healthz"},
		"GET /readyz":          {path: "/readyz"},
	}
	for route, sd := range list {
		sd.method, _, _ = strings.Cut(route, " ")
		if sd.want == 0 {
			sd.want = http.StatusOK
		}
		list[route] = sd
	}
	return list
}

// FuzzEndpoints sends any request to the server of the whole course, read as
// net/http reads it. Whatever it is, the answer is one of ours: no failure, all
// security headers, of bounded length, well formed, and nothing that was sent
// has become markup.
//
// Every route has a valid request among the seeds: a new one without fails.
func FuzzEndpoints(f *testing.F) {
	st, program := newFuzzed(f)
	list := seeds(f, st, program)
	err := chi.Walk(
		st.handler.(chi.Routes),
		func(method, route string, _ http.Handler, _ ...func(http.Handler) http.Handler) error {
			sd, ok := list[method+" "+route]
			if !ok {
				f.Errorf("the route %s %s has no request to start from: add one to seeds", method, route)
				return nil
			}
			delete(list, method+" "+route)
			f.Add(sd.method, sd.path, sd.query, sd.headers, sd.body)
			answer := httptest.NewRecorder()
			st.Handler().ServeHTTP(answer, sd.request())
			if answer.Code != sd.want {
				f.Errorf("%s %s: %d, want %d\n%.500s\n%.3000s", method, sd.path, answer.Code, sd.want, answer.Body, st.log.String())
			}
			return nil
		},
	)
	if err != nil || len(list) > 0 {
		f.Errorf("no routes for %v, %v", slices.Collect(maps.Keys(list)), err)
	}
	f.Fuzz(func(t *testing.T, method, path, query, headers, body string) {
		r := seed{method: method, path: path, query: query, headers: headers, body: body}.request()
		if r == nil {
			t.Skip("net/http does not take it for a request")
		}
		ctx, cancel := context.WithTimeout(t.Context(), 500*time.Millisecond) // the lab would go on for seconds
		defer cancel()
		answer := httptest.NewRecorder()
		st.Handler().ServeHTTP(answer, r.WithContext(ctx))
		judge(t, st, answer)
	})
}

// request reads the request as net/http does; nil when it does not.
func (sd seed) request() *http.Request {
	target := sd.path
	if sd.query != "" {
		target += "?" + sd.query
	}
	text := fmt.Sprintf(
		"%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Length: %d\r\n\r\n%s",
		sd.method,
		target,
		sd.headers,
		len(sd.body),
		sd.body,
	)
	r, err := http.ReadRequest(bufio.NewReader(strings.NewReader(text)))
	if err != nil {
		return nil
	}
	r.RemoteAddr = "127.0.0.1:1000"
	return r
}

// newFuzzed returns a server of the whole course and the path of a program.
func newFuzzed(f *testing.F) (*stage, string) {
	f.Helper()
	need.Time(f, "prepares a compiler")
	st, cfg := &stage{}, newWorking(f)
	cfg.SQL.Deadline = 100 * time.Millisecond // to see more than endless loops
	db, err := store.Open(f.Context(), filepath.Join(f.TempDir(), "class.db"))
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { db.Close() })
	cfg.Classroom = db
	cfg.Log = slog.New(slog.NewTextHandler(&st.log, nil))
	if st.Server, err = New(cfg); err != nil {
		f.Fatal(err)
	}
	_ = st.Warm(f.Context()) // a lesson's problems are for other tests to find
	var built wire.BuildAnswer
	answer := st.do(http.MethodPost, "/lessons/entropy/build", `{"cells":["NatsAndBits"],"edits":[]}`)
	if err := json.Unmarshal(answer.Body.Bytes(), &built); err != nil || built.Program == "" {
		f.Fatalf("no program: %s", answer.Body)
	}
	return st, built.Program
}
