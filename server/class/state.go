package class

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"abacus/server/classroom"
	"abacus/server/packed"
	"abacus/server/pages"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// When a learner counts as stuck, and as away.
const (
	stuckFailed = 3               // checks in vain
	stuckFor    = 8 * time.Minute // at one exercise
	awayAfter   = 5 * time.Minute // without a word
)

// viewOf sums up the class at a time.
func viewOf(learners []classroom.Learner, tallies []classroom.Tally, now time.Time) wire.ClassState {
	v := wire.ClassState{Learners: []wire.LearnerState{}, Exercises: []wire.ExerciseState{}}
	of := map[string]int{}
	for i, l := range learners {
		of[l.ID] = i
		v.Learners = append(v.Learners, learnerState(l, now))
	}
	rows := map[wire.Place]*wire.ExerciseState{}
	count := func(l *wire.LearnerState, t classroom.Tally) {
		p := wire.Place{Lesson: t.Lesson, Exercise: t.Exercise}
		if rows[p] == nil {
			rows[p] = &wire.ExerciseState{Lesson: p.Lesson, Exercise: p.Exercise}
		}
		countIn(rows[p], l, t, now)
	}
	counted := map[string]bool{} // who has sent something, and whether about the exercise that they are at
	for _, t := range tallies {
		if i, ok := of[t.Learner]; ok { // not who joined since the learners were read
			l := &v.Learners[i]
			count(l, t)
			counted[t.Learner] = counted[t.Learner] || isAt(l, t)
			v.Unchecked += t.Passed - t.Confirmed - t.Differs
		}
	}
	for i := range v.Learners {
		if l := &v.Learners[i]; l.Here && l.Exercise != "" && !counted[l.ID] {
			count(l, classroom.Tally{Lesson: l.Lesson, Exercise: l.Exercise}) // nothing sent yet
		}
	}
	v.Silent = len(learners) - len(counted)
	for _, e := range rows {
		v.Exercises = append(v.Exercises, *e)
	}
	slices.SortFunc(v.Exercises, func(a, b wire.ExerciseState) int { // equal views have equal tags
		return cmp.Or(cmp.Compare(a.Lesson, b.Lesson), cmp.Compare(a.Exercise, b.Exercise))
	})
	return v
}

func learnerState(l classroom.Learner, now time.Time) wire.LearnerState {
	return wire.LearnerState{
		ID: l.ID, Nickname: l.Nickname, Joined: l.Joined, Seen: l.Seen,
		Lesson: l.Lesson, Exercise: l.Exercise, Since: l.Since,
		Here: now.UnixMilli()-l.Seen < awayAfter.Milliseconds(),
	}
}

func classAnswer(a classroom.Answer) wire.ClassAnswer {
	return wire.ClassAnswer{
		ID: a.ID, Learner: a.Learner, Nickname: a.Nickname, Lesson: a.Lesson, Exercise: a.Exercise, Kind: a.Kind,
		Typed: a.Typed, Claimed: a.Claimed(), At: a.At, Checked: a.Checked(),
	}
}

// isAt reports whether the learner is present and at the exercise of a tally.
func isAt(l *wire.LearnerState, t classroom.Tally) bool {
	return l.Here && t.Lesson == l.Lesson && t.Exercise == l.Exercise
}

// countIn adds a learner to an exercise, with what they have sent. A learner who
// is away is not stuck.
func countIn(e *wire.ExerciseState, l *wire.LearnerState, t classroom.Tally, now time.Time) {
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

// teacherPage shows the teacher's page, lets in whoever opens a link, and tells
// others how to come in.
func (c *Room) teacherPage(w http.ResponseWriter, r *http.Request) error {
	if token := r.URL.Query().Get("token"); token != "" {
		if err := c.teacher.tries.Admit(w, r); err != nil {
			return err
		}
		if c.teacher.use(token) {
			c.letIn(w, r)
			return nil
		}
		if !c.isTeacher(r) {
			return c.teacherDoor(w, r, "That link has been used, or belongs to an earlier run of this server.")
		}
	}
	if !c.isTeacher(r) {
		return c.teacherDoor(w, r, "")
	}
	p, err := c.Course().TeacherPage(c.Editable)
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusOK)
	return nil
}

// state answers with the state of the class, or with 304 if nothing has changed.
func (c *Room) state(w http.ResponseWriter, r *http.Request) error {
	store := c.Store
	learners, err := store.Learners(r.Context())
	tallies, err2 := store.Tallies(r.Context())
	light, err3 := store.Spotlight(r.Context())
	if err := errors.Join(err, err2, err3); err != nil {
		return err
	}
	view := viewOf(learners, tallies, time.Now())
	view.Spotlight = light
	body, err := json.Marshal(view)
	if err != nil {
		return err
	}
	a := packed.New("application/json", packed.Revalidate, body)
	a.Effort = packed.Once
	a.Send(w, r)
	return nil
}

// maxShownAnswers is how many answers the page shows at once: the latest.
const maxShownAnswers = 100

// answers lists what a learner answered, or what was answered at an exercise.
func (c *Room) answers(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	which := classroom.Which{
		Learner: q.Get("learner"), Lesson: q.Get("lesson"), Exercise: q.Get("exercise"), Latest: maxShownAnswers,
	}
	answer := wire.ClassAnswers{Answers: []wire.ClassAnswer{}}
	err := c.Store.Answers(r.Context(), which, func(a classroom.Answer) error {
		answer.Answers = append(answer.Answers, classAnswer(a))
		return nil
	})
	if err != nil {
		return err
	}
	return reply.JSON(w, answer)
}

// setSpotlight points at a lesson, or at none.
func (c *Room) setSpotlight(w http.ResponseWriter, r *http.Request, to wire.SpotlightRequest) error {
	if _, err := c.exerciseAt(wire.Place{Lesson: to.Lesson}); err != nil {
		return err
	}
	return c.done(w, c.Store.SetSpotlight(r.Context(), to.Lesson))
}

// removeLearner deletes a learner as leaving does.
func (c *Room) removeLearner(w http.ResponseWriter, r *http.Request, who wire.RemoveRequest) error {
	err := c.Store.Leave(r.Context(), who.Learner)
	if errors.Is(err, classroom.ErrStranger) {
		err = nil // somebody was quicker
	}
	return c.done(w, err)
}

// removeSilent deletes all learners who have sent nothing, to make room: inventing
// nicknames costs nothing.
func (c *Room) removeSilent(w http.ResponseWriter, r *http.Request) error {
	err := c.Store.RemoveSilent(r.Context())
	if err == nil {
		c.Joins.Forgive()
	}
	return c.done(w, err)
}

// end deletes everything.
func (c *Room) end(w http.ResponseWriter, r *http.Request) error {
	return c.done(w, c.Store.End(r.Context()))
}

// done answers a request whose success needs no words.
func (c *Room) done(w http.ResponseWriter, err error) error {
	if err != nil {
		return err
	}
	return reply.JSON(w, struct{}{})
}

// exercise returns the exercise of an answer, or nil if the course no longer has
// it.
func (c *Room) exercise(a classroom.Answer) *web.Exercise {
	e, _ := c.exerciseAt(wire.Place{Lesson: a.Lesson, Exercise: a.Exercise})
	return e
}
