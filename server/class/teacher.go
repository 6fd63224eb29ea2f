package class

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/hex"
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"abacus/server/admission"
	"abacus/server/packed"
	"abacus/server/pages"
)

// TeacherVariable is the environment variable that holds the teacher's secret.
const TeacherVariable = "ABACUS_TEACHER"

// teacherCookie proves that a browser is the teacher's. It holds its expiry and a
// signature of that, and nothing is stored here: any of several servers that share
// a secret accepts it.
const (
	teacherCookie  = "abacus-teacher"
	keepsTeacher   = 12 * time.Hour
	minTeacherWord = 16 // characters of a secret that somebody chose
)

// errNoTeacher refuses whoever is not the teacher.
var errNoTeacher = errors.New("only the teacher may do that")

// teacher knows who may see the class: whoever knows the secret or, if none is
// set, whoever first opens a link from the terminal.
type teacher struct {
	key    []byte // of signatures
	secret string // from the environment; "": links
	tries  *admission.Rate

	mu    sync.Mutex
	links map[string]bool // tokens that have not been used, sealed
}

func newTeacher(secret string, tries *admission.Rate) (*teacher, error) {
	t := &teacher{secret: secret, tries: tries, links: map[string]bool{}}
	if secret == "" {
		t.key = []byte(rand.Text())
		return t, nil
	}
	if len([]rune(secret)) < minTeacherWord {
		return nil, fmt.Errorf("%s is too easy to guess: make it %d characters or more", TeacherVariable, minTeacherWord)
	}
	t.key = t.sum("key", secret)
	return t, nil
}

// sum derives a value that does not reveal what it is derived from.
func (t *teacher) sum(use, of string) []byte {
	mac := hmac.New(sha256.New, append([]byte("abacus teacher "), t.key...))
	mac.Write([]byte(use + "\x00" + of))
	return mac.Sum(nil)
}

// TeacherLink returns a new path that lets the teacher in, once.
func (c *Room) TeacherLink() string { return c.teacher.link() }

// link is TeacherLink.
func (t *teacher) link() string {
	token := rand.Text()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.links[hex.EncodeToString(t.sum("link", token))] = true
	return "/teacher?token=" + token
}

// use reports whether a token belongs to a link, and uses that up.
func (t *teacher) use(token string) bool {
	want := []byte(hex.EncodeToString(t.sum("link", token)))
	t.mu.Lock()
	defer t.mu.Unlock()
	found := ""
	for link := range t.links {
		if subtle.ConstantTimeCompare([]byte(link), want) == 1 {
			found = link
		}
	}
	delete(t.links, found)
	return found != ""
}

// knows reports whether somebody typed the teacher's secret.
func (t *teacher) knows(secret string) bool {
	return t.secret != "" && subtle.ConstantTimeCompare(t.sum("word", secret), t.sum("word", t.secret)) == 1
}

// pass returns the value of a cookie that is valid until a time.
func (t *teacher) pass(until time.Time) string {
	end := strconv.FormatInt(until.Unix(), 10)
	return end + "." + hex.EncodeToString(t.sum("pass", end))
}

// admits reports whether a cookie's value is one that pass made and still valid.
func (t *teacher) admits(value string, now time.Time) bool {
	end, _, _ := strings.Cut(value, ".")
	until, err := strconv.ParseInt(end, 10, 64)
	good := subtle.ConstantTimeCompare([]byte(t.pass(time.Unix(until, 0))), []byte(value)) == 1
	return err == nil && good && now.Unix() < until
}

// isTeacher reports whether a request comes from the teacher's browser.
func (c *Room) isTeacher(r *http.Request) bool {
	cookie, err := r.Cookie(teacherCookie)
	return err == nil && c.teacher.admits(cookie.Value, time.Now())
}

// onlyTeacher refuses whoever is not the teacher.
func (c *Room) onlyTeacher(_ http.ResponseWriter, r *http.Request) error {
	if !c.isTeacher(r) {
		return errNoTeacher
	}
	return nil
}

// enterAsTeacher lets in whoever types the secret.
func (c *Room) enterAsTeacher(w http.ResponseWriter, r *http.Request) error {
	if err := c.teacher.tries.Admit(w, r); err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	if !c.teacher.knows(r.PostFormValue("secret")) {
		return c.teacherDoor(w, r, "That is not the secret.")
	}
	c.letIn(w, r)
	return nil
}

// letIn makes a browser the teacher's and redirects it to the page, whose address
// holds no token.
func (c *Room) letIn(w http.ResponseWriter, r *http.Request) {
	setCookie(w, r, teacherCookie, "/teacher", c.teacher.pass(time.Now().Add(keepsTeacher)), keepsTeacher)
	w.Header().Set("Cache-Control", packed.NoStore)
	http.Redirect(w, r, "/teacher", http.StatusSeeOther)
}

// teacherDoor tells how the teacher comes in.
func (c *Room) teacherDoor(w http.ResponseWriter, r *http.Request, wrong string) error {
	p, err := c.Course().TeacherDoor(c.teacher.secret != "", wrong)
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusUnauthorized)
	return nil
}
