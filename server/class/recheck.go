package class

import (
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"
	"time"

	"abacus/server/admission"
	"abacus/server/build"
	"abacus/server/classroom"
	"abacus/server/reply"
	"abacus/server/wire"
	"abacus/web"
)

// A browser only claims that an answer passed. What counts is checked again:
// questions and SQL here, by the lesson's own checks; code in the teacher's
// browser, built here and run there behind the wall that programs run behind.

// recheckFor is how long one request checks. The page asks again for the rest.
const recheckFor = 2 * time.Second

// maxGroups is how many programs the page is given at once.
const maxGroups = 20

// group is answers that are the same but for who gave them.
type group struct {
	wire.AnswerGroup
	kind  wire.ExerciseKind
	typed wire.Typed
}

// recheck checks what can be checked here, for a while, and answers with how
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
	return reply.JSON(w, http.StatusOK, answer)
}

// unchecked returns the claims that nothing has been said about, equal ones
// together.
func (c *Room) unchecked(r *http.Request) ([]*group, error) {
	var groups []*group
	by := map[string]*group{}
	err := c.Store.Answers(r.Context(), classroom.Which{Unchecked: true}, func(a classroom.Answer) error {
		key := strings.Join([]string{a.Lesson, a.Exercise, a.Typed}, "\x00")
		if by[key] == nil {
			g := &group{AnswerGroup: wire.AnswerGroup{Lesson: a.Lesson, Exercise: a.Exercise}, kind: a.Kind}
			_ = json.Unmarshal([]byte(a.Typed), &g.typed) // we wrote it
			g.Edits = append([]build.Edit{}, g.typed.Edits...)
			by[key] = g
			groups = append(groups, g)
		}
		by[key].Answers = append(by[key].Answers, wire.AnswerName{Learner: a.Learner, ID: a.ID})
		return nil
	})
	return groups, err
}

// judge has the lesson's own check say what it thinks of a group.
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

// foreign says what keeps edits from being an answer: that they change more
// than exercises ask for. A forged answer might bring its own check.
func (c *Room) foreign(e *web.Exercise, edits []build.Edit) string {
	lesson, err := c.Course().Lesson(e.Lesson)
	if err != nil {
		return "The course has no such lesson any more."
	}
	for _, edit := range edits {
		if !slices.ContainsFunc(lesson.Exercises, func(e *web.Exercise) bool { return e.Declarations != "" && e.Declarations == edit.Declaration }) {
			return "It changes " + clip(edit.Declaration, 40) + ", which no exercise asks for."
		}
	}
	return ""
}

// checked notes a verdict on answers, unless it says nothing about them. One
// that was deleted meanwhile needs none.
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
func (c *Room) noteVerdict(w http.ResponseWriter, r *http.Request) error {
	var sent wire.RecheckVerdict
	if err := reply.ReadJSON(w, r, &sent); err != nil {
		return err
	}
	if err := sent.Verdict.Check(); err != nil {
		return reply.BadRequest("What the check made of the answers cannot be kept: " + err.Error())
	}
	return c.done(w, c.checked(r, sent.Answers, sent.Verdict))
}
