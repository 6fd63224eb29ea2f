package app

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"abacus/server/class"
	"abacus/server/class/store"
)

// openClassroom opens the store of a class if there is one: with -class, or
// where -answers says what keeps the answers.
func (s *serving) openClassroom(ctx context.Context) (err error) {
	if s.answers == "" && s.Class {
		dir, err := os.UserConfigDir()
		if err != nil {
			return errors.New("no place to keep a class's answers: name a file with -answers")
		}
		s.answers = filepath.Join(dir, "abacus", "class.db")
	}
	if s.answers == "" {
		return nil
	}
	s.Teacher = os.Getenv(class.TeacherVariable)
	if s.Teacher == "" && store.IsServer(s.answers) {
		return fmt.Errorf("several servers may share that database: "+
			"set %s to a secret that lets the teacher in at each of them", class.TeacherVariable)
	}
	if s.Classroom, err = store.Open(ctx, s.answers); err == nil {
		s.Log.Info("a class's answers are kept", "in", s.Classroom.Where())
	}
	return err
}

// offerLinks shows the teacher's link, and another one whenever Enter is
// pressed, until the input ends. Each link works once.
func offerLinks(link func() string, url string, in io.Reader, out io.Writer) {
	fmt.Fprintf(out, "For you, the teacher, once:\n\n    %s%s\n\n", url, link())
	if in == nil {
		return
	}
	fmt.Fprint(out, "Press Enter here for another such link.\n\n")
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fmt.Fprintf(out, "    %s%s\n\n", url, link())
	}
}
