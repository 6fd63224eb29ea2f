package class

import (
	"errors"
	"net/http"

	"abacus/server/classroom"
	"abacus/server/reply"
)

// errManyJoined means that too many have joined from one address.
var errManyJoined = errors.New("too many nicknames from one address")

// explain answers for the errors of a class.
func explain(err error) *reply.Problem {
	var bad classroom.BadNickname
	var away *classroom.Unavailable
	problem := func(status int, title, message string) *reply.Problem {
		return &reply.Problem{Status: status, Title: title, Message: message}
	}
	switch {
	case errors.As(err, &bad):
		return problem(http.StatusBadRequest, "Choose another nickname", bad.Error()+".")
	case errors.Is(err, classroom.ErrTaken):
		return problem(http.StatusConflict, "Nickname taken",
			"Somebody in this class has that nickname already. Choose another one.")
	case errors.Is(err, classroom.ErrStranger):
		return problem(http.StatusUnauthorized, "Not in the class",
			"This browser is not in the class, or the class has ended. Join it to go on.")
	case errors.Is(err, classroom.ErrFull):
		return problem(http.StatusForbidden, "Class full",
			"The class is full. Tell your teacher, who can remove nicknames that nobody uses.")
	case errors.Is(err, errManyJoined):
		return problem(http.StatusForbidden, "Class full",
			"Too many people have joined from your address within the hour. "+
				"Tell your teacher, who can remove nicknames that nobody uses.")
	case errors.Is(err, classroom.ErrTooMuch):
		return problem(http.StatusRequestEntityTooLarge, "Too much",
			"You have sent more than the class can keep. Your work stays in your browser.")
	case errors.Is(err, errNoTeacher):
		return problem(http.StatusUnauthorized, "For the teacher",
			"Only the teacher may see this. Open the teacher’s link again.")
	case errors.As(err, &away):
		return problem(http.StatusServiceUnavailable, "Not now",
			"The class cannot save anything right now: "+away.Why+". What you do is safe in your browser and is sent later.")
	}
	return nil
}
