package classroom

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"abacus/server/wire"
)

// Learner is somebody in the class: a nickname, and where they are.
type Learner struct {
	ID       string
	Nickname string
	Joined   int64  // in milliseconds since 1970, like all times
	Seen     int64  // when the page last told
	Lesson   string // "" at none
	Exercise string // being worked on; "" for none
	Since    int64  // at that place
}

// Bounds of a class.
const (
	maxLearners = 1000    // a class is three hundred; what is more is mischief
	maxBytes    = 8 << 20 // of one learner's answers
)

// Nickname cleans what somebody typed. The error is a BadNickname.
func Nickname(typed string) (string, error) {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), unicode.Is(unicode.Variation_Selector, r), unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
			return -1 // unseen: two names would look alike
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(typed, "")))
	clean = strings.Join(strings.Fields(clean), " ")
	switch n := len([]rune(clean)); {
	case n == 0, !strings.ContainsFunc(clean, seen):
		return "", BadNickname("Type a nickname first, of 1 to 30 characters")
	case n > wire.MaxNickname:
		return "", BadNickname("That nickname is too long. It can have up to 30 characters")
	}
	return clean, nil
}

// seen reports whether a character alone shows something.
func seen(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsSymbol(r) || unicode.IsPunct(r)
}

// folded is equal for nicknames that people take for the same.
func folded(nickname string) string { return strings.ToLower(norm.NFKC.String(nickname)) }

// sealed is what is kept of a secret.
func sealed(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// Join adds somebody to the class. Whoever shows the secret later is that
// learner; it is kept nowhere here. The error is a BadNickname, ErrTaken,
// ErrFull or an Unavailable.
func (s *Store) Join(ctx context.Context, typed string) (l Learner, secret string, err error) {
	nickname, err := Nickname(typed)
	if err != nil {
		return Learner{}, "", err
	}
	now, secret := s.millis(), rand.Text()
	l = Learner{ID: rand.Text(), Nickname: nickname, Joined: now, Seen: now, Since: now}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n := 0
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM learner`).Scan(&n); err != nil {
			return err
		}
		if n >= maxLearners {
			return ErrFull
		}
		return changed(ErrTaken)(tx.ExecContext(ctx, `INSERT INTO learner (id, nickname, folded, secret, joined, seen, since)
			VALUES ($1, $2, $3, $4, $5, $5, $5) ON CONFLICT (folded) DO NOTHING`, l.ID, l.Nickname, folded(nickname), sealed(secret), now))
	})
	return l, secret, err
}

// changed returns the error that it means when a statement changes no row.
func changed(none error) func(sql.Result, error) error {
	return func(r sql.Result, err error) error {
		if err != nil {
			return err
		}
		if n, err := r.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, none)
		}
		return nil
	}
}

const learnerColumns = `id, nickname, joined, seen, lesson, exercise, since`

func (l *Learner) scan(rows *sql.Rows) error {
	return rows.Scan(&l.ID, &l.Nickname, &l.Joined, &l.Seen, &l.Lesson, &l.Exercise, &l.Since)
}

// Learner returns whose secret it is. The error is ErrStranger or an
// Unavailable.
func (s *Store) Learner(ctx context.Context, secret string) (l Learner, err error) {
	err = s.read(ctx, l.scan, `SELECT `+learnerColumns+` FROM learner WHERE secret = $1`, sealed(secret))
	if err == nil && l.ID == "" {
		err = ErrStranger
	}
	return l, err
}

// restful is how old the last word of a learner may become before the same
// word is worth writing down again.
const restful = 20 * time.Second

// Here notes where a learner is.
func (s *Store) Here(ctx context.Context, l Learner, lesson, exercise string) error {
	now := s.millis()
	moved := l.Lesson != lesson || l.Exercise != exercise
	if !moved && now-l.Seen < restful.Milliseconds() {
		return nil
	}
	since := l.Since
	if moved {
		since = now
	}
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return changed(ErrStranger)(tx.ExecContext(ctx, `UPDATE learner SET seen = $1, lesson = $2, exercise = $3, since = $4 WHERE id = $5`,
			now, lesson, exercise, since, l.ID))
	})
}

// Leave deletes a learner and all answers of theirs.
func (s *Store) Leave(ctx context.Context, id string) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		return changed(ErrStranger)(tx.ExecContext(ctx, `DELETE FROM learner WHERE id = $1`, id))
	})
}

// RemoveSilent deletes everybody who has sent no answer.
func (s *Store) RemoveSilent(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `DELETE FROM learner WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.learner = learner.id)`)
		return err
	})
}

// End deletes the class: everybody, all answers, the spotlight.
func (s *Store) End(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, statement := range []string{`DELETE FROM answer`, `DELETE FROM learner`, `DELETE FROM setting`} {
			if _, err := tx.ExecContext(ctx, statement); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) millis() int64 { return s.now().UnixMilli() }
