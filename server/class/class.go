// Package class serves a class: learners join with a nickname and submit solutions
// of exercises; the teacher sees everyone's progress, has submissions checked again,
// and puts a lesson in the spotlight.
//
// Package store holds the data. The page of a reader who has not joined sends
// nothing.
package class

import (
	"errors"
	"log/slog"
	"net/http"
	"sync/atomic"

	"github.com/go-chi/chi/v5"

	"abacus/server/admission"
	"abacus/server/class/store"
	"abacus/server/reply"
	"abacus/web"
)

// Config holds everything that serving a class needs.
type Config struct {
	Store    *store.Store
	Course   func() *web.Course // the version being served
	Secret   string             // with which the teacher signs in; "": with links
	Editable bool               // code can be changed, and therefore be checked again
	Log      *slog.Logger
	Replies  *reply.Replies
	admission.Bounds
}

// Room serves a class.
type Room struct {
	Config
	teacher *teacher
	away    atomic.Bool // the store failed the last time it was used
}

// New returns a room, or an error if the secret is easy to guess.
func New(cfg Config) (*Room, error) {
	t, err := newTeacher(cfg.Secret)
	c := &Room{Config: cfg, teacher: t}
	c.Replies = cfg.Replies.With(explain)
	return c, err
}

// Routes adds the room's addresses.
func (c *Room) Routes(r chi.Router) {
	stored := func(h reply.Handler) http.HandlerFunc { return c.Replies.Handle(c.watched(h)) }
	r.Group(func(r chi.Router) {
		r.Use(c.Replies.Require(c.Bounds.Class.Admit))
		r.Get("/class", stored(c.me))
		r.Post("/class/join", stored(reply.Posted(c.join)))
		r.Post("/class/here", stored(reply.Posted(c.here)))
		r.Post("/class/answers", stored(reply.Posted(c.submit)))
		r.Post("/class/leave", stored(c.leave))
	})
	r.Get("/teacher", c.Replies.Handle(c.teacherPage))
	r.Post("/teacher/enter", c.Replies.Handle(c.signIn))
	r.Group(func(r chi.Router) {
		r.Use(c.Replies.Require(c.onlyTeacher))
		r.Get("/teacher/state", stored(c.state))
		r.Get("/teacher/answers", stored(c.submissions))
		r.Get("/teacher/class.{form}", stored(c.download))
		r.Post("/teacher/spotlight", stored(reply.Posted(c.setSpotlight)))
		r.Post("/teacher/remove", stored(reply.Posted(c.removeLearner)))
		r.Post("/teacher/remove-silent", stored(c.removeSilent))
		r.Post("/teacher/recheck", stored(c.recheck))
		r.Post("/teacher/verdict", stored(reply.Posted(c.noteVerdict)))
		r.Post("/teacher/end", stored(c.end))
	})
}

// watched logs when the store begins to fail and when it has recovered: once each,
// not for every request.
func (c *Room) watched(h reply.Handler) reply.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		err := h(w, r)
		if away := new(store.Unavailable); errors.As(err, &away) && !c.away.Swap(true) {
			c.Log.Error("the class cannot store submissions; learners' browsers keep them",
				"because", away.Why, "error", err, "where", c.Store.Where())
		}
		if err == nil && c.away.Swap(false) {
			c.Log.Warn("the class stores submissions again")
		}
		return err
	}
}
