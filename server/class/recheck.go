package class

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"abacus/server/admission"
	"abacus/server/classroom"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// A browser only claims that an answer passed, so answers are checked again:
// questions and SQL here, by the lesson's own checks; code in the teacher's
// browser, built here and run there in the frame that isolates programs.

// recheckFor is how long one request checks. The page asks again for the rest.
const recheckFor = 2 * time.Second

// maxGroups is how many programs the page gets at once.
const maxGroups = 20

// group is equal answers of several learners.
type group struct {
	wire.AnswerGroup
	kind  wire.ExerciseKind
	typed wire.Typed
}

// recheck spends a while checking what can be checked here. It answers with how
// much is left and with programs for the page to check.
func (c *Room) recheck(w http.ResponseWriter, r *http.Request) error {
	groups, err := c.unchecked(r)
	if err != nil {
		return err
	}
	answer := wire.RecheckAnswer{Programs: []wire.AnswerGroup{}}
	deadline := time.Now().Add(recheckFor)
	for _, g := range groups {
		e := c.exercise(classroom.Answer{Lesson: g.Lesson, Exercise: g.Exercise})
		wrong := ""
		if e == nil {
			wrong = "The course has no such exercise any more."
		} else if g.kind == wire.CodeExercise {
			wrong = c.foreign(e, g.typed.Edits)
		}
		switch {
		case wrong != "":
			err = c.checked(r, g.Answers, wire.Judged(false, wrong))
		case g.kind == wire.CodeExercise:
			if len(answer.Programs) < maxGroups {
				answer.Programs = append(answer.Programs, g.AnswerGroup)
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

// unchecked returns the claims without a verdict, equal ones together.
func (c *Room) unchecked(r *http.Request) ([]*group, error) {
	var groups []*group
	by := map[string]*group{}
	err := c.Store.Answers(r.Context(), classroom.Which{Unchecked: true}, func(a classroom.Answer) error {
		key := strings.Join([]string{a.Lesson, a.Exercise, a.Typed}, "\x00")
		if by[key] == nil {
			g := &group{AnswerGroup: wire.AnswerGroup{Lesson: a.Lesson, Exercise: a.Exercise}, kind: a.Kind}
			_ = json.Unmarshal([]byte(a.Typed), &g.typed) // we wrote it
			g.Edits = append([]wire.Edit{}, g.typed.Edits...)
			by[key] = g
			groups = append(groups, g)
		}
		by[key].Answers = append(by[key].Answers, wire.AnswerName{Learner: a.Learner, ID: a.ID})
		return nil
	})
	return groups, err
}

// judge applies the lesson's own check to a group.
func (c *Room) judge(r *http.Request, e *web.Exercise, g *group) error {
	leave, err := c.SQL.Enter(r.Context(), admission.Asker(r)) // as any statement
	if err != nil {
		return err
	}
	verdict, err := c.Course().Verdict(r.Context(), e, g.typed.Inputs, g.typed.Text)
	leave()
	if err != nil {
		return err
	}
	return c.checked(r, g.Answers, verdict)
}

// foreign says which declaration edits change although no exercise asks for it: a
// forged answer might bring its own check. It is "" for an honest answer.
func (c *Room) foreign(e *web.Exercise, edits []wire.Edit) string {
	lesson, err := c.Course().Lesson(e.Lesson)
	if err != nil {
		return "The course has no such lesson any more."
	}
	for _, edit := range edits {
		asked := func(e *web.Exercise) bool { return e.Declarations != "" && e.Declarations == edit.Declaration }
		if !slices.ContainsFunc(lesson.Exercises, asked) {
			return "It changes " + clip(edit.Declaration, 40) + ", which no exercise asks for."
		}
	}
	return ""
}

// checked stores a verdict on answers, if it is one. An answer that was deleted
// meanwhile needs none.
func (c *Room) checked(r *http.Request, answers []wire.AnswerName, v wire.Verdict) error {
	if !v.Conclusive() {
		return web.ErrNoVerdict
	}
	for _, a := range answers {
		err := c.Store.Checked(r.Context(), a.Learner, a.ID, v.State == wire.Passed, keepable(v.Said))
		if err != nil && !errors.Is(err, classroom.ErrStranger) {
			return err
		}
	}
	return nil
}

// noteVerdict takes what a check in the teacher's browser said.
func (c *Room) noteVerdict(w http.ResponseWriter, r *http.Request, sent wire.RecheckVerdict) error {
	if err := sent.Verdict.Check(); err != nil {
		return reply.BadRequest("The verdict on the answers is not valid: " + err.Error())
	}
	return c.done(w, c.checked(r, sent.Answers, sent.Verdict))
}
