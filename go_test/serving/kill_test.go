package serving

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"abacus/go_test/course"
	"abacus/go_test/need"
)

// TestAKilledServerStartsAgain kills the server in the middle of builds and SQL
// statements. Clients notice at once, and the next server in the same directories
// serves and builds as if nothing had happened.
func TestAKilledServerStartsAgain(t *testing.T) {
	t.Parallel()
	need.Time(t, "builds programs")
	if !prepareBuilds(t) {
		need.Missing(t, "there is no Go toolchain: see https://go.dev/dl")
	}
	dir := t.TempDir()
	first := course.Start(t, dir)
	first.Logs("the compiler", compilerReady)
	var sent atomic.Int64
	post := func(url, kind, body string) (*http.Response, error) {
		trace := httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { sent.Add(1) }}
		ctx := httptrace.WithClientTrace(t.Context(), &trace)
		r, err := http.NewRequestWithContext(ctx, http.MethodPost, url, strings.NewReader(body))
		if err != nil {
			return nil, err
		}
		r.Header.Set("Content-Type", kind)
		return http.DefaultClient.Do(r)
	}
	edit := func(n int) string {
		return fmt.Sprintf(`{"cells":["BinaryCurve"],"edits":[
			{"declaration":"Surprise","text":"func Surprise(p float64) float64 { return %d }"}
		]}`, n)
	}
	const endless = "q=WITH+RECURSIVE+n(i)+AS+(SELECT+1+UNION+ALL+SELECT+i%2B1+FROM+n)+SELECT+count(*)+FROM+n"
	var all sync.WaitGroup
	cut := make(chan bool, 20)
	for i := range 10 {
		for path, what := range map[string][2]string{
			"/lessons/entropy/build":     {"application/json", edit(i)},
			"/lessons/joins/sql/0?part=": {"application/x-www-form-urlencoded", endless},
		} {
			all.Go(func() {
				response, err := post(first.URL+path, what[0], what[1])
				if err == nil {
					_, err = io.ReadAll(response.Body)
					response.Body.Close()
				}
				cut <- err != nil
			})
		}
	}
	need.Until(t, "all requests are sent", func() bool { return sent.Load() == 20 })
	if err := first.Cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	all.Wait()
	close(cut)
	lost := 0
	for was := range cut {
		if was {
			lost++
		}
	}
	if lost == 0 {
		t.Error("all requests were answered before the server was killed: the test tests nothing")
	}
	again := course.Start(t, dir)
	again.Logs("the compiler", compilerReady)
	for i := range 3 {
		response, err := post(again.URL+"/lessons/entropy/build", "application/json", edit(i))
		if err != nil {
			t.Fatal(err)
		}
		var built struct{ Program string }
		err = json.NewDecoder(response.Body).Decode(&built)
		response.Body.Close()
		if err != nil || built.Program == "" {
			t.Fatalf("the build returns the status %d and no program (%v)", response.StatusCode, err)
		}
		course.Get(t, again.URL+built.Program, http.StatusOK)
	}
	course.Get(t, again.URL+"/lessons/joins", http.StatusOK)
	t.Logf("%d of 20 requests were cut off", lost)
}
