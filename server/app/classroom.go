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

// openClassroom opens the store of a class: with -class, or where -answers says.
func (s *serving) openClassroom(ctx context.Context) (err error) {
	if s.answers == "" && s.Class {
		dir, err := os.UserConfigDir()
		if err != nil {
			return errors.New("there is no configuration directory for the class's answers: name a file with -answers")
		}
		s.answers = filepath.Join(dir, "abacus", "class.db")
	}
	if s.answers == "" {
		return nil
	}
	s.Teacher = os.Getenv(class.TeacherVariable)
	if s.Teacher == "" && store.IsServer(s.answers) {
		return fmt.Errorf("several servers may share this database: "+
			"set %s to a secret with which the teacher can sign in at each of them", class.TeacherVariable)
	}
	if s.Classroom, err = store.Open(ctx, s.answers); err == nil {
		s.Log.Info("the class's answers are stored", "in", s.Classroom.Where())
	}
	return err
}

// showLinks shows a link for the teacher, and another whenever Enter is pressed,
// until the input ends. Each link works once.
func showLinks(link func() string, url string, in io.Reader, out io.Writer) {
	fmt.Fprintf(out, "For you, the teacher (this link works once):\n\n    %s%s\n\n", url, link())
	if in == nil {
		return
	}
	fmt.Fprint(out, "Press Enter here for another link.\n\n")
	for lines := bufio.NewScanner(in); lines.Scan(); {
		fmt.Fprintf(out, "    %s%s\n\n", url, link())
	}
}
