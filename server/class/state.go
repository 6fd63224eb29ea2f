package class

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"net/http"
	"slices"
	"time"

	"abacus/server/class/store"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/server/wire"
)

// When a learner counts as stuck, and as away.
const (
	stuckFailed = 3               // failed checks
	stuckFor    = 8 * time.Minute // at one exercise
	awayAfter   = 5 * time.Minute // of silence
)

// summary returns the state of the class at a time.
func summary(learners []wire.LearnerState, tallies []store.Tally, now time.Time) wire.ClassState {
	v := wire.ClassState{Learners: learners, Exercises: []wire.ExerciseState{}}
	of := map[string][]store.Tally{} // by learner
	for _, t := range tallies {
		of[t.Learner] = append(of[t.Learner], t)
	}
	rows := map[wire.Place]wire.ExerciseState{}
	for i := range learners {
		l := &learners[i]
		l.Here = now.UnixMilli()-l.Seen < awayAfter.Milliseconds()
		own := of[l.ID]
		if len(own) == 0 {
			v.Silent++
		}
		if l.Here && l.Exercise != "" && !slices.ContainsFunc(own, func(t store.Tally) bool { return isAt(l, t) }) {
			own = append(own, store.Tally{Lesson: l.Lesson, Exercise: l.Exercise}) // nothing submitted yet
		}
		for _, t := range own {
			p := wire.Place{Lesson: t.Lesson, Exercise: t.Exercise}
			e := rows[p]
			e.Lesson, e.Exercise = t.Lesson, t.Exercise
			countIn(&e, l, t, now)
			rows[p] = e
			v.Unchecked += t.Passed - t.Confirmed - t.Differs
		}
	}
	v.Exercises = slices.AppendSeq(v.Exercises, maps.Values(rows))
	slices.SortFunc(v.Exercises, func(a, b wire.ExerciseState) int { // equal states have equal ETags
		return cmp.Or(cmp.Compare(a.Lesson, b.Lesson), cmp.Compare(a.Exercise, b.Exercise))
	})
	return v
}

// isAt reports whether a learner is present and at the exercise of a tally.
func isAt(l *wire.LearnerState, t store.Tally) bool {
	return l.Here && t.Lesson == l.Lesson && t.Exercise == l.Exercise
}

// countIn adds a learner and a tally to an exercise. A learner who is away is not
// stuck.
func countIn(e *wire.ExerciseState, l *wire.LearnerState, t store.Tally, now time.Time) {
	l.Differs += t.Differs
	e.Differs += min(t.Differs, 1)
	long := isAt(l, t) && now.UnixMilli()-l.Since >= stuckFor.Milliseconds()
	switch {
	case t.Passed > t.Differs:
		e.Done++
		l.Done++
	case l.Here && (long || t.Failed+t.Differs >= stuckFailed):
		e.Stuck++
		l.Stuck = l.Stuck || isAt(l, t)
	default:
		e.Trying++
	}
}

// state responds with the state of the class, or with 304 if nothing has changed.
func (c *Room) state(w http.ResponseWriter, r *http.Request) error {
	learners, err := c.Store.Learners(r.Context())
	tallies, err2 := c.Store.Tallies(r.Context())
	spotlight, err3 := c.Store.Spotlight(r.Context())
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	state := summary(learners, tallies, time.Now())
	state.Spotlight = spotlight
	body, err := json.Marshal(state)
	if err != nil {
		return err
	}
	f := packed.New("application/json", packed.Revalidate, body)
	f.Effort = packed.Once
	f.Send(w, r)
	return nil
}

// maxShown is how many submissions the page shows at once: the latest.
const maxShown = 100

// submissions lists those of a learner, or for an exercise.
func (c *Room) submissions(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	only := store.Filter{
		Learner: q.Get("learner"), Lesson: q.Get("lesson"), Exercise: q.Get("exercise"), Latest: maxShown,
	}
	list := wire.ClassSubmissions{Answers: []wire.ClassSubmission{}}
	err := c.Store.Submissions(r.Context(), only, func(a wire.ClassSubmission) error {
		list.Answers = append(list.Answers, a)
		return nil
	})
	if err != nil {
		return err
	}
	return reply.JSON(w, list)
}

// setSpotlight puts a lesson in the spotlight, or none.
func (c *Room) setSpotlight(w http.ResponseWriter, r *http.Request, to wire.SpotlightRequest) error {
	if _, err := c.exerciseAt(wire.Place{Lesson: to.Lesson}); err != nil {
		return err
	}
	return done(w, c.Store.SetSpotlight(r.Context(), to.Lesson))
}

// removeLearner deletes a learner, like leaving.
func (c *Room) removeLearner(w http.ResponseWriter, r *http.Request, who wire.RemoveRequest) error {
	return done(w, c.Store.Leave(r.Context(), who.Learner))
}

// removeSilent deletes all learners without submissions, to make room: inventing
// nicknames costs nothing.
func (c *Room) removeSilent(w http.ResponseWriter, r *http.Request) error {
	err := c.Store.RemoveSilent(r.Context())
	if err == nil {
		c.Joins.Forgive()
	}
	return done(w, err)
}

// end deletes everything.
func (c *Room) end(w http.ResponseWriter, r *http.Request) error {
	return done(w, c.Store.End(r.Context()))
}

// done responds to a request whose success needs no words.
func done(w http.ResponseWriter, err error) error {
	if err != nil {
		return err
	}
	return reply.JSON(w, struct{}{})
}
