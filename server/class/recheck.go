package class

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"abacus/server/admission"
	"abacus/server/class/store"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// A learner's browser only claims that a submission passed, so submissions are
// checked again: questions and SQL here, by the lesson's own checks; code in the
// teacher's browser, built here and run there in the frame that isolates programs.

// recheckFor is how long one request checks. The page asks again for the rest.
const recheckFor = 2 * time.Second

// maxGroups is how many programs the page gets at once.
const maxGroups = 20

// group is equal submissions of several learners.
type group struct {
	wire.SubmissionGroup
	kind  wire.ExerciseKind
	typed wire.Typed
}

// recheck spends a while on what can be checked here. It responds with how much is
// left and with programs for the page to check.
func (c *Room) recheck(w http.ResponseWriter, r *http.Request) error {
	groups, err := c.unchecked(r)
	if err != nil {
		return err
	}
	answer := wire.RecheckAnswer{Programs: []wire.SubmissionGroup{}}
	deadline := time.Now().Add(recheckFor)
	for _, g := range groups {
		e, _ := c.exerciseAt(wire.Place{Lesson: g.Lesson, Exercise: g.Exercise})
		wrong := ""
		if e == nil {
			wrong = "The course no longer has this exercise."
		} else if g.kind == wire.CodeExercise {
			wrong = c.foreign(e, g.typed.Edits)
		}
		switch {
		case wrong != "":
			err = c.store(r, g.Answers, wire.Judged(false, wrong))
		case g.kind == wire.CodeExercise:
			if len(answer.Programs) < maxGroups {
				answer.Programs = append(answer.Programs, g.SubmissionGroup)
			}
		case time.Now().After(deadline):
			answer.Left += len(g.Answers)
		default:
			err = c.judge(r, e, g)
		}
		if errors.Is(err, web.ErrNoVerdict) || errors.Is(err, admission.ErrBusy) {
			answer.Skipped += len(g.Answers)
		} else if err != nil {
			return err
		}
		err = nil
	}
	return reply.JSON(w, answer)
}

// unchecked returns the claims that have not been checked again, equal ones
// together.
func (c *Room) unchecked(r *http.Request) ([]*group, error) {
	var groups []*group
	by := map[[3]string]*group{}
	err := c.Store.Submissions(r.Context(), store.Filter{Unchecked: true}, func(a wire.ClassSubmission) error {
		key := [3]string{a.Lesson, a.Exercise, a.Typed}
		if by[key] == nil {
			g := &group{SubmissionGroup: wire.SubmissionGroup{Lesson: a.Lesson, Exercise: a.Exercise}, kind: a.Kind}
			_ = json.Unmarshal([]byte(a.Typed), &g.typed) // we wrote it
			g.Edits = append([]wire.Edit{}, g.typed.Edits...)
			by[key] = g
			groups = append(groups, g)
		}
		by[key].Answers = append(by[key].Answers, wire.SubmissionName{Learner: a.Learner, ID: a.ID})
		return nil
	})
	return groups, err
}

// judge applies the lesson's own check to a group.
func (c *Room) judge(r *http.Request, e *web.Exercise, g *group) error {
	release, err := c.SQL.Enter(r.Context(), admission.Asker(r)) // like any statement
	if err != nil {
		return err
	}
	verdict, err := c.Course().Verdict(r.Context(), e, g.typed.Inputs, g.typed.Text)
	release()
	if err != nil {
		return err
	}
	return c.store(r, g.Answers, verdict)
}

// foreign names a declaration that edits change although no exercise asks for it: a
// forged submission could bring its own check. It is "" for an honest one.
func (c *Room) foreign(e *web.Exercise, edits []wire.Edit) string {
	lesson, err := c.Course().Lesson(e.Lesson)
	if err != nil {
		return "The course no longer has this lesson."
	}
	for _, edit := range edits {
		asked := func(e *web.Exercise) bool { return e.Declarations != "" && e.Declarations == edit.Declaration }
		if !slices.ContainsFunc(lesson.Exercises, asked) {
			return "It changes " + edit.Declaration + ", which no exercise asks for."
		}
	}
	return ""
}

// store stores a conclusive verdict on submissions.
func (c *Room) store(r *http.Request, submissions []wire.SubmissionName, v wire.Verdict) error {
	if !v.Conclusive() {
		return web.ErrNoVerdict
	}
	v.Said = storable(v.Said)
	for _, a := range submissions {
		if err := c.Store.Checked(r.Context(), a.Learner, a.ID, v); err != nil {
			return err
		}
	}
	return nil
}

// noteVerdict stores the verdict of a check in the teacher's browser.
func (c *Room) noteVerdict(w http.ResponseWriter, r *http.Request, sent wire.RecheckVerdict) error {
	if err := sent.Verdict.Check(); err != nil {
		return reply.BadRequest("The verdict on these submissions is not valid: " + err.Error())
	}
	return done(w, c.store(r, sent.Answers, sent.Verdict))
}
