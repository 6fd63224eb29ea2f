package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/server/admission"
	"abacus/server/class/store"
	"abacus/server/wire"
)

// TestVerdictsOfAClass: what a check said is data, which is refused in words
// when it cannot be, and never cut without a sign.
func TestVerdictsOfAClass(t *testing.T) {
	st := newClassStage(t, nil)
	ada := st.joined(t, "Ada")
	long := strings.Repeat("ä", wire.MaxSaid)
	for i, c := range []struct {
		verdict any
		code    int
		says    string
	}{
		{wire.Verdict{State: wire.Passed, Said: long}, 200, ""},
		{wire.Verdict{State: wire.Passed, Said: long + "ä"}, 400, "has 401 characters; at most 400 are kept"},
		{wire.Verdict{State: wire.NotYet, Said: "Not yet"}, 200, ""},
		{wire.Unjudged(wire.Busy, ""), 200, ""},
		{wire.Unjudged(wire.Broken, "It does not compile."), 200, ""},
		{wire.Verdict{State: wire.NoVerdict}, 400, `cannot have the reason ""`},
		{wire.Verdict{State: wire.Passed, Reason: wire.Busy}, 400, "cannot have the reason"},
		{map[string]string{"state": "won"}, 400, `"won" is not the state`},
		{nil, 400, `"" is not the state`},
		{"passed", 400, "cannot be read"},
	} {
		a := claim(fmt.Sprint("answer-", i), "YourGini", true)
		a["verdict"] = c.verdict
		if got := ada.send("/class/answers", a); got.Code != c.code || !strings.Contains(got.Body.String(), c.says) {
			t.Errorf("%+v: %d %s", c.verdict, got.Code, got.Body)
		}
	}
	teacher := st.asTeacher()
	var list wire.ClassSubmissions
	if err := json.Unmarshal([]byte(teacher.look("/teacher/answers?exercise=YourGini")), &list); err != nil {
		t.Fatal(err)
	}
	want := map[string]wire.Verdict{
		"answer-0": wire.Judged(true, long), "answer-2": wire.Judged(false, "Not yet"),
		"answer-3": wire.Unjudged(wire.Busy, ""), "answer-4": wire.Unjudged(wire.Broken, "It does not compile."),
	}
	if len(list.Answers) != len(want) {
		t.Errorf("%d answers are kept, not %d", len(list.Answers), len(want))
	}
	for _, a := range list.Answers {
		if a.Claimed != want[a.ID] || a.Checked != nil {
			t.Errorf("%s is kept as %+v, want %+v", a.ID, a.Claimed, want[a.ID])
		}
	}
	tallies, err := st.cfg.Classroom.Tallies(t.Context())
	if err != nil || len(tallies) != 1 || tallies[0].Failed != 2 || tallies[0].Passed != 1 {
		t.Errorf("a busy machine is held against the learner: %+v %v", tallies, err)
	}
}

// TestAnswersFromBeforeVerdicts: browsers may hold answers of pages that sent
// what the check said in two fields of their own.
func TestAnswersFromBeforeVerdicts(t *testing.T) {
	st := newClassStage(t, nil)
	ada := st.joined(t, "Ada")
	for id, passed := range map[string]bool{"answer-1": true, "answer-2": false} {
		old := claim(id, "YourGini", passed)
		delete(old, "verdict")
		old["passed"], old["said"] = passed, "Said then."
		if a := ada.send("/class/answers", old); a.Code != 200 {
			t.Errorf("%s: %d %s", id, a.Code, a.Body)
		}
	}
	for _, a := range st.kept(t) {
		if a.Claimed != wire.Judged(a.ID == "answer-1", "Said then.") {
			t.Errorf("%s is kept as %+v", a.ID, a.Claimed)
		}
	}
	if n := len(st.kept(t)); n != 2 {
		t.Errorf("%d answers are kept", n)
	}
}

// TestAHundredJoinAtOnce: behind one address, each with an answer.
func TestAHundredJoinAtOnce(t *testing.T) {
	st := newClassStage(t, nil)
	var wg sync.WaitGroup
	for i := range 100 {
		wg.Go(func() {
			p := st.joined(t, fmt.Sprint("learner ", i))
			if a := p.send("/class/answers", claim("answer-1", "YourGini", true)); a.Code != 200 {
				t.Errorf("%d %s", a.Code, a.Body)
			}
		})
	}
	wg.Wait()
	if n := len(st.kept(t)); n != 100 {
		t.Errorf("%d answers", n)
	}
}

// TestRatesOfAClass: three hundred behind one address do not trip what one who
// asks without end does.
func TestRatesOfAClass(t *testing.T) {
	st := newClassStage(t, nil)
	r := httptest.NewRequest(http.MethodPost, "/", nil)
	for i := range 300 * 10 {
		if err := st.rooms.Class.Admit(httptest.NewRecorder(), r); err != nil {
			t.Fatalf("number %d is refused", i+1)
		}
	}
	st = newClassStage(t, nil, func(b *bounds) { b.rooms.Learner = admission.NewRate(3, time.Hour, nil) })
	flood, other := st.joined(t, "flood"), st.joined(t, "other")
	for i, want := range []int{200, 200, 200, 429} {
		if a := flood.send("/class/here", map[string]string{"lesson": "gini"}); a.Code != want ||
			want == 429 && a.Header().Get("Retry-After") == "" {
			t.Errorf("number %d: %d", i+1, a.Code)
		}
	}
	if a := other.send("/class/here", map[string]string{"lesson": "gini"}); a.Code != 200 {
		t.Errorf("another learner: %d", a.Code)
	}
}

// TestAClassWithoutItsDatabase: lessons go on, and learners are told that what
// they do is safe.
func TestAClassWithoutItsDatabase(t *testing.T) {
	st := newClassStage(t, nil)
	ada := st.joined(t, "Ada")
	away, err := store.Open(context.Background(), "postgres://ada:sesame@127.0.0.1:1/class")
	if err != nil {
		t.Fatal(err)
	}
	defer away.Close()
	there := st.class.Store
	st.class.Store = away
	for range 3 {
		a := ada.send("/class/answers", claim("answer-1", "YourGini", true))
		if a.Code != 503 || a.Header().Get("Retry-After") == "" ||
			!strings.Contains(a.Body.String(), "safe in your browser") {
			t.Errorf("%d %s %s", a.Code, a.Header(), a.Body)
		}
	}
	if a := st.get("/lessons/gini"); a.Code != 200 {
		t.Errorf("a lesson: %d", a.Code)
	}
	st.class.Store = there
	if a := ada.send("/class/answers", claim("answer-1", "YourGini", true)); a.Code != 200 {
		t.Errorf("%d %s", a.Code, a.Body)
	}
	log := st.log.String()
	if strings.Count(log, "cannot store submissions") != 1 || strings.Count(log, "stores submissions again") != 1 ||
		strings.Contains(log, "sesame") {
		t.Errorf("the log says\n%s", log)
	}
}

func TestWithoutAClassNobodyJoins(t *testing.T) {
	st := newStage(t, nil)
	if a := st.do(http.MethodPost, "/class/join?part", `{"nickname":"Ada"}`); a.Code != 404 {
		t.Errorf("%d", a.Code)
	}
}
