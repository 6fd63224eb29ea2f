package server

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"abacus/server/classroom"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// The learner's side of a class: joining, where one is, what one answered.
// Whoever has not joined is asked for nothing and sends nothing.

// learnerCookie holds a learner's secret. Scripts cannot read it, and only
// the addresses under /class get it.
const learnerCookie = "abacus-learner"

// keepsLearner is how long a browser remembers who it is.
const keepsLearner = 60 * 24 * time.Hour

var answerID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// join takes somebody into the class. Who is in it already stays who they are.
func (s *Server) join(w http.ResponseWriter, r *http.Request) error {
	if err := s.rates.class.Admit(w, r); err != nil {
		return err
	}
	var asked wire.JoinRequest
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
	at := wire.Place{}
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
	received := wire.ReceivedSubmission{}
	if err := reply.ReadJSON(w, r, &received); err != nil {
		return err
	}
	sent := received.Current()
	e, err := s.exerciseAt(sent.Place)
	if err != nil {
		return err
	}
	text, err := json.Marshal(sent.Typed)
	wrong := sent.Verdict.Check()
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return reply.BadRequest("An answer comes with what the check made of it: " + wrong.Error())
	case e == nil:
		return reply.BadRequest("An answer names its lesson and exercise")
	case !answerID.MatchString(sent.ID):
		return reply.BadRequest("An answer has an id of 8 to 64 letters, digits, - or _")
	case len(text) > wire.MaxTyped:
		return &http.MaxBytesError{Limit: wire.MaxTyped}
	}
	l, err := s.member(w, r)
	if err == nil {
		err = s.cfg.Classroom.Submit(r.Context(), classroom.Answer{
			ID: sent.ID, Learner: l.ID, Lesson: sent.Lesson, Exercise: sent.Exercise, Kind: wire.ExerciseKind(e.Kind),
			Typed: keepable(string(text)), Passed: sent.Verdict.State == wire.Passed, Reason: sent.Verdict.Reason,
			Said: keepable(sent.Verdict.Said),
		})
	}
	if err != nil {
		return s.classTrouble(err)
	}
	s.classWorks()
	return reply.JSON(w, http.StatusOK, wire.Kept{Kept: sent.ID})
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
	answer := wire.Member{ID: l.ID, Nickname: l.Nickname}
	slug, err := s.cfg.Classroom.Spotlight(r.Context())
	if err != nil {
		return s.classTrouble(err)
	}
	if lesson, err := s.pages.Course().Lesson(slug); err == nil {
		answer.Spotlight = &wire.Spotlight{Lesson: slug, Title: lesson.Meta.Title}
	}
	s.classWorks()
	return reply.JSON(w, http.StatusOK, answer)
}

// exerciseAt returns the exercise at a place; nil where it names none. What
// the course does not have is an error.
func (s *Server) exerciseAt(at wire.Place) (*web.Exercise, error) {
	if at.Lesson == "" && at.Exercise == "" {
		return nil, nil
	}
	lesson, err := s.pages.Course().Lesson(at.Lesson)
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
