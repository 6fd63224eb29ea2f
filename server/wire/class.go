package wire

// JoinRequest asks to be taken into the class.
type JoinRequest struct {
	// What the learner typed, at most MaxNickname characters.
	Nickname string `json:"nickname"`
}

// Member is what a learner's page is told about the learner.
type Member struct {
	// Public name of the learner; it does not prove who asks.
	ID string `json:"id"`
	// The nickname that the class knows.
	Nickname string `json:"nickname"`
	// The lesson that the teacher points at; null for none.
	Spotlight *Spotlight `json:"spotlight"`
}

// Spotlight is the lesson that the teacher points at.
type Spotlight struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Its title.
	Title string `json:"title"`
}

// Place is where a learner is. Either field may be empty.
type Place struct {
	// Slug of a lesson.
	Lesson string `json:"lesson"`
	// Name of an exercise of that lesson.
	Exercise string `json:"exercise"`
}

// Submission is an answer as the learner's page sends it. It may be sent
// again: the class keeps an ID once.
type Submission struct {
	Place
	// Made by the browser: 8 to 64 letters, digits, - or _.
	ID string `json:"id"`
	// What the check in the learner's browser made of it.
	Verdict Verdict `json:"verdict"`
	// What the learner typed.
	Typed Typed `json:"typed"`
}

// ReceivedSubmission is a Submission or, without a verdict, what pages sent
// before there were verdicts: browsers may still hold some.
type ReceivedSubmission struct {
	Submission
	// Whether the answer passed.
	Passed *bool `json:"passed,omitempty"`
	// What the check said.
	Said string `json:"said,omitempty"`
}

// Current returns what was received as pages send it now.
func (r ReceivedSubmission) Current() Submission {
	s := r.Submission
	if s.Verdict == (Verdict{}) && r.Passed != nil {
		s.Verdict = Judged(*r.Passed, r.Said)
	}
	return s
}

// Typed is what a learner typed: one of the fields, by the kind of exercise.
// The class stores it as JSON.
type Typed struct {
	// Code: as for a build.
	Edits []Edit `json:"edits,omitempty"`
	// Quiz: as for its check, without the check's name.
	Inputs map[string]string `json:"inputs,omitempty"`
	// SQL: the statement.
	Text string `json:"text,omitempty"`
}

// Kept acknowledges a submission: it is on the disk.
type Kept struct {
	// ID of the submission.
	Kept string `json:"kept"`
}

// ClassState is what the teacher's page shows. Times are milliseconds since
// 1970.
type ClassState struct {
	// Everybody in the class, by nickname.
	Learners []LearnerState `json:"learners"`
	// Exercises that somebody has tried or is at.
	Exercises []ExerciseState `json:"exercises"`
	// Slug of the lesson that the teacher points at; "" for none.
	Spotlight string `json:"spotlight"`
	// How many claims to have passed nothing has been said about.
	Unchecked int `json:"unchecked"`
	// How many learners have sent nothing.
	Silent int `json:"silent"`
}

// LearnerState is somebody in the class.
type LearnerState struct {
	// Public name of the learner.
	ID string `json:"id"`
	// The nickname.
	Nickname string `json:"nickname"`
	// When the learner joined.
	Joined int64 `json:"joined"`
	// When the learner's page last told where it is.
	Seen int64 `json:"seen"`
	// Slug of the lesson that the learner is at; "" at none.
	Lesson string `json:"lesson"`
	// The exercise that the learner works on; "" for none.
	Exercise string `json:"exercise"`
	// Since when the learner is at that place.
	Since int64 `json:"since"`
	// Whether the learner's page has told anything lately.
	Here bool `json:"here"`
	// How many exercises the learner has done.
	Done int `json:"done"`
	// Whether the learner is stuck at the present exercise.
	Stuck bool `json:"stuck"`
	// How many answers are not what the learner's browser said.
	Differs int `json:"differs"`
}

// ExerciseState counts learners, each once: who has done the exercise, is
// stuck, or tries.
type ExerciseState struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Name of the exercise.
	Exercise string `json:"exercise"`
	// Who has done it.
	Done int `json:"done"`
	// Who is stuck at it.
	Stuck int `json:"stuck"`
	// Who tries it.
	Trying int `json:"trying"`
	// Who has sent an answer that is not what the browser said.
	Differs int `json:"differs"`
}

// ClassSubmissions is answers of a learner, or to an exercise, the latest first.
type ClassSubmissions struct {
	// The answers.
	Answers []ClassSubmission `json:"answers"`
}

// ClassSubmission is what came of one check of an exercise.
type ClassSubmission struct {
	// Made by the browser.
	ID string `json:"id"`
	// Public name of the learner.
	Learner string `json:"learner"`
	// The learner's nickname.
	Nickname string `json:"nickname"`
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Name of the exercise.
	Exercise string `json:"exercise"`
	// Kind of the exercise.
	Kind ExerciseKind `json:"kind"`
	// What the learner typed, a Typed as JSON.
	Typed string `json:"typed"`
	// What the check in the learner's browser made of it, as that claims.
	Claimed Verdict `json:"claimed"`
	// When it came, in milliseconds since 1970.
	At int64 `json:"at"`
	// What a check under the teacher's control made of it; null: there was none yet.
	Checked *Verdict `json:"checked"`
}

// ExerciseKind is what an exercise asks for.
type ExerciseKind string

// The kinds of exercise.
const (
	CodeExercise ExerciseKind = "code" // Go to write
	QuizExercise ExerciseKind = "quiz" // a question
	SQLExercise  ExerciseKind = "sql"  // a query to write
)

// SpotlightRequest points at a lesson.
type SpotlightRequest struct {
	// Slug of the lesson; "" for none.
	Lesson string `json:"lesson"`
}

// RemoveRequest removes a learner with all answers.
type RemoveRequest struct {
	// Public name of the learner.
	Learner string `json:"learner"`
}

// RecheckAnswer says how far the server is with checking claims again, and
// what is left to the teacher's browser.
type RecheckAnswer struct {
	// How many the server has still to check: ask again.
	Left int `json:"left"`
	// How many cannot be checked now.
	Skipped int `json:"skipped"`
	// Code to build and run in the teacher's browser.
	Programs []SubmissionGroup `json:"programs"`
}

// SubmissionGroup is answers in code that are the same but for who gave them.
type SubmissionGroup struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Name of the exercise.
	Exercise string `json:"exercise"`
	// What was typed.
	Edits []Edit `json:"edits"`
	// Who gave it.
	Answers []SubmissionName `json:"answers"`
}

// SubmissionName names an answer of a class.
type SubmissionName struct {
	// Public name of the learner.
	Learner string `json:"learner"`
	// ID of the answer.
	ID string `json:"id"`
}

// RecheckVerdict is what a check in the teacher's browser made of answers.
type RecheckVerdict struct {
	// The answers.
	Answers []SubmissionName `json:"answers"`
	// What the check made of them.
	Verdict Verdict `json:"verdict"`
}
