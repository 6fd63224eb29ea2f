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

// explain covers the store's errors.
func explain(err error) *reply.Problem {
	var bad store.BadNickname
	var away *store.Unavailable
	switch {
	case errors.As(err, &bad):
		return problem(http.StatusBadRequest, "Choose another nickname", bad.Error()+".")
	case errors.Is(err, store.ErrTaken):
		return problem(http.StatusConflict, "Nickname taken",
			"Somebody in this class has that nickname already. Choose another one.")
	case errors.Is(err, store.ErrStranger):
		return problem(http.StatusUnauthorized, "Not in the class",
			"This browser is not in the class, or the class has ended. Join it to go on.")
	case errors.Is(err, store.ErrFull):
		return problem(http.StatusForbidden, "Class full",
			"The class is full. Tell your teacher, who can remove nicknames that nobody uses.")
	case errors.Is(err, store.ErrTooMuch):
		return problem(http.StatusRequestEntityTooLarge, "Too much",
			"You have sent more than the class can keep. Your work stays in your browser.")
	case errors.As(err, &away):
		return problem(http.StatusServiceUnavailable, "Not now",
			"The class cannot save anything right now: "+away.Why+
				". Your work is safe in your browser and will be sent later.")
	}
	return nil
}
