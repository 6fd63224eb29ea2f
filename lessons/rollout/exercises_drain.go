package rollout

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// StoppingServer is a server that has been told to stop. Every method returns
// when it has finished.
type StoppingServer interface {
	// SetReady sets what the readiness probe answers from now on.
	SetReady(ready bool)
	// Wait lets time pass. Requests, including new ones, are served meanwhile.
	Wait(d time.Duration)
	// Shutdown accepts no new connections and waits for the requests in
	// progress. It returns an error if the time limit passes before they are
	// done.
	Shutdown(limit time.Duration) error
	// Close cuts off whatever is still connected.
	Close()
}

// YourDrain stops a server without losing a request. It is called on SIGTERM.
// After readiness is off, the load balancer keeps sending requests for the
// time lag. SIGKILL comes when grace is over. lag is shorter than grace.
func YourDrain(server StoppingServer, lag, grace time.Duration) {
}

// drainInOrder solves YourDrain.
func drainInOrder(server StoppingServer, lag, grace time.Duration) {
	server.SetReady(false)
	server.Wait(lag)
	if err := server.Shutdown(grace - lag); err != nil {
		server.Close()
	}
}

// stopping is the arguments of YourDrain, and how long the requests in
// progress take when the server shuts down.
type stopping struct {
	lag, grace, longest time.Duration
}

// logbook is a StoppingServer that records the calls it receives.
type logbook struct {
	longest time.Duration
	waited  time.Duration // from the latest calls
	over    bool          // all requests are served
	calls   []string
}

func (l *logbook) note(format string, args ...any) {
	if l.waited > 0 {
		l.calls = append(l.calls, fmt.Sprintf("Wait(%v)", l.waited))
		l.waited = 0
	}
	l.calls = append(l.calls, fmt.Sprintf(format, args...))
}

func (l *logbook) SetReady(ready bool) { l.note("SetReady(%v)", ready) }

func (l *logbook) Wait(d time.Duration) { l.waited += max(d, 0) }

func (l *logbook) Shutdown(limit time.Duration) error {
	if l.over = l.longest <= limit; l.over {
		l.note("Shutdown(%v)", limit)
		return nil
	}
	l.note("Shutdown(%v), which is too short", limit)
	return errors.New("the time limit has passed and some requests are still in progress")
}

// Close does no harm once all requests are served.
func (l *logbook) Close() {
	if !l.over {
		l.note("Close()")
	}
}

// drained calls a solution and returns what it did.
func drained(drain func(StoppingServer, time.Duration, time.Duration)) func(stopping) []string {
	return func(s stopping) []string {
		l := &logbook{longest: s.longest}
		drain(l, s.lag, s.grace)
		if l.waited > 0 {
			l.calls = append(l.calls, fmt.Sprintf("Wait(%v)", l.waited))
		}
		return l.calls
	}
}

// CheckYourDrain checks the learner's YourDrain.
func CheckYourDrain(nb *notebook.Cell) { yourDrain().Check(nb) }

func yourDrain() exercise.Func[stopping, []string] {
	type slip = exercise.Slip[stopping, []string]
	const s = time.Second
	return exercise.Func[stopping, []string]{
		Name: "YourDrain", Yours: drained(YourDrain), Solution: drained(drainInOrder),
		Examples: []stopping{{3 * s, 30 * s, 8 * s}, {2 * s, 10 * s, 9 * s}},
		Random: func(rng *rand.Rand, size int) stopping {
			lag := time.Duration(1+rng.IntN(size)) * s
			return stopping{lag, lag + time.Duration(1+rng.IntN(4*size))*s, time.Duration(1+rng.IntN(4*size)) * s}
		},
		ShowIn: func(in stopping) string {
			return fmt.Sprintf("YourDrain(server, %v, %v), with %v of work left,", in.lag, in.grace, in.longest)
		},
		ShowOut: func(calls []string) string {
			if len(calls) == 0 {
				return "no call"
			}
			return strings.Join(calls, ", then ")
		},
		Slips: []slip{
			{
				Says: "The load balancer has not heard yet: it keeps sending requests to a server that refuses them. Wait for " +
					"the lag before Shutdown.",
				Func: drained(func(server StoppingServer, _, grace time.Duration) {
					server.SetReady(false)
					if server.Shutdown(grace) != nil {
						server.Close()
					}
				}),
			},
			{Says: "Readiness is still on, so the load balancer never learns that the server is stopping. Turn it off first.",
				Func: drained(func(server StoppingServer, lag, grace time.Duration) {
					server.Wait(lag)
					if server.Shutdown(grace-lag) != nil {
						server.Close()
					}
				})},
			{Says: "Readiness is turned off after the wait. The lag begins only then, so the wait came too early.",
				Func: drained(func(server StoppingServer, lag, grace time.Duration) {
					server.Wait(lag)
					server.SetReady(false)
					if server.Shutdown(grace-lag) != nil {
						server.Close()
					}
				})},
			{Says: "The grace period is running during the wait as well. Shutdown has only grace − lag left before SIGKILL.",
				Func: drained(func(server StoppingServer, lag, grace time.Duration) {
					server.SetReady(false)
					server.Wait(lag)
					if server.Shutdown(grace) != nil {
						server.Close()
					}
				})},
			{Says: "Close cuts off the requests in progress. Give them time with Shutdown first.",
				Func: drained(func(server StoppingServer, lag, _ time.Duration) {
					server.SetReady(false)
					server.Wait(lag)
					server.Close()
				})},
			{
				Says: "Shutdown can fail: the time limit passes while some clients are still waiting. Check its error and call " +
					"Close, so that they hear of it at once.",
				Func: drained(func(server StoppingServer, lag, grace time.Duration) {
					server.SetReady(false)
					server.Wait(lag)
					_ = server.Shutdown(grace - lag)
				}),
			},
		},
	}
}
