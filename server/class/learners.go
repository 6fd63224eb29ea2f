package class

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strings"
	"time"

	"abacus/server/class/store"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// learnerCookie holds a learner's secret. Scripts cannot read it, and browsers send
// it only to addresses under /class.
const learnerCookie = "abacus-learner"

// learnerStays is how long a browser remembers its learner.
const learnerStays = 60 * 24 * time.Hour

var submissionID = regexp.MustCompile(`^[A-Za-z0-9_-]{8,64}$`)

// join adds a learner to the class. A browser that has joined before stays the same
// learner.
func (c *Room) join(w http.ResponseWriter, r *http.Request, asked wire.JoinRequest) error {
	l, err := c.learner(r)
	if errors.Is(err, store.ErrStranger) {
		if c.Joins.Admit(w, r) != nil {
			return errManyJoined
		}
		secret := ""
		if l, secret, err = c.Store.Join(r.Context(), asked.Nickname); err == nil {
			setCookie(w, r, learnerCookie, "/class", secret, learnerStays)
		}
	}
	return c.tellLearner(w, r, l, err)
}

// me tells a page which learner its reader is.
func (c *Room) me(w http.ResponseWriter, r *http.Request) error {
	l, err := c.member(w, r)
	return c.tellLearner(w, r, l, err)
}

// here records where a learner is.
func (c *Room) here(w http.ResponseWriter, r *http.Request, at wire.Place) error {
	if _, err := c.exerciseAt(at); err != nil {
		return err
	}
	l, err := c.member(w, r)
	if err == nil {
		err = c.Store.Here(r.Context(), l, at.Lesson, at.Exercise)
	}
	return c.tellLearner(w, r, l, err)
}

// submit stores a submission and acknowledges it once it is on disk.
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
		return reply.BadRequest("The verdict in this submission is not valid: " + wrong.Error())
	case e == nil:
		return reply.BadRequest("A submission must name its lesson and exercise")
	case !submissionID.MatchString(sent.ID):
		return reply.BadRequest("The ID of a submission must have 8 to 64 letters, digits, - or _")
	case len(text) > wire.MaxTyped:
		return &http.MaxBytesError{Limit: wire.MaxTyped}
	}
	l, err := c.member(w, r)
	sent.Verdict.Said = storable(sent.Verdict.Said)
	if err == nil {
		err = c.Store.Submit(r.Context(), wire.ClassSubmission{
			ID: sent.ID, Learner: l.ID, Lesson: sent.Lesson, Exercise: sent.Exercise,
			Kind: e.Kind, Typed: storable(string(text)), Claimed: sent.Verdict,
		})
	}
	if err != nil {
		return err
	}
	return reply.JSON(w, wire.Kept{Kept: sent.ID})
}

// leave deletes a learner with all submissions.
func (c *Room) leave(w http.ResponseWriter, r *http.Request) error {
	l, err := c.member(w, r)
	if err == nil {
		err = c.Store.Leave(r.Context(), l.ID)
	}
	if err != nil && !errors.Is(err, store.ErrStranger) {
		return err
	}
	setCookie(w, r, learnerCookie, "/class", "", -time.Second)
	return done(w, nil)
}

// learner returns the learner whose cookie a request carries.
func (c *Room) learner(r *http.Request) (wire.LearnerState, error) {
	cookie, err := r.Cookie(learnerCookie)
	if err != nil || cookie.Value == "" {
		return wire.LearnerState{}, store.ErrStranger
	}
	return c.Store.Learner(r.Context(), cookie.Value)
}

// member is learner for requests that count against the learner's rate.
func (c *Room) member(w http.ResponseWriter, r *http.Request) (wire.LearnerState, error) {
	l, err := c.learner(r)
	if err != nil {
		return l, err
	}
	return l, c.Bounds.Learner.AdmitAs(w, r, l.ID)
}

// tellLearner responds with the learner and the spotlight, or returns the error.
func (c *Room) tellLearner(w http.ResponseWriter, r *http.Request, l wire.LearnerState, err error) error {
	if err != nil {
		return err
	}
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

// exerciseAt returns the exercise at a place, or nil if the place names none. It is
// an error if the course has no such place.
func (c *Room) exerciseAt(at wire.Place) (*web.Exercise, error) {
	if at == (wire.Place{}) {
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

// setCookie sets a cookie that scripts cannot read. A time of minus one second
// deletes it.
func setCookie(w http.ResponseWriter, r *http.Request, name, path, value string, keep time.Duration) {
	http.SetCookie(w, &http.Cookie{
		Name: name, Value: value, Path: path, MaxAge: int(keep / time.Second), HttpOnly: true,
		SameSite: http.SameSiteStrictMode,
		Secure:   r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https",
	})
}

// storable removes from a text what PostgreSQL cannot store.
func storable(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "�"), "\x00", "")
}
