package rollout

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Amount is a number of pods as Kubernetes writes it: a plain count ("2") or a
// percentage of the replicas you asked for ("25%").
type Amount struct {
	Value   int
	Percent bool
}

// Pods returns the Amount of n pods.
func Pods(n int) Amount { return Amount{Value: n} }

// Percent returns the Amount of n per cent of the replicas.
func Percent(n int) Amount { return Amount{Value: n, Percent: true} }

// Errors of amounts, in the sense of the Kubernetes API.
var (
	ErrBothZero = errors.New("maxUnavailable may not be 0 when maxSurge is 0")
	ErrNegative = errors.New("a number of pods may not be negative")
	ErrOver100  = errors.New("maxUnavailable may not be more than 100%")
)

// ParseAmount reads "2" or "25%".
func ParseAmount(s string) (Amount, error) {
	digits, percent := strings.CutSuffix(strings.TrimSpace(s), "%")
	n, err := strconv.Atoi(digits)
	if err != nil {
		return Amount{}, fmt.Errorf("%q is neither a number of pods nor a percentage", s)
	}
	if n < 0 {
		return Amount{}, ErrNegative
	}
	return Amount{Value: n, Percent: percent}, nil
}

// String writes the amount as a manifest does.
func (a Amount) String() string {
	if a.Percent {
		return strconv.Itoa(a.Value) + "%"
	}
	return strconv.Itoa(a.Value)
}

// RoundUp turns the amount into pods. A fraction of a pod counts as a whole one.
func (a Amount) RoundUp(replicas int) int {
	if a.Percent {
		return (a.Value*replicas + 99) / 100
	}
	return a.Value
}

// RoundDown turns the amount into pods. A fraction of a pod does not count.
func (a Amount) RoundDown(replicas int) int {
	if a.Percent {
		return a.Value * replicas / 100
	}
	return a.Value
}

// Limits turns maxSurge and maxUnavailable into whole pods, as the API
// does: surge rounds up, unavailable rounds down. It refuses what the API
// refuses.
//
// What is not zero can still round to nothing (0 and 25% of 3 pods). An
// update could then never begin, so Kubernetes lets one pod be unavailable.
func Limits(maxSurge, maxUnavailable Amount, replicas int) (
	surge, unavailable int, err error,
) {
	switch {
	case maxSurge.Value < 0 || maxUnavailable.Value < 0:
		return 0, 0, ErrNegative
	case maxUnavailable.Percent && maxUnavailable.Value > 100:
		return 0, 0, ErrOver100
	case maxSurge.Value == 0 && maxUnavailable.Value == 0:
		return 0, 0, ErrBothZero
	}
	surge = maxSurge.RoundUp(replicas)
	unavailable = min(maxUnavailable.RoundDown(replicas), replicas)
	if surge == 0 && unavailable == 0 {
		unavailable = 1
	}
	return surge, unavailable, nil
}
