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
	get := func(r chi.Router, path string, h reply.Handler) { r.Get(path, c.Replies.Handle(c.watched(h))) }
	post := func(r chi.Router, path string, h reply.Handler) { r.Post(path, c.Replies.Handle(c.watched(h))) }

	learner := r.With(c.Replies.Require(c.Bounds.Class.Admit))
	get(learner, "/class", c.me)
	post(learner, "/class/join", reply.Posted(c.join))
	post(learner, "/class/here", reply.Posted(c.here))
	post(learner, "/class/answers", reply.Posted(c.submit))
	post(learner, "/class/leave", c.leave)

	r.Get("/teacher", c.Replies.Handle(c.teacherPage)) // these two do not use the store
	r.Post("/teacher/enter", c.Replies.Handle(c.signIn))
	teacher := r.With(c.Replies.Require(c.onlyTeacher))
	get(teacher, "/teacher/state", c.state)
	get(teacher, "/teacher/answers", c.submissions)
	get(teacher, "/teacher/class.{form}", c.download)
	post(teacher, "/teacher/spotlight", reply.Posted(c.setSpotlight))
	post(teacher, "/teacher/remove", reply.Posted(c.removeLearner))
	post(teacher, "/teacher/remove-silent", c.removeSilent)
	post(teacher, "/teacher/recheck", c.recheck)
	post(teacher, "/teacher/verdict", reply.Posted(c.noteVerdict))
	post(teacher, "/teacher/end", c.end)
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
