package server

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"abacus/content"
	"abacus/deploy"
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
	err := st.cfg.Classroom.Submissions(t.Context(), store.Filter{}, func(a wire.ClassSubmission) error {
		all = append(all, a)
		return nil
	})
	if err != nil {
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
	text := func(n int) map[string]string { return map[string]string{"text": strings.Repeat("x", n)} }
	evil := []string{"Origin", "http://evil.example"}
	for name, c := range map[string]struct {
		path   string
		what   any
		header []string
		want   int
	}{
		"no JSON":             {"/class/answers", "{", nil, 400},
		"no id":               {"/class/answers", without("id", ""), nil, 400},
		"an odd id":           {"/class/answers", without("id", "../../etc/x"), nil, 400},
		"no such lesson":      {"/class/answers", without("lesson", "nope"), nil, 400},
		"no such exercise":    {"/class/answers", without("exercise", "Nope"), nil, 400},
		"another lesson's":    {"/class/answers", without("lesson", "trees"), nil, 400},
		"no exercise":         {"/class/answers", without("exercise", ""), nil, 400},
		"a huge answer":       {"/class/answers", without("typed", text(wire.MaxTyped)), nil, 413},
		"a monstrous one":     {"/class/answers", without("typed", text(3<<20)), nil, 413},
		"another site's":      {"/class/answers", claim("answer-1", "YourGini", true), evil, 403},
		"another site's join": {"/class/join", map[string]string{"nickname": "Eve"}, evil, 403},
		"no such place":       {"/class/here", map[string]string{"lesson": "../gini"}, nil, 400},
		"a long nickname": {"/class/join", map[string]string{"nickname": strings.Repeat("x", 31)},
			[]string{"Cookie", ""}, 400},
		"no nickname": {"/class/join", map[string]string{"nickname": " \u200b "}, []string{"Cookie", ""}, 400},
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
