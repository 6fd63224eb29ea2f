package serving

import (
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"abacus/go_test/course"
	"abacus/go_test/need"
	"abacus/go_test/postgrestest"
	"abacus/server/class/store"
	"abacus/server/wire"
)

// classmate stands for a learner's browser: it sends answers, and repeats each
// until it is acknowledged.
type classmate struct {
	client       http.Client
	acknowledged []string
}

// post sends JSON and returns the status, or 0 without a response.
func (c *classmate) post(url, body string) int {
	resp, err := c.client.Post(url+"?part", "application/json", strings.NewReader(body))
	if err != nil {
		return 0
	}
	defer resp.Body.Close()
	if _, err := io.Copy(io.Discard, resp.Body); err != nil {
		return 0 // cut off in the middle: not acknowledged
	}
	return resp.StatusCode
}

func newClassmate(t *testing.T, url, nickname string) *classmate {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	c := &classmate{client: http.Client{Jar: jar, Transport: &http.Transport{}, Timeout: need.Patience}}
	if code := c.post(url+"/class/join", fmt.Sprintf(`{"nickname":%q}`, nickname)); code != http.StatusOK {
		t.Fatalf("%s cannot join: status %d", nickname, code)
	}
	return c
}

// submit sends answers, beginning with the first that was not acknowledged, until
// stop is closed or the server no longer responds.
func (c *classmate) submit(url string, stop <-chan struct{}) {
	for {
		select {
		case <-stop:
			return
		default:
		}
		id := fmt.Sprintf("answer-%05d", len(c.acknowledged))
		answer := `{"id":"` + id + `","lesson":"gini","exercise":"YourGini",
			"verdict":{"state":"passed","said":""},"typed":{"edits":[]}}`
		switch c.post(url+"/class/answers", answer) {
		case http.StatusOK:
			c.acknowledged = append(c.acknowledged, id)
		case 0:
			return
		}
	}
}

// TestNoAcknowledgedAnswerIsLost kills the server three times while a class
// submits answers, and checks which of them are kept.
func TestNoAcknowledgedAnswerIsLost(t *testing.T) {
	t.Parallel()
	t.Run("SQLite", func(t *testing.T) { killDuringSubmissions(t, filepath.Join(t.TempDir(), "class.db")) })
	t.Run("PostgreSQL", func(t *testing.T) { killDuringSubmissions(t, postgrestest.New(t).Database("class")) })
}

func killDuringSubmissions(t *testing.T, answers string) {
	env := append(os.Environ(), "ABACUS_TEACHER=a secret of sixteen characters")
	r := course.StartWith(t, env, t.TempDir(), "-answers", answers)
	var class []*classmate
	for i := range 20 {
		class = append(class, newClassmate(t, r.URL, fmt.Sprint("learner ", i)))
	}
	for range 3 {
		var wg sync.WaitGroup
		stop := make(chan struct{})
		for _, c := range class {
			wg.Go(func() { c.submit(r.URL, stop) })
		}
		before := len(class[0].acknowledged)
		awaitKept(t, answers, 20*before+100)
		if err := r.Cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		wg.Wait()
		close(stop)
		_ = r.Ended() // "killed"
		r = course.StartWith(t, env, t.TempDir(), "-answers", answers)
		for _, c := range class { // the port has changed, but cookies depend only on the host
			if code := c.post(r.URL+"/class/here", `{"lesson":"gini"}`); code != http.StatusOK {
				t.Fatalf("after the restart a learner gets the status %d", code)
			}
		}
	}
	s, err := store.Open(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	kept := map[string]int{}
	err = s.Submissions(t.Context(), store.Filter{}, func(a wire.ClassSubmission) error {
		kept[a.Nickname+" "+a.ID]++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	all := 0
	for i, c := range class {
		for _, id := range c.acknowledged {
			all++
			if n := kept[fmt.Sprint("learner ", i, " ", id)]; n != 1 {
				t.Errorf("the answer %s of learner %d was acknowledged and is kept %d times", id, i, n)
			}
		}
	}
	if n := len(kept); n < all || n > all+3*len(class) {
		t.Errorf("%d answers are kept, but %d were acknowledged", n, all)
	}
	t.Logf("%d answers were acknowledged despite three kills, and all are kept", all)
}

// awaitKept waits until n answers are kept.
func awaitKept(t *testing.T, answers string, n int) {
	t.Helper()
	s, err := store.Open(t.Context(), answers)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	need.Until(t, fmt.Sprintf("%d answers to be kept", n), func() bool {
		tallies, err := s.Tallies(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		kept := 0
		for _, tally := range tallies {
			kept += tally.Passed
		}
		return kept >= n
	})
}
