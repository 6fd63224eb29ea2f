package server

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/content"
	"abacus/deploy"
	"abacus/server/admission"
	"abacus/server/class/store"
	"abacus/server/wire"
)

// newClassStage returns a server of the whole course with a class whose
// answers are kept in a file of the test's.
func newClassStage(t testing.TB, adjust func(*Config), within ...func(*bounds)) *stage {
	t.Helper()
	db, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "class.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return newStage(t, func(cfg *Config) {
		cfg.Lessons, cfg.Module, cfg.Content, cfg.Deploy = nil, os.DirFS(".."), content.FS(), deploy.FS
		cfg.Class, cfg.Classroom = true, db
		if adjust != nil {
			adjust(cfg)
		}
	}, within...)
}

// pupil is a learner's browser.
type pupil struct {
	*stage
	cookie string
}

// send posts what a script of the page posts.
func (p pupil) send(path string, what any, header ...string) *httptest.ResponseRecorder {
	body, ok := what.(string)
	if !ok {
		text, _ := json.Marshal(what) // plain data of a test
		body = string(text)
	}
	return p.do(
		http.MethodPost,
		path+"?part",
		body,
		append([]string{"Cookie", p.cookie, "Content-Type", "application/json"}, header...)...)
}

// joined returns the browser of a learner who has joined.
func (st *stage) joined(t testing.TB, nickname string) pupil {
	t.Helper()
	a := pupil{stage: st}.send("/class/join", map[string]string{"nickname": nickname})
	if a.Code != http.StatusOK {
		t.Fatalf("%s cannot join: %d %s", nickname, a.Code, a.Body)
	}
	cookies := a.Result().Cookies()
	if len(cookies) != 1 {
		t.Fatalf("%d cookies", len(cookies))
	}
	return pupil{st, cookies[0].Name + "=" + cookies[0].Value}
}

func claim(id, exercise string, passed bool) map[string]any {
	return map[string]any{"id": id, "lesson": "gini", "exercise": exercise, "verdict": wire.Judged(passed, "Said."),
		"typed": map[string]any{
			"edits": []map[string]string{
				{"declaration": "YourGini", "text": "func YourGini(counts []int) float64 { return 0 }"},
			},
		}}
}

// kept returns all answers of the class.
func (st *stage) kept(t testing.TB) []wire.ClassSubmission {
	t.Helper()
	var all []wire.ClassSubmission
	if err := st.cfg.Classroom.Submissions(t.Context(), store.Filter{}, func(a wire.ClassSubmission) error { all = append(all, a); return nil }); err != nil {
		t.Fatal(err)
	}
	return all
}

func TestALearnerOfAClass(t *testing.T) {
	st := newClassStage(t, nil)
	first := pupil{stage: st}.send("/class/join", map[string]string{"nickname": " Ada  L "})
	cookie := first.Header().Get("Set-Cookie")
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/class;"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie is %q, want %s", cookie, want)
		}
	}
	secret, _, _ := strings.Cut(cookie, ";")
	if _, value, _ := strings.Cut(secret, "="); strings.Contains(first.Body.String(), value) {
		t.Errorf("a script can read the secret: %s", first.Body)
	}
	ada := pupil{st, secret}
	if a := ada.send("/class/join", map[string]string{"nickname": "Other"}); a.Code != 200 ||
		!strings.Contains(a.Body.String(), `"nickname":"Ada L"`) {
		t.Errorf("joining twice: %d %s", a.Code, a.Body)
	}
	if a := (pupil{stage: st}).send("/class/join", map[string]string{"nickname": "ADA L"}); a.Code != 409 ||
		!strings.Contains(a.Body.String(), "has that nickname already") {
		t.Errorf("a nickname twice: %d %s", a.Code, a.Body)
	}
	if a := ada.send("/class/here", map[string]string{"lesson": "gini", "exercise": "YourGini"}); a.Code != 200 ||
		!strings.Contains(a.Body.String(), `"spotlight":null`) {
		t.Errorf("a place: %d %s", a.Code, a.Body)
	}
	if err := st.cfg.Classroom.SetSpotlight(t.Context(), "trees"); err != nil {
		t.Fatal(err)
	}
	if a := st.get("/class?part", "Cookie", ada.cookie); a.Code != 200 ||
		!strings.Contains(a.Body.String(), `"spotlight":{"lesson":"trees","title":"`) {
		t.Errorf("who am I: %d %s", a.Code, a.Body)
	}
	for range 2 {
		if a := ada.send("/class/answers", claim("answer-1", "YourGini", true)); a.Code != 200 ||
			a.Body.String() != `{"kept":"answer-1"}` {
			t.Errorf("an answer: %d %s", a.Code, a.Body)
		}
	}
	if all := st.kept(t); len(all) != 1 || all[0].Nickname != "Ada L" || all[0].Kind != "code" ||
		all[0].Claimed.State != wire.Passed ||
		!strings.Contains(all[0].Typed, "func YourGini") {
		t.Errorf("%+v", all)
	}
	if a := ada.send("/class/leave", ""); a.Code != 200 || !strings.Contains(a.Header().Get("Set-Cookie"), "Max-Age=0") {
		t.Errorf("leaving: %d %s", a.Code, a.Header())
	}
	if learners, err := st.cfg.Classroom.Learners(t.Context()); err != nil || len(learners) != 0 || len(st.kept(t)) != 0 {
		t.Errorf("after leaving: %v, %v, %v", learners, st.kept(t), err)
	}
	if a := ada.send("/class/answers", claim("answer-2", "YourGini", true)); a.Code != 401 {
		t.Errorf("an answer after leaving: %d %s", a.Code, a.Body)
	}
}

func TestNobodyStealsANickname(t *testing.T) {
	st := newClassStage(t, nil)
	st.joined(t, "Ada")
	id := ""
	if all, err := st.cfg.Classroom.Learners(t.Context()); err == nil {
		id = all[0].ID
	}
	for _, forged := range []string{"", "Ada", id, "' OR 1=1 --", strings.Repeat("A", 8000)} {
		thief := pupil{st, learnerCookie + "=" + forged}
		for path, what := range map[string]any{
			"/class/answers": claim("answer-1", "YourGini", true), "/class/here": map[string]string{"lesson": "gini"},
			"/class/leave": "",
		} {
			if a := thief.send(path, what); a.Code != 401 && path != "/class/leave" {
				t.Errorf("%s with the cookie %.40q: %d %s", path, forged, a.Code, a.Body)
			}
		}
	}
	if all, err := st.cfg.Classroom.Learners(t.Context()); err != nil || len(all) != 1 || len(st.kept(t)) != 0 {
		t.Errorf("%v %v", all, err)
	}
}

func TestWhatAClassDoesNotTake(t *testing.T) {
	st := newClassStage(t, nil)
	ada := st.joined(t, "Ada")
	without := func(key string, value any) map[string]any {
		a := claim("answer-1", "YourGini", true)
		a[key] = value
		return a
	}
	for name, c := range map[string]struct {
		path   string
		what   any
		header []string
		want   int
	}{
		"no JSON":          {"/class/answers", "{", nil, 400},
		"no id":            {"/class/answers", without("id", ""), nil, 400},
		"an odd id":        {"/class/answers", without("id", "../../etc/x"), nil, 400},
		"no such lesson":   {"/class/answers", without("lesson", "nope"), nil, 400},
		"no such exercise": {"/class/answers", without("exercise", "Nope"), nil, 400},
		"another lesson's": {"/class/answers", without("lesson", "trees"), nil, 400},
		"no exercise":      {"/class/answers", without("exercise", ""), nil, 400},
		"a huge answer":    {"/class/answers", without("typed", map[string]string{"text": strings.Repeat("x", wire.MaxTyped)}), nil, 413},
		"a monstrous one":  {"/class/answers", without("typed", map[string]string{"text": strings.Repeat("x", 3<<20)}), nil, 413},
		"another site's": {"/class/answers", claim("answer-1", "YourGini", true), []string{"Origin",
			"http://evil.example"}, 403},
		"another site's join": {"/class/join", map[string]string{"nickname": "Eve"}, []string{"Origin",
			"http://evil.example"}, 403},
		"no such place":   {"/class/here", map[string]string{"lesson": "../gini"}, nil, 400},
		"a long nickname": {"/class/join", map[string]string{"nickname": strings.Repeat("x", 31)}, []string{"Cookie", ""}, 400},
		"no nickname":     {"/class/join", map[string]string{"nickname": " \u200b "}, []string{"Cookie", ""}, 400},
	} {
		if a := ada.send(c.path, c.what, c.header...); a.Code != c.want || strings.Contains(a.Body.String(), "<html") {
			t.Errorf("%s: %d, want %d: %.200s", name, a.Code, c.want, a.Body)
		}
	}
	odd := without("typed", map[string]string{"text": "a\x00b\u2028"})
	odd["verdict"] = wire.Judged(false, "\x00ä\u2028")
	if a := ada.send("/class/answers", odd); a.Code != 200 {
		t.Errorf("odd characters: %d %s", a.Code, a.Body)
	}
	if all := st.kept(t); len(all) != 1 || all[0].Claimed.Said != "ä\u2028" {
		t.Errorf("%d answers are kept", len(all))
	}
}

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
