package joins

import (
	"errors"
	"fmt"
)

// A Kind is a kind of join. It decides which rows the result keeps.
type Kind uint8

// The kinds of join. SELF is not among them: a self join is any of these with
// the same table on both sides.
const (
	Inner Kind = iota // matching pairs
	Left              // matching pairs, and left rows without a match
	Right             // matching pairs, and right rows without a match
	Full              // matching pairs, and all rows without a match
	Cross             // every left row with every right row
	Semi              // left rows with at least one match, once each
	Anti              // left rows without a match
)

// ErrKind is returned for a name that is not a kind of join.
var ErrKind = errors.New("unknown kind of join")

// Kinds returns all kinds in the order of their constants.
func Kinds() []Kind { return []Kind{Inner, Left, Right, Full, Cross, Semi, Anti} }

// String returns the kind's name in SQL, such as "FULL OUTER".
func (k Kind) String() string {
	switch k {
	case Inner:
		return "INNER"
	case Left:
		return "LEFT"
	case Right:
		return "RIGHT"
	case Full:
		return "FULL OUTER"
	case Cross:
		return "CROSS"
	case Semi:
		return "SEMI"
	case Anti:
		return "ANTI"
	}
	return fmt.Sprintf("Kind(%d)", uint8(k))
}

// ParseKind is the inverse of [Kind.String]. Its error wraps [ErrKind].
func ParseKind(name string) (Kind, error) {
	for _, k := range Kinds() {
		if k.String() == name {
			return k, nil
		}
	}
	return 0, fmt.Errorf("%w: %q", ErrKind, name)
}

// onlyLeft reports whether the result has the left table's columns only. Such
// a join asks only whether a left row has a match, so an algorithm may stop at
// the first one.
func (k Kind) onlyLeft() bool { return k == Semi || k == Anti }
