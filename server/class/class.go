// Package class serves a class in one room: learners join by a nickname and
// send what they answer, and the teacher sees who is where, has answers checked
// again, and points at a lesson.
//
// Package classroom stores it all. A page whose reader has not joined sends
// nothing.
package class

import (
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/classroom"
	"abacus/server/reply"
	"abacus/web"
)

// Config holds everything that serving a class needs.
type Config struct {
	Store    *classroom.Store
	Course   func() *web.Course // that is served now
	Secret   string             // by which the teacher comes in; "": by links
	Editable bool               // code can be changed, and so be checked again
	Log      *slog.Logger
	Replies  *reply.Replies

	SQL          *admission.Gate // for checks of answers
	Asks         *admission.Rate // of an address
	OfLearner    *admission.Rate // of one learner
	Joins        *admission.Rate // of nicknames that an address invents
	Guesses      *admission.Rate // at the teacher's secret
	DownloadTime time.Duration   // for all answers as a file
}

// Room serves a class.
type Room struct {
	Config
	teacher *teacher
	away    atomic.Bool // the store failed when it was last asked
}

// New returns a room, or an error if the secret is easy to guess.
func New(cfg Config) (*Room, error) {
	t, err := newTeacher(cfg.Secret, cfg.Guesses)
	c := &Room{Config: cfg, teacher: t}
	c.Replies = cfg.Replies.With(explain)
	return c, err
}

// Routes adds the room's addresses.
func (c *Room) Routes(r chi.Router) {
	stored := func(h reply.Handler) http.HandlerFunc { return c.Replies.Handle(c.watched(h)) }
	r.Group(func(r chi.Router) {
		r.Use(c.Replies.Require(c.Asks.Admit))
		r.Get("/class", stored(c.me))
		r.Post("/class/join", stored(reply.Posted(c.join)))
		r.Post("/class/here", stored(reply.Posted(c.here)))
		r.Post("/class/answers", stored(reply.Posted(c.submit)))
		r.Post("/class/leave", stored(c.leave))
	})
	r.Get("/teacher", c.Replies.Handle(c.teacherPage))
	r.Post("/teacher/enter", c.Replies.Handle(c.enterAsTeacher))
	r.Group(func(r chi.Router) {
		r.Use(c.Replies.Require(c.onlyTeacher))
		r.Get("/teacher/state", stored(c.state))
		r.Get("/teacher/answers", stored(c.answers))
		r.Get("/teacher/class.{form}", stored(c.saveAnswers))
		r.Post("/teacher/spotlight", stored(reply.Posted(c.setSpotlight)))
		r.Post("/teacher/remove", stored(reply.Posted(c.removeLearner)))
		r.Post("/teacher/remove-silent", stored(c.removeSilent))
		r.Post("/teacher/recheck", stored(c.recheck))
		r.Post("/teacher/verdict", stored(reply.Posted(c.noteVerdict)))
		r.Post("/teacher/end", stored(c.end))
	})
}

// watched logs when the store begins to fail and when it has recovered: once
// each, not once a request.
func (c *Room) watched(h reply.Handler) reply.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := h(w, r)
		if away := new(classroom.Unavailable); errors.As(err, &away) && !c.away.Swap(true) {
			c.Log.Error("the class cannot keep answers; learners' browsers keep them",
				"because", away.Why, "error", err, "where", c.Store.Where())
		}
		if err == nil && c.away.Swap(false) {
			c.Log.Warn("the class keeps answers again")
		}
		return err
	}
}
