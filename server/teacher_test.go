package server

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"abacus/server/class"
	"abacus/server/wire"
)

// The cookies of a class.
const (
	teacherCookie = "abacus-teacher"
	learnerCookie = "abacus-learner"
)

const aSecret = "a secret of sixteen characters"

// asTeacher returns the teacher's browser, which has come in by the secret or
// by a link.
func (st *stage) asTeacher() pupil {
	in := st.get(st.TeacherLink())
	if st.cfg.Teacher != "" {
		in = st.do(http.MethodPost, "/teacher/enter", url.Values{"secret": {st.cfg.Teacher}}.Encode(),
			"Content-Type", "application/x-www-form-urlencoded")
	}
	cookie, _, _ := strings.Cut(in.Header().Get("Set-Cookie"), ";")
	return pupil{st, cookie}
}

func (p pupil) look(path string) string { return p.get(path, "Cookie", p.cookie).Body.String() }

// A link lets one browser in, once.
func TestTheTeachersLink(t *testing.T) {
	st := newClassStage(t, nil)
	link := st.TeacherLink()
	if a := st.get("/teacher?token=WRONG"); a.Code != http.StatusUnauthorized || a.Header().Get("Set-Cookie") != "" ||
		!strings.Contains(a.Body.String(), "has been used") {
		t.Errorf("a made-up link: %d %s", a.Code, a.Header())
	}
	in := st.get(link)
	cookie := in.Header().Get("Set-Cookie")
	if in.Code != http.StatusSeeOther || in.Header().Get("Location") != "/teacher" {
		t.Fatalf("the link: %d to %s", in.Code, in.Header().Get("Location"))
	}
	for _, want := range []string{"HttpOnly", "SameSite=Strict", "Path=/teacher"} {
		if !strings.Contains(cookie, want) {
			t.Errorf("the cookie is %q, want %s", cookie, want)
		}
	}
	if a := st.get(link); a.Code != http.StatusUnauthorized || a.Header().Get("Set-Cookie") != "" {
		t.Errorf("the link, again: %d", a.Code)
	}
	value, _, _ := strings.Cut(cookie, ";")
	if a := st.get("/teacher", "Cookie", value); a.Code != http.StatusOK ||
		!strings.Contains(a.Body.String(), "End the class") {
		t.Errorf("the page: %d", a.Code)
	}
}

func TestNobodyElseIsTheTeacher(t *testing.T) {
	st := newClassStage(t, func(cfg *Config) { cfg.Teacher = aSecret })
	other := newClassStage(t, func(cfg *Config) { cfg.Teacher = "another secret, also long" })
	ada := st.joined(t, "Ada")
	forged := map[string]string{
		"no cookie": "", "a learner's": ada.cookie, "another server's": other.asTeacher().cookie,
		"no time": teacherCookie + "=x.y", "nothing": teacherCookie + "=",
	}
	for name, cookie := range forged {
		p := pupil{st, cookie}
		for _, path := range []string{"/teacher/state", "/teacher/answers", "/teacher/class.csv", "/teacher"} {
			if a := st.get(path, "Cookie", cookie); a.Code != http.StatusUnauthorized ||
				strings.Contains(a.Body.String(), "Ada") {
				t.Errorf("%s: %s is %d", name, path, a.Code)
			}
		}
		for _, path := range []string{"spotlight", "remove", "remove-silent", "recheck", "verdict", "end"} {
			if a := p.send("/teacher/"+path, "{}"); a.Code != http.StatusUnauthorized {
				t.Errorf("%s: %s is %d", name, path, a.Code)
			}
		}
	}
	teacher := st.asTeacher()
	if a := teacher.send("/teacher/end", "{}", "Origin", "http://evil.example", "Sec-Fetch-Site",
		"cross-site"); a.Code != http.StatusForbidden {
		t.Errorf("another site ends the class: %d", a.Code)
	}
	if a := teacher.send("/teacher/end", "{}"); a.Code != http.StatusOK ||
		strings.Contains(teacher.look("/teacher/state"), "Ada") {
		t.Errorf("the teacher cannot end the class: %d", a.Code)
	}
}

func TestATeachersSecret(t *testing.T) {
	st := newClassStage(t, func(cfg *Config) { cfg.Teacher = aSecret })
	form := []string{"Content-Type", "application/x-www-form-urlencoded"}
	if a := st.do(http.MethodPost, "/teacher/enter", "secret=wrong", form...); a.Code != http.StatusUnauthorized {
		t.Errorf("a wrong secret: %d", a.Code)
	}
	a := st.do(http.MethodPost, "/teacher/enter", "secret="+strings.ReplaceAll(aSecret, " ", "+"), form...)
	if a.Code != http.StatusSeeOther || a.Header().Get("Set-Cookie") == "" {
		t.Errorf("the secret: %d", a.Code)
	}
	for range 30 {
		st.do(http.MethodPost, "/teacher/enter", "secret=guess", form...)
	}
	if a := st.do(http.MethodPost, "/teacher/enter", "secret=guess", form...); a.Code != http.StatusTooManyRequests {
		t.Errorf("guessing goes on: %d", a.Code)
	}
	cfg := st.cfg
	cfg.Teacher = "short"
	if _, err := New(cfg); err == nil || !strings.Contains(err.Error(), class.TeacherVariable) {
		t.Errorf("a secret that is easy to guess is taken: %v", err)
	}
}

// The page shows who is where and what blocks the class; answers that differ
// from what browsers say are found; files hold no formula.
func TestWhatTheTeacherSees(t *testing.T) {
	st := newClassStage(t, nil)
	teacher := st.asTeacher()
	ada, ben := st.joined(t, "=Ada"), st.joined(t, "Ben")
	for _, p := range []pupil{ada, ben} {
		p.send("/class/here", map[string]string{"lesson": "gini", "exercise": "YourGini"})
	}
	for _, id := range []string{"answer-1", "answer-2", "answer-3"} {
		ben.send("/class/answers", claim(id, "YourGini", false))
	}
	forged := map[string]any{
		"id":       "answer-4",
		"lesson":   "gini",
		"exercise": "CompanyImpurity",
		"verdict":  wire.Judged(true, ""),
		"typed":    map[string]any{"inputs": map[string]string{}},
	}
	quiz := ""
	lesson, _ := st.pages.Course().Lesson("gini")
	for _, e := range lesson.Exercises {
		if e.Kind == "quiz" {
			quiz = e.Name
		}
	}
	forged["exercise"] = quiz
	if a := ada.send("/class/answers", forged); a.Code != http.StatusOK {
		t.Fatalf("an answer: %d %s", a.Code, a.Body)
	}
	var view wire.ClassState
	if err := json.Unmarshal([]byte(teacher.look("/teacher/state")), &view); err != nil {
		t.Fatal(err)
	}
	counts := map[string]wire.ExerciseState{}
	for _, e := range view.Exercises {
		counts[e.Exercise] = e
	}
	if c := counts["YourGini"]; c.Stuck != 1 || c.Trying != 1 || len(view.Learners) != 2 || counts[quiz].Done != 1 ||
		view.Unchecked != 1 {
		t.Errorf("the class is %+v", view)
	}
	if a := teacher.send("/teacher/recheck", "{}"); a.Code != http.StatusOK ||
		!strings.Contains(a.Body.String(), `"left":0,"skipped":0`) {
		t.Errorf("rechecking: %d %s", a.Code, a.Body)
	}
	if state := teacher.look("/teacher/state"); !strings.Contains(
		state,
		`"exercise":"`+quiz+`","done":0,"stuck":0,"trying":1,"differs":1`,
	) {
		t.Errorf("a forged verdict stands: %s", state)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(teacher.look("/teacher/class.csv"), "\ufeff"))).
		ReadAll()
	if err != nil || len(rows) != 5 {
		t.Fatalf("the table: %v %v", rows, err)
	}
	for _, row := range rows[1:] {
		if row[0] != "'=Ada" && row[0] != "Ben" {
			t.Errorf("a nickname is %q", row[0])
		}
	}
	var all []map[string]any
	if err := json.Unmarshal([]byte(teacher.look("/teacher/class.json")), &all); err != nil || len(all) != 4 {
		t.Errorf("the list: %v %v", all, err)
	}
	teacher.send("/teacher/remove", map[string]string{"learner": view.Learners[0].ID})
	if state := teacher.look("/teacher/state"); strings.Contains(state, view.Learners[0].ID) {
		t.Error("a removed learner is still there")
	}
}

// One address does not fill the class with invented nicknames, and the teacher
// removes them without touching who has sent something.
func TestInventedNicknames(t *testing.T) {
	st := newClassStage(t, nil)
	st.joined(t, "Ada").send("/class/answers", claim("answer-1", "YourGini", true))
	join := func(nickname, address string) int {
		r := httptest.NewRequest(http.MethodPost, "/class/join?part", strings.NewReader(`{"nickname":"`+nickname+`"}`))
		r.Host, r.RemoteAddr = "localhost", address
		w := httptest.NewRecorder()
		st.Handler().ServeHTTP(w, r)
		return w.Code
	}
	const crowd, other = "192.0.2.66:1", "192.0.2.7:1"
	invented := 0
	for ; invented < 1000 && join(fmt.Sprint("bot ", invented), crowd) == http.StatusOK; invented++ {
	}
	if invented < 400 || invented > 700 {
		t.Errorf("one address invented %d nicknames", invented)
	}
	if code := join("Ben", other); code != http.StatusOK {
		t.Errorf("nobody else can join: %d", code)
	}
	teacher := st.asTeacher()
	if state := teacher.look("/teacher/state"); !strings.Contains(state, fmt.Sprintf(`"silent":%d`, invented+1)) {
		t.Errorf("the state says %.200s", state)
	}
	if a := teacher.send("/teacher/remove-silent", "{}"); a.Code != http.StatusOK {
		t.Fatalf("removing: %d %s", a.Code, a.Body)
	}
	view := wire.ClassState{}
	if err := json.Unmarshal([]byte(teacher.look("/teacher/state")), &view); err != nil || len(view.Learners) != 1 ||
		view.Silent != 0 {
		t.Errorf("left are %+v, %v", view.Learners, err)
	}
	if code := join("Cleo", crowd); code != http.StatusOK {
		t.Errorf("nobody can join again from that address: %d", code)
	}
}
