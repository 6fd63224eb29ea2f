package wire

// JoinRequest asks to join the class.
type JoinRequest struct {
	// What the learner typed, at most MaxNickname characters.
	Nickname string `json:"nickname"`
}

// Member is what a learner's page is told about the learner.
type Member struct {
	// Public ID of the learner; it proves nothing.
	ID string `json:"id"`
	// The nickname.
	Nickname string `json:"nickname"`
	// The lesson in the spotlight; null for none.
	Spotlight *Spotlight `json:"spotlight"`
}

// Spotlight is the lesson to which the teacher draws everybody's attention.
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
// again: the class stores an ID once.
type Submission struct {
	Place
	// Made by the browser: 8 to 64 letters, digits, - or _.
	ID string `json:"id"`
	// The verdict of the check in the learner's browser.
	Verdict Verdict `json:"verdict"`
	// What the learner typed.
	Typed Typed `json:"typed"`
}

// ReceivedSubmission is a Submission or, without a verdict, what pages sent
// before there were verdicts: browsers may still have some.
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

// Typed is what a learner typed: one of the fields, depending on the exercise.
// The class stores it as JSON.
type Typed struct {
	// Code: as for a build.
	Edits []Edit `json:"edits,omitempty"`
	// Quiz: the inputs of its check, without the check's name.
	Inputs map[string]string `json:"inputs,omitempty"`
	// SQL: the statement.
	Text string `json:"text,omitempty"`
}

// Kept acknowledges a submission: it is on disk.
type Kept struct {
	// ID of the submission.
	Kept string `json:"kept"`
}

// ClassState is what the teacher's page shows. Times are milliseconds since
// 1970.
type ClassState struct {
	// Everybody in the class, by nickname.
	Learners []LearnerState `json:"learners"`
	// Exercises that somebody has tried or is working on.
	Exercises []ExerciseState `json:"exercises"`
	// Slug of the lesson in the spotlight; "" for none.
	Spotlight string `json:"spotlight"`
	// How many claims to have passed have not been checked again.
	Unchecked int `json:"unchecked"`
	// How many learners have submitted nothing.
	Silent int `json:"silent"`
}

// LearnerState is somebody in the class.
type LearnerState struct {
	// Public ID of the learner.
	ID string `json:"id"`
	// The nickname.
	Nickname string `json:"nickname"`
	// When the learner joined.
	Joined int64 `json:"joined"`
	// When the learner's page last reported where it is.
	Seen int64 `json:"seen"`
	// Slug of the lesson that the learner is at; "" at none.
	Lesson string `json:"lesson"`
	// The exercise that the learner works on; "" for none.
	Exercise string `json:"exercise"`
	// Since when the learner has been there.
	Since int64 `json:"since"`
	// Whether the learner's page has reported lately.
	Here bool `json:"here"`
	// How many exercises the learner has done.
	Done int `json:"done"`
	// Whether the learner is stuck at the current exercise.
	Stuck bool `json:"stuck"`
	// How many answers a check has found to differ from what the learner's browser claimed.
	Differs int `json:"differs"`
}

// ExerciseState counts the learners who have done an exercise, are stuck, or are
// trying; each counts once.
type ExerciseState struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Name of the exercise.
	Exercise string `json:"exercise"`
	// How many have done it.
	Done int `json:"done"`
	// How many are stuck at it.
	Stuck int `json:"stuck"`
	// How many are trying it.
	Trying int `json:"trying"`
	// How many have submitted an answer that differs from what the browser claimed.
	Differs int `json:"differs"`
}

// ClassSubmissions lists answers of a learner, or to an exercise, the latest first.
type ClassSubmissions struct {
	// The answers.
	Answers []ClassSubmission `json:"answers"`
}

// ClassSubmission is an answer to an exercise, with its verdicts.
type ClassSubmission struct {
	// Made by the browser.
	ID string `json:"id"`
	// Public ID of the learner.
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
	// The verdict that the learner's browser claims.
	Claimed Verdict `json:"claimed"`
	// When it was received, in milliseconds since 1970.
	At int64 `json:"at"`
	// The verdict of a check under the teacher's control; null if there was none yet.
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

// SpotlightRequest puts a lesson in the spotlight.
type SpotlightRequest struct {
	// Slug of the lesson; "" for none.
	Lesson string `json:"lesson"`
}

// RemoveRequest removes a learner with all answers.
type RemoveRequest struct {
	// Public ID of the learner.
	Learner string `json:"learner"`
}

// RecheckAnswer says how far the server has got with checking claims again, and
// what is left for the teacher's browser.
type RecheckAnswer struct {
	// How many the server still has to check: ask again.
	Left int `json:"left"`
	// How many cannot be checked now.
	Skipped int `json:"skipped"`
	// Code to build and run in the teacher's browser.
	Programs []SubmissionGroup `json:"programs"`
}

// SubmissionGroup is equal answers in code of several learners.
type SubmissionGroup struct {
	// Slug of the lesson.
	Lesson string `json:"lesson"`
	// Name of the exercise.
	Exercise string `json:"exercise"`
	// What was typed.
	Edits []Edit `json:"edits"`
	// The answers.
	Answers []SubmissionName `json:"answers"`
}

// SubmissionName identifies an answer.
type SubmissionName struct {
	// Public ID of the learner.
	Learner string `json:"learner"`
	// ID of the answer.
	ID string `json:"id"`
}

// RecheckVerdict is the verdict of a check in the teacher's browser on answers.
type RecheckVerdict struct {
	// The answers.
	Answers []SubmissionName `json:"answers"`
	// The verdict on them.
	Verdict Verdict `json:"verdict"`
}
