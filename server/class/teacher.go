package class

import (
	"cmp"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"

	"abacus/server/packed"
	"abacus/server/pages"
)

// TeacherVariable is the environment variable with the teacher's secret.
const TeacherVariable = "ABACUS_TEACHER"

// teacherCookie proves that a browser is the teacher's. It consists of its expiry
// time and a signature of that. Nothing is stored here, so each of several servers
// with the same secret accepts it.
const (
	teacherCookie = "abacus-teacher"
	teacherStays  = 12 * time.Hour
	minSecret     = 16 // characters of a secret that a person chose
)

// teacher decides who may see the class: whoever knows the secret or, if there is
// none, whoever opens a link from the terminal first.
type teacher struct {
	key    []byte // of signatures
	secret string // from the environment; "": links

	mu    sync.Mutex
	links map[string]bool // hashes of the unused tokens
}

func newTeacher(secret string) (*teacher, error) {
	if secret != "" && len([]rune(secret)) < minSecret {
		return nil, fmt.Errorf("%s is too easy to guess: make it %d characters or more", TeacherVariable, minSecret)
	}
	t := &teacher{secret: secret, links: map[string]bool{}}
	t.key = []byte(t.sum("key", cmp.Or(secret, rand.Text())))
	return t, nil
}

// sum derives a value from another, which it does not reveal.
func (t *teacher) sum(use, of string) string {
	mac := hmac.New(sha256.New, append([]byte("abacus teacher "), t.key...))
	mac.Write([]byte(use + "\x00" + of))
	return string(mac.Sum(nil))
}

// TeacherLink returns a new path with which the teacher can sign in, once.
func (c *Room) TeacherLink() string {
	t, token := c.teacher, rand.Text()
	t.mu.Lock()
	defer t.mu.Unlock()
	t.links[t.sum("link", token)] = true
	return "/teacher?token=" + token
}

// use reports whether a token belongs to an unused link, and uses up the link.
func (t *teacher) use(token string) bool {
	link := t.sum("link", token)
	t.mu.Lock()
	defer t.mu.Unlock()
	defer delete(t.links, link)
	return t.links[link]
}

// knows reports whether somebody has typed the teacher's secret.
func (t *teacher) knows(secret string) bool {
	return t.secret != "" && equal(t.sum("word", secret), t.sum("word", t.secret))
}

// equal compares in constant time.
func equal(a, b string) bool { return hmac.Equal([]byte(a), []byte(b)) }

// pass returns the value of a cookie that is valid until a time.
func (t *teacher) pass(until time.Time) string {
	end := strconv.FormatInt(until.Unix(), 10)
	return fmt.Sprintf("%s.%x", end, t.sum("pass", end))
}

// admits reports whether a cookie's value comes from pass and has not expired.
func (t *teacher) admits(value string, now time.Time) bool {
	end, _, _ := strings.Cut(value, ".")
	until, err := strconv.ParseInt(end, 10, 64)
	return err == nil && equal(t.pass(time.Unix(until, 0)), value) && now.Unix() < until
}

// isTeacher reports whether a request comes from the teacher's browser.
func (c *Room) isTeacher(r *http.Request) bool {
	cookie, err := r.Cookie(teacherCookie)
	return err == nil && c.teacher.admits(cookie.Value, time.Now())
}

// onlyTeacher refuses everybody but the teacher.
func (c *Room) onlyTeacher(_ http.ResponseWriter, r *http.Request) error {
	if !c.isTeacher(r) {
		return errNotTeacher
	}
	return nil
}

// teacherPage shows the teacher's page, signs in whoever opens a valid link, and
// tells others how to sign in.
func (c *Room) teacherPage(w http.ResponseWriter, r *http.Request) error {
	wrong := ""
	if token := r.URL.Query().Get("token"); token != "" {
		if err := c.SignIns.Admit(w, r); err != nil {
			return err
		}
		if c.teacher.use(token) {
			c.letIn(w, r)
			return nil
		}
		wrong = "That link has been used, or belongs to an earlier run of this server."
	}
	if !c.isTeacher(r) {
		return c.signInPage(w, r, wrong)
	}
	p, err := c.Course().TeacherPage(c.Editable)
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusOK)
	return nil
}

// signIn signs in whoever types the secret.
func (c *Room) signIn(w http.ResponseWriter, r *http.Request) error {
	if err := c.SignIns.Admit(w, r); err != nil {
		return err
	}
	r.Body = http.MaxBytesReader(w, r.Body, 4<<10)
	if !c.teacher.knows(r.PostFormValue("secret")) {
		return c.signInPage(w, r, "That is not the secret.")
	}
	c.letIn(w, r)
	return nil
}

// letIn makes a browser the teacher's and redirects it to the page's address, which
// has no token.
func (c *Room) letIn(w http.ResponseWriter, r *http.Request) {
	setCookie(w, r, teacherCookie, "/teacher", c.teacher.pass(time.Now().Add(teacherStays)), teacherStays)
	w.Header().Set("Cache-Control", packed.NoStore)
	http.Redirect(w, r, "/teacher", http.StatusSeeOther)
}

// signInPage tells how the teacher signs in, and what went wrong.
func (c *Room) signInPage(w http.ResponseWriter, r *http.Request, wrong string) error {
	p, err := c.Course().TeacherSignIn(c.teacher.secret != "", wrong)
	if err != nil {
		return err
	}
	pages.SendOnce(w, r, p, http.StatusUnauthorized)
	return nil
}
