package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"abacus/server/build"
	"abacus/server/classroom"
	"abacus/server/reply"
	"abacus/web"
)

// The learner's side of a class: joining, where one is, what one answered.
// Whoever has not joined is asked for nothing and sends nothing.

// learnerCookie holds a learner's secret. Scripts cannot read it, and only
// the addresses under /class get it.
const learnerCookie = "abacus-learner"

// keepsLearner is how long a browser remembers who it is.
const keepsLearner = 60 * 24 * time.Hour

// inClass is what a learner's page is told.
type inClass struct {
	ID        string     `json:"id"` // public: it names the learner, it does not prove who asks
	Nickname  string     `json:"nickname"`
	Spotlight *spotlight `json:"spotlight"` // nil: none
}

// spotlight is the lesson that the teacher points at.
type spotlight struct {
	Lesson string `json:"lesson"`
	Title  string `json:"title"`
}

// place is where a learner is. Either may be empty.
type place struct {
	Lesson   string `json:"lesson"`
	Exercise string `json:"exercise"`
}

// submission is an answer as the learner's page sends it.
type submission struct {
	ID     string `json:"id"`
	place         // both are needed
	Passed bool   `json:"passed"`
	Said   string `json:"said"`
	Typed  typed  `json:"typed"`
}

// typed is what a learner typed: one of the fields, by the kind of exercise.
type typed struct {
	Edits  []build.Edit      `json:"edits,omitempty"`  // code: as for a build
	Inputs map[string]string `json:"inputs,omitempty"` // quiz: as for its check, without the check's name
	Text   string            `json:"text,omitempty"`   // sql
}

// Bounds of an answer. A build takes 64 KB of source.
const (
	maxTyped = 100 << 10
	maxSaid  = 400 // characters
)

var answerID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// join takes somebody into the class. Who is in it already stays who they are.
func (s *Server) join(w http.ResponseWriter, r *http.Request) error {
	if err := s.rates.class.Admit(w, r); err != nil {
		return err
	}
	var asked struct {
		Nickname string `json:"nickname"`
	}
	if err := reply.ReadJSON(w, r, &asked); err != nil {
		return err
	}
	l, err := s.learner(r)
	if errors.Is(err, classroom.ErrStranger) {
		if s.rates.joins.Admit(w, r) != nil {
			return errManyJoined
		}
		secret := ""
		if l, secret, err = s.cfg.Classroom.Join(r.Context(), asked.Nickname); err == nil {
			setCookie(w, r, learnerCookie, "/class", secret, http.SameSiteStrictMode, keepsLearner)
		}
	}
	if err != nil {
		return s.classTrouble(err)
	}
	return s.tellLearner(w, r, l)
}

// me tells a page who its reader is.
func (s *Server) me(w http.ResponseWriter, r *http.Request) error {
	l, err := s.member(w, r)
	if err != nil {
		return err
	}
	return s.tellLearner(w, r, l)
}

// here notes where a learner is.
func (s *Server) here(w http.ResponseWriter, r *http.Request) error {
	at := place{}
	if err := reply.ReadJSON(w, r, &at); err != nil {
		return err
	}
	if _, err := s.exerciseAt(at); err != nil {
		return err
	}
	l, err := s.member(w, r)
	if err == nil {
		err = s.cfg.Classroom.Here(r.Context(), l, at.Lesson, at.Exercise)
	}
	if err != nil {
		return s.classTrouble(err)
	}
	return s.tellLearner(w, r, l)
}

// submit keeps an answer. It is acknowledged when it is on the disk.
func (s *Server) submit(w http.ResponseWriter, r *http.Request) error {
	sent := submission{}
	if err := reply.ReadJSON(w, r, &sent); err != nil {
		return err
	}
	e, err := s.exerciseAt(sent.place)
	if err != nil {
		return err
	}
	text, err := json.Marshal(sent.Typed)
	switch {
	case err != nil:
		return err
	case e == nil:
		return reply.BadRequest("An answer names its lesson and exercise")
	case !answerID.MatchString(sent.ID):
		return reply.BadRequest("An answer has an id of 8 to 64 letters, digits, - or _")
	case len(text) > maxTyped:
		return &http.MaxBytesError{Limit: maxTyped}
	}
	l, err := s.member(w, r)
	if err == nil {
		err = s.cfg.Classroom.Submit(r.Context(), classroom.Answer{
			ID: sent.ID, Learner: l.ID, Lesson: sent.Lesson, Exercise: sent.Exercise, Kind: e.Kind,
			Typed: keepable(string(text)), Passed: sent.Passed, Said: keepable(clip(sent.Said, maxSaid)),
		})
	}
	if err != nil {
		return s.classTrouble(err)
	}
	s.classWorks()
	return reply.JSON(w, http.StatusOK, map[string]string{"kept": sent.ID})
}

// leaveClass deletes a learner and everything of theirs.
func (s *Server) leaveClass(w http.ResponseWriter, r *http.Request) error {
	l, err := s.member(w, r)
	if err == nil {
		err = s.cfg.Classroom.Leave(r.Context(), l.ID)
	}
	if err != nil && !errors.Is(err, classroom.ErrStranger) {
		return s.classTrouble(err)
	}
	setCookie(w, r, learnerCookie, "/class", "", http.SameSiteStrictMode, -time.Second)
	return reply.JSON(w, http.StatusOK, struct{}{})
}

// learner returns whose cookie came with a request.
func (s *Server) learner(r *http.Request) (classroom.Learner, error) {
	c, err := r.Cookie(learnerCookie)
	if err != nil || c.Value == "" {
		return classroom.Learner{}, classroom.ErrStranger
	}
	return s.cfg.Classroom.Learner(r.Context(), c.Value)
}

// member is learner for what is counted: against the rate of the address, and
// against that of the learner.
func (s *Server) member(w http.ResponseWriter, r *http.Request) (classroom.Learner, error) {
	if err := s.rates.class.Admit(w, r); err != nil {
		return classroom.Learner{}, err
	}
	l, err := s.learner(r)
	if err != nil {
		return l, s.classTrouble(err)
	}
	return l, s.rates.learner.AdmitAs(w, r, l.ID)
}

// tellLearner answers with who the learner is, and the spotlight.
func (s *Server) tellLearner(w http.ResponseWriter, r *http.Request, l classroom.Learner) error {
	answer := inClass{ID: l.ID, Nickname: l.Nickname}
	slug, err := s.cfg.Classroom.Spotlight(r.Context())
	if err != nil {
		return s.classTrouble(err)
	}
	if lesson, err := s.now.Load().course.Lesson(slug); err == nil {
		answer.Spotlight = &spotlight{Lesson: slug, Title: lesson.Meta.Title}
	}
	s.classWorks()
	return reply.JSON(w, http.StatusOK, answer)
}

// exerciseAt returns the exercise at a place; nil where it names none. What
// the course does not have is an error.
func (s *Server) exerciseAt(at place) (*web.Exercise, error) {
	if at.Lesson == "" && at.Exercise == "" {
		return nil, nil
	}
	lesson, err := s.now.Load().course.Lesson(at.Lesson)
	if err != nil {
		return nil, reply.BadRequest("There is no such lesson")
	}
	for _, e := range lesson.Exercises {
		if e.Name == at.Exercise {
			return e, nil
		}
	}
	if at.Exercise != "" {
		return nil, reply.BadRequest("There is no such exercise")
	}
	return nil, nil
}

// classTrouble logs when the class's database begins to fail: once, not for
// everybody who asks.
func (s *Server) classTrouble(err error) error {
	if away := new(classroom.Unavailable); errors.As(err, &away) && !s.classAway.Swap(true) {
		s.log.Error("the class cannot keep answers; learners' browsers keep them", "because", away.Why, "error", err, "where", s.cfg.Classroom.Where())
	}
	return err
}

// classWorks logs when it has recovered.
func (s *Server) classWorks() {
	if s.classAway.Swap(false) {
		s.log.Warn("the class keeps answers again")
	}
}

// setCookie sets a cookie that scripts cannot read. A negative time, of a
// second, deletes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, path, value string, same http.SameSite, keep time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: path, MaxAge: int(keep / time.Second), HttpOnly: true, SameSite: same,
		Secure: r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
}

// keepable leaves out what PostgreSQL's texts cannot hold.
func keepable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\x00", "")
}

// clip cuts a text to a number of characters.
func clip(text string, n int) string {
	if runes := []rune(text); len(runes) > n {
		return string(runes[:n]) + "…"
	}
	return text
}
