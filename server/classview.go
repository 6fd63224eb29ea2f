package server

import (
	"cmp"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"time"

	"abacus/server/classroom"
	"abacus/server/packed"
	"abacus/server/reply"
	"abacus/web"
)

// The teacher's page: who is where, which exercise blocks the class, what was
// answered.

// What counts as stuck, and as being here.
const (
	stuckFailed = 3               // checks in vain
	stuckFor    = 8 * time.Minute // at one exercise
	awayAfter   = 5 * time.Minute // without a word
)

// classView is what the teacher's page shows.
type classView struct {
	Learners  []learnerView  `json:"learners"`
	Exercises []exerciseView `json:"exercises"` // that somebody has tried or is at
	Spotlight string         `json:"spotlight"` // slug
	Unchecked int            `json:"unchecked"` // claims that something passed
	Silent    int            `json:"silent"`    // learners who have sent nothing
}

type learnerView struct {
	classroom.Learner
	Here    bool `json:"here"`
	Done    int  `json:"done"`    // exercises
	Stuck   bool `json:"stuck"`   // at the present one
	Differs int  `json:"differs"` // answers that are not what the browser said
}

// exerciseView counts learners, each once: who has done it, is stuck, or tries.
type exerciseView struct {
	Lesson   string `json:"lesson"`
	Exercise string `json:"exercise"`
	Done     int    `json:"done"`
	Stuck    int    `json:"stuck"`
	Trying   int    `json:"trying"`
	Differs  int    `json:"differs"` // has sent an answer that is not what the browser said
}

// viewOf sums up the class as it is at a time.
func viewOf(learners []classroom.Learner, tallies []classroom.Tally, now time.Time) classView {
	v := classView{Learners: []learnerView{}, Exercises: []exerciseView{}}
	of := map[string]int{}
	for i, l := range learners {
		of[l.ID] = i
		v.Learners = append(v.Learners, learnerView{Learner: l, Here: now.UnixMilli()-l.Seen < awayAfter.Milliseconds()})
	}
	rows := map[place]*exerciseView{}
	count := func(l *learnerView, t classroom.Tally) {
		p := place{t.Lesson, t.Exercise}
		if rows[p] == nil {
			rows[p] = &exerciseView{Lesson: p.Lesson, Exercise: p.Exercise}
		}
		rows[p].count(l, t, now)
	}
	counted := map[string]bool{} // who has sent something, and whether about the exercise that they are at
	for _, t := range tallies {
		if i, ok := of[t.Learner]; ok { // not who joined since the learners were read
			l := &v.Learners[i]
			count(l, t)
			counted[t.Learner] = counted[t.Learner] || l.at(t)
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
	slices.SortFunc(v.Exercises, func(a, b exerciseView) int { // equal views have equal tags
		return cmp.Or(cmp.Compare(a.Lesson, b.Lesson), cmp.Compare(a.Exercise, b.Exercise))
	})
	return v
}

// at reports whether the learner is present and at the exercise of a tally.
func (l *learnerView) at(t classroom.Tally) bool {
	return l.Here && t.Lesson == l.Lesson && t.Exercise == l.Exercise
}

// count adds a learner with what they have sent. Who has gone is not stuck.
func (e *exerciseView) count(l *learnerView, t classroom.Tally, now time.Time) {
	l.Differs += t.Differs
	e.Differs += min(t.Differs, 1)
	long := l.at(t) && now.UnixMilli()-l.Since >= stuckFor.Milliseconds()
	switch {
	case t.Passed > t.Differs:
		e.Done++
		l.Done++
	case l.Here && (long || t.Failed+t.Differs >= stuckFailed):
		e.Stuck++
		l.Stuck = l.Stuck || l.at(t)
	default:
		e.Trying++
	}
}

// teacherPage shows the page, lets in who has a link, and tells others how.
func (s *Server) teacherPage(w http.ResponseWriter, r *http.Request) error {
	if token := r.URL.Query().Get("token"); token != "" {
		if err := s.teacher.tries.Admit(w, r); err != nil {
			return err
		}
		if s.teacher.use(token) {
			s.letIn(w, r)
			return nil
		}
		if !s.isTeacher(r) {
			return s.teacherDoor(w, r, "That link has been used, or is not of this server’s present run.")
		}
	}
	if !s.isTeacher(r) {
		return s.teacherDoor(w, r, "")
	}
	p, err := s.now.Load().course.TeacherPage(s.cfg.Builder != nil)
	if err != nil {
		return err
	}
	sendOnce(w, r, p, http.StatusOK)
	return nil
}

// classState answers how the class is. Nothing is sent when nothing changed.
func (s *Server) classState(w http.ResponseWriter, r *http.Request) error {
	class := s.cfg.Classroom
	learners, err := class.Learners(r.Context())
	tallies, err2 := class.Tallies(r.Context())
	light, err3 := class.Spotlight(r.Context())
	if err := errors.Join(err, err2, err3); err != nil {
		return s.classTrouble(err)
	}
	s.classWorks()
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

// maxShownAnswers is how many answers the page shows at once, the latest.
const maxShownAnswers = 100

// answers shows what a learner, or those at an exercise, answered.
func (s *Server) answers(w http.ResponseWriter, r *http.Request) error {
	q := r.URL.Query()
	which := classroom.Which{Learner: q.Get("learner"), Lesson: q.Get("lesson"), Exercise: q.Get("exercise"), Latest: maxShownAnswers}
	list := []classroom.Answer{}
	err := s.cfg.Classroom.Answers(r.Context(), which, func(a classroom.Answer) error { list = append(list, a); return nil })
	if err != nil {
		return s.classTrouble(err)
	}
	return reply.JSON(w, http.StatusOK, map[string]any{"answers": list})
}

// setSpotlight points at a lesson, or at none.
func (s *Server) setSpotlight(w http.ResponseWriter, r *http.Request) error {
	var to struct {
		Lesson string `json:"lesson"`
	}
	if err := reply.ReadJSON(w, r, &to); err != nil {
		return err
	}
	if _, err := s.exerciseAt(place{Lesson: to.Lesson}); err != nil {
		return err
	}
	return s.done(w, s.cfg.Classroom.SetSpotlight(r.Context(), to.Lesson))
}

// removeLearner deletes a learner as leaving does.
func (s *Server) removeLearner(w http.ResponseWriter, r *http.Request) error {
	var who struct {
		Learner string `json:"learner"`
	}
	if err := reply.ReadJSON(w, r, &who); err != nil {
		return err
	}
	err := s.cfg.Classroom.Leave(r.Context(), who.Learner)
	if errors.Is(err, classroom.ErrStranger) {
		err = nil // somebody was quicker
	}
	return s.done(w, err)
}

// removeSilent deletes whoever has sent nothing, which makes room for others:
// nicknames cost nothing to invent.
func (s *Server) removeSilent(w http.ResponseWriter, r *http.Request) error {
	err := s.cfg.Classroom.RemoveSilent(r.Context())
	if err == nil && s.rates.joins != nil {
		s.rates.joins.Forgive()
	}
	return s.done(w, err)
}

// endClass deletes everything.
func (s *Server) endClass(w http.ResponseWriter, r *http.Request) error {
	return s.done(w, s.cfg.Classroom.End(r.Context()))
}

// done answers what has nothing to say but that it is done.
func (s *Server) done(w http.ResponseWriter, err error) error {
	if err != nil {
		return s.classTrouble(err)
	}
	return reply.JSON(w, http.StatusOK, struct{}{})
}

// exercise returns the exercise of an answer; nil when the course has it no
// more.
func (s *Server) exercise(a classroom.Answer) *web.Exercise {
	e, _ := s.exerciseAt(place{a.Lesson, a.Exercise})
	return e
}
