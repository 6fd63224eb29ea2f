package store

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"abacus/server/wire"
)

// Limits of a class.
const (
	maxLearners = 1000    // a class has three hundred; more than this is mischief
	maxBytes    = 8 << 20 // of one learner's submissions
)

// Nickname returns the cleaned form of a typed nickname. The error is ErrNoNickname or
// ErrLongNickname.
func Nickname(typed string) (string, error) {
	clean := strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsGraphic(r), unicode.In(r, unicode.Variation_Selector, unicode.Other_Default_Ignorable_Code_Point):
			return -1 // invisible: two names would look alike
		}
		return r
	}, norm.NFC.String(strings.ToValidUTF8(typed, "")))
	clean = strings.Join(strings.Fields(clean), " ")
	switch n := len([]rune(clean)); {
	case n == 0, !strings.ContainsFunc(clean, visible):
		return "", ErrNoNickname
	case n > wire.MaxNickname:
		return "", ErrLongNickname
	}
	return clean, nil
}

// visible reports whether a character is visible when it stands alone.
func visible(r rune) bool {
	return unicode.In(r, unicode.Letter, unicode.Number, unicode.Symbol, unicode.Punct)
}

// folded returns the same string for nicknames that people would confuse.
func folded(nickname string) string { return strings.ToLower(norm.NFKC.String(nickname)) }

// sealed returns the hash that is stored instead of a secret.
func sealed(secret string) string { return fmt.Sprintf("%x", sha256.Sum256([]byte(secret))) }

// Join adds a learner to the class. The secret, which is not stored, later proves
// who the learner is. The error is a Refusal or an Unavailable.
func (s *Store) Join(ctx context.Context, typed string) (l wire.LearnerState, secret string, err error) {
	nickname, err := Nickname(typed)
	if err != nil {
		return l, "", err
	}
	now, secret := s.millis(), rand.Text()
	l = wire.LearnerState{ID: rand.Text(), Nickname: nickname, Joined: now, Seen: now, Since: now}
	err = s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		n := 0
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM learner`).Scan(&n); err != nil {
			return err
		}
		if n >= maxLearners {
			return ErrFull
		}
		return changed(ErrTaken)(tx.ExecContext(ctx, `INSERT INTO learner
			(id, nickname, folded, secret, joined, seen, since)
			VALUES ($1, $2, $3, $4, $5, $5, $5) ON CONFLICT (folded) DO NOTHING`,
			l.ID, l.Nickname, folded(nickname), sealed(secret), now))
	})
	return l, secret, err
}

const learnerColumns = `id, nickname, joined, seen, lesson, exercise, since`

func scanLearner(rows *sql.Rows, l *wire.LearnerState) error {
	return rows.Scan(&l.ID, &l.Nickname, &l.Joined, &l.Seen, &l.Lesson, &l.Exercise, &l.Since)
}

// Learner returns the learner with a secret. The error is ErrStranger or an
// Unavailable.
func (s *Store) Learner(ctx context.Context, secret string) (l wire.LearnerState, err error) {
	err = s.read(ctx, func(rows *sql.Rows) error { return scanLearner(rows, &l) },
		`SELECT `+learnerColumns+` FROM learner WHERE secret = $1`, sealed(secret))
	if err == nil && l.ID == "" {
		err = ErrStranger
	}
	return l, err
}

// seenInterval is how old Seen must be before it is worth another write.
const seenInterval = 20 * time.Second

// Here records where a learner is.
func (s *Store) Here(ctx context.Context, l wire.LearnerState, lesson, exercise string) error {
	now, since := s.millis(), l.Since
	if l.Lesson != lesson || l.Exercise != exercise {
		since = now
	} else if now-l.Seen < seenInterval.Milliseconds() {
		return nil
	}
	return s.change(ctx, ErrStranger, `UPDATE learner SET seen = $1, lesson = $2, exercise = $3, since = $4 WHERE id = $5`,
		now, lesson, exercise, since, l.ID)
}

// Leave deletes a learner with all submissions, if the learner is in the class.
func (s *Store) Leave(ctx context.Context, id string) error {
	return s.change(ctx, nil, `DELETE FROM learner WHERE id = $1`, id)
}

// RemoveSilent deletes all learners without submissions.
func (s *Store) RemoveSilent(ctx context.Context) error {
	return s.change(ctx, nil,
		`DELETE FROM learner WHERE NOT EXISTS (SELECT 1 FROM answer WHERE answer.learner = learner.id)`)
}

// End deletes the class: learners, submissions and the spotlight.
func (s *Store) End(ctx context.Context) error {
	return s.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, table := range []string{"answer", "learner", "setting"} {
			if _, err := tx.ExecContext(ctx, "DELETE FROM "+table); err != nil {
				return err
			}
		}
		return nil
	})
}

func (s *Store) millis() int64 { return s.now().UnixMilli() }
