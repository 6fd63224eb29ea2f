package class

import (
	"errors"
	"net/http"

	"abacus/server/class/store"
	"abacus/server/reply"
)

var (
	errManyJoined = problem(http.StatusForbidden, "Class full",
		"Too many people have joined from your address within the hour. "+
			"Tell your teacher, who can remove nicknames that nobody uses.")
	errNotTeacher = problem(http.StatusUnauthorized, "For the teacher",
		"Only the teacher may see this. Open the teacher’s link again.")
)

func problem(status int, title, message string) *reply.Problem {
	return &reply.Problem{Status: status, Title: title, Message: message}
}

// refusals are the responses to the store's refusals.
var refusals = map[store.Refusal]*reply.Problem{
	store.ErrNoNickname: problem(http.StatusBadRequest, "Choose another nickname",
		"Type a nickname first, of 1 to 30 characters."),
	store.ErrLongNickname: problem(http.StatusBadRequest, "Choose another nickname",
		"That nickname is too long. It can have up to 30 characters."),
	store.ErrTaken: problem(http.StatusConflict, "Nickname taken",
		"Somebody in this class has that nickname already. Choose another one."),
	store.ErrStranger: problem(http.StatusUnauthorized, "Not in the class",
		"This browser is not in the class, or the class has ended. Join it to go on."),
	store.ErrFull: problem(http.StatusForbidden, "Class full",
		"The class is full. Tell your teacher, who can remove nicknames that nobody uses."),
	store.ErrTooMuch: problem(http.StatusRequestEntityTooLarge, "Too much",
		"You have sent more than the class can keep. Your work stays in your browser."),
}

// explain covers the store's errors.
func explain(err error) *reply.Problem {
	if refused := store.Refusal(""); errors.As(err, &refused) {
		return refusals[refused]
	}
	if away := (*store.Unavailable)(nil); errors.As(err, &away) {
		return problem(http.StatusServiceUnavailable, "Not now",
			"The class cannot save anything right now: "+away.Why+
				". Your work is safe in your browser and will be sent later.")
	}
	return nil
}
