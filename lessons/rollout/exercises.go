package rollout

import (
	"fmt"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourPods returns how many pods there are at most while an update runs, and
// how many are available at least. maxSurge and maxUnavailable are percentages
// of the replicas, from 0 to 100; replicas is at least 1. It is an error when
// both percentages are 0.
func YourPods(replicas, maxSurge, maxUnavailable int) (most, least int, err error) {
	return 0, 0, nil
}

// podsDuring solves YourPods.
func podsDuring(replicas, maxSurge, maxUnavailable int) (most, least int, err error) {
	if maxSurge == 0 && maxUnavailable == 0 {
		return 0, 0, fmt.Errorf("maxSurge and maxUnavailable are both 0: no pod could ever be replaced")
	}
	above := (replicas*maxSurge + 99) / 100    // rounds up
	missing := replicas * maxUnavailable / 100 // rounds down
	if above == 0 && missing == 0 {
		missing = 1
	}
	return replicas + above, replicas - missing, nil
}

// update is the arguments of YourPods.
type update struct{ Replicas, Surge, Unavailable int }

// bounds is its results. Of an error, only its presence counts.
type bounds struct {
	most, least int
	refused     bool
}

// CheckYourPods checks the learner's YourPods.
func CheckYourPods(nb *notebook.Cell) { yourPods().Check(nb) }

func yourPods() exercise.Func[update, bounds] {
	type function = func(replicas, surge, unavailable int) (most, least int, err error)
	call := func(f function) func(update) bounds {
		return func(u update) bounds {
			most, least, err := f(u.Replicas, u.Surge, u.Unavailable)
			if err != nil {
				return bounds{refused: true}
			}
			return bounds{most, least, false}
		}
	}
	// slip correctly refuses both 0, and otherwise counts in a wrong way.
	slip := func(says string, count func(u update) (above, missing int)) exercise.Slip[update, bounds] {
		return exercise.Slip[update, bounds]{Says: says, Func: func(u update) bounds {
			if u.Surge == 0 && u.Unavailable == 0 {
				return bounds{refused: true}
			}
			above, missing := count(u)
			if above == 0 && missing == 0 {
				missing = 1
			}
			return bounds{u.Replicas + above, u.Replicas - missing, false}
		}}
	}
	up := func(u update, percent int) int { return (u.Replicas*percent + 99) / 100 }
	down := func(u update, percent int) int { return u.Replicas * percent / 100 }
	return exercise.Func[update, bounds]{
		Name: "YourPods", Yours: call(YourPods), Solution: call(podsDuring),
		Examples: []update{{10, 25, 25}, {4, 50, 25}, {3, 0, 0}, {3, 0, 25}, {1, 100, 100}},
		Random: func(rng *rand.Rand, size int) update {
			return update{1 + rng.IntN(2*size), 5 * rng.IntN(21), 5 * rng.IntN(21)}
		},
		ShowOut: func(b bounds) string {
			if b.refused {
				return "an error"
			}
			return fmt.Sprintf("at most %d, at least %d", b.most, b.least)
		},
		Slips: []exercise.Slip[update, bounds]{
			slip("The surge rounds up, but integer division rounds down. Add 99 before you divide by 100.",
				func(u update) (int, int) { return down(u, u.Surge), down(u, u.Unavailable) }),
			slip("Both round up. Only the surge does; the unavailable pods round down, "+
				"so that no more pods are missing than allowed.",
				func(u update) (int, int) { return up(u, u.Surge), up(u, u.Unavailable) }),
			slip("The rounding is the wrong way round: surge up, unavailable down.",
				func(u update) (int, int) { return down(u, u.Surge), up(u, u.Unavailable) }),
			slip("The percentages are treated as numbers of pods. They are shares of the replicas: "+
				"replicas · percentage / 100.",
				func(u update) (int, int) { return u.Surge, u.Unavailable }),
			{Says: "Refuse the case where both are 0: return an error, because no pod could ever be replaced.",
				Func: func(u update) bounds {
					if u.Surge == 0 && u.Unavailable == 0 {
						return bounds{u.Replicas, u.Replicas, false}
					}
					return call(podsDuring)(u)
				}},
			{
				Says: "Percentages above 0 may both round to 0 pods. The update could then never begin, " +
					"so allow one pod to be unavailable.",
				Func: func(u update) bounds {
					if u.Surge == 0 && u.Unavailable == 0 {
						return bounds{refused: true}
					}
					return bounds{u.Replicas + up(u, u.Surge), u.Replicas - down(u, u.Unavailable), false}
				},
			},
			{
				Says: "It is an error only if both percentages are 0. If they merely round to 0 pods, " +
					"allow one pod to be unavailable.",
				Func: func(u update) bounds {
					above, missing := up(u, u.Surge), down(u, u.Unavailable)
					return bounds{u.Replicas + above, u.Replicas - missing, above == 0 && missing == 0}.orError()
				},
			},
		},
	}
}

// orError drops the counts of an error.
func (b bounds) orError() bounds {
	if b.refused {
		return bounds{refused: true}
	}
	return b
}

// CheckCutOff checks the answer to the question of requests cut off.
func CheckCutOff(nb *notebook.Cell) { cutOff().Check(nb) }

func cutOff() exercise.Number {
	const rate, lag, grace, work = 10, 2, 5, 6
	exactly := 1e-9 // the spread of times that are all the same
	return exercise.Number{
		Label: "requests cut off", Want: ExpectedCut(rate, lag, grace, work, exactly), Tolerance: 0.01,
		Slips: []exercise.NumberSlip{
			{
				Says: "The grace period runs from the moment the pod is told to stop. Its last request comes after the lag and " +
					"has only 5 − 2 = 3 seconds.",
				Value: ExpectedCut(rate, 0, grace, work, exactly),
			},
			{Says: "The lag and the sleep are the same two seconds: they run at the same time. Subtract them only once.",
				Value: ExpectedCut(rate, 2*lag, grace, work, exactly)},
			{
				Says: "That would be refused without a preStop sleep. With a sleep as long as the lag, none is refused; the " +
					"question is which requests outlast the grace period.",
				Value: ExpectedRefused(rate, lag, 0),
			},
			{
				Says:  "Not all requests in progress are lost: those that came early enough finish within the grace period.",
				Value: rate * work,
			},
			{
				Says:  "That is a time in seconds. In each second the service gets 10 requests.",
				Value: ExpectedCut(1, lag, grace, work, exactly),
			},
		},
	}
}
