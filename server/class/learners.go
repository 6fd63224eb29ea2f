package class

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

// learnerCookie holds a learner's secret. Scripts cannot read it, and browsers
// send it only to addresses under /class.
const learnerCookie = "abacus-learner"

// keepsLearner is how long a browser remembers its learner.
const keepsLearner = 60 * 24 * time.Hour

var answerID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// join adds a learner to the class. Somebody who has joined before stays the same
// learner.
func (c *Room) join(w http.ResponseWriter, r *http.Request, asked wire.JoinRequest) error {
	l, err := c.learner(r)
	if errors.Is(err, classroom.ErrStranger) {
		if c.Joins.Admit(w, r) != nil {
			return errManyJoined
		}
		secret := ""
		if l, secret, err = c.Store.Join(r.Context(), asked.Nickname); err == nil {
			setCookie(w, r, learnerCookie, "/class", secret, keepsLearner)
		}
	}
	if err != nil {
		return err
	}
	return c.tellLearner(w, r, l)
}

// me tells a page who its reader is.
func (c *Room) me(w http.ResponseWriter, r *http.Request) error {
	l, err := c.member(w, r)
	if err != nil {
		return err
	}
	return c.tellLearner(w, r, l)
}

// here notes where a learner is.
func (c *Room) here(w http.ResponseWriter, r *http.Request, at wire.Place) error {
	if _, err := c.exerciseAt(at); err != nil {
		return err
	}
	l, err := c.member(w, r)
	if err == nil {
		err = c.Store.Here(r.Context(), l, at.Lesson, at.Exercise)
	}
	if err != nil {
		return err
	}
	return c.tellLearner(w, r, l)
}

// submit keeps an answer. It is acknowledged when it is on the disk.
func (c *Room) submit(w http.ResponseWriter, r *http.Request, received wire.ReceivedSubmission) error {
	sent := received.Current()
	e, err := c.exerciseAt(sent.Place)
	if err != nil {
		return err
	}
	text, err := json.Marshal(sent.Typed)
	wrong := sent.Verdict.Check()
	switch {
	case err != nil:
		return err
	case wrong != nil:
		return reply.BadRequest("The verdict that comes with an answer is not valid: " + wrong.Error())
	case e == nil:
		return reply.BadRequest("An answer names its lesson and exercise")
	case !answerID.MatchString(sent.ID):
		return reply.BadRequest("An answer has an id of 8 to 64 letters, digits, - or _")
	case len(text) > wire.MaxTyped:
		return &http.MaxBytesError{Limit: wire.MaxTyped}
	}
	l, err := c.member(w, r)
	if err == nil {
		err = c.Store.Submit(r.Context(), classroom.Answer{
			ID: sent.ID, Learner: l.ID, Lesson: sent.Lesson, Exercise: sent.Exercise, Kind: wire.ExerciseKind(e.Kind),
			Typed: keepable(string(text)), Passed: sent.Verdict.State == wire.Passed, Reason: sent.Verdict.Reason,
			Said: keepable(sent.Verdict.Said),
		})
	}
	if err != nil {
		return err
	}
	return reply.JSON(w, wire.Kept{Kept: sent.ID})
}

// leave deletes a learner and everything of theirs.
func (c *Room) leave(w http.ResponseWriter, r *http.Request) error {
	l, err := c.member(w, r)
	if err == nil {
		err = c.Store.Leave(r.Context(), l.ID)
	}
	if err != nil && !errors.Is(err, classroom.ErrStranger) {
		return err
	}
	setCookie(w, r, learnerCookie, "/class", "", -time.Second)
	return reply.JSON(w, struct{}{})
}

// learner returns the learner whose cookie came with a request.
func (c *Room) learner(r *http.Request) (classroom.Learner, error) {
	cookie, err := r.Cookie(learnerCookie)
	if err != nil || cookie.Value == "" {
		return classroom.Learner{}, classroom.ErrStranger
	}
	return c.Store.Learner(r.Context(), cookie.Value)
}

// member is learner for requests that count against the learner's rate.
func (c *Room) member(w http.ResponseWriter, r *http.Request) (classroom.Learner, error) {
	l, err := c.learner(r)
	if err != nil {
		return l, err
	}
	return l, c.OfLearner.AdmitAs(w, r, l.ID)
}

// tellLearner answers with who the learner is, and the spotlight.
func (c *Room) tellLearner(w http.ResponseWriter, r *http.Request, l classroom.Learner) error {
	answer := wire.Member{ID: l.ID, Nickname: l.Nickname}
	slug, err := c.Store.Spotlight(r.Context())
	if err != nil {
		return err
	}
	if lesson, err := c.Course().Lesson(slug); err == nil {
		answer.Spotlight = &wire.Spotlight{Lesson: slug, Title: lesson.Meta.Title}
	}
	return reply.JSON(w, answer)
}

// exerciseAt returns the exercise at a place, or nil if the place names none. A
// place that the course does not have is an error.
func (c *Room) exerciseAt(at wire.Place) (*web.Exercise, error) {
	if at.Lesson == "" && at.Exercise == "" {
		return nil, nil
	}
	lesson, err := c.Course().Lesson(at.Lesson)
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

// setCookie sets a cookie that scripts cannot read. A negative time, of a
// second, deletes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, path, value string, keep time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: path, MaxAge: int(keep / time.Second), HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
}

// keepable drops what a text in PostgreSQL cannot hold.
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
