package server

import (
	"errors"
	"net/http"

	"abacus/server/reply"
	"abacus/web"
)

// explainCourse is the reply.Explain of what the course does not have.
func explainCourse(err error) *reply.Problem {
	if errors.Is(err, web.ErrNotFound) {
		return reply.NotFound()
	}
	return nil
}

// problemPage shows a problem within the course.
func (s *Server) problemPage(w http.ResponseWriter, r *http.Request, p *reply.Problem, id string) error {
	page, err := s.now.Load().course.ErrorPage(p.Status, p.Title, p.Message, id)
	if err != nil {
		return err
	}
	sendOnce(w, r, page, p.Status)
	return nil
}
