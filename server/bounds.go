package server

import (
	"runtime"
	"time"

	"abacus/server/admission"
)

// bounds are what the server does at once, how often for one client, and for
// how long: every figure of its limits that is not of a single request.
type bounds struct {
	timeouts
	work  *admission.Gate // pages and cells that are made
	sql   *admission.Gate // readers' statements
	rates rates

	cacheBytes int // memory that rendered pages and cells may take
}

// timeouts bound how long a connection may be held.
type timeouts struct{ readHeader, read, write, build, download, idle, drain time.Duration }

// rates bound how often one address may ask a class's server for what is
// costly. Those who wait take turns anyway (package fair): the rates keep one
// machine from making the server do nothing but refuse. A large class may share
// an address: the rates are several times what three hundred learners behind
// one ask for (see TestClassLoad). Outside of a class they are nil.
type rates struct {
	builds, statements, lab, class *admission.Rate
	// One may invent six hundred nicknames in an hour: enough for a large class
	// behind one address, and less than fill the class of those at others.
	joins *admission.Rate

	learner *admission.Rate // what one learner asks of the class; never nil
	teacher *admission.Rate // guesses at the teacher's secret; never nil
}

// defaultBounds are those that the program serves with.
func defaultBounds(class bool, refused func()) bounds {
	b := bounds{
		cacheBytes: 64 << 20,
		// They keep a slow or silent client from holding a connection for ever,
		// and let the lab finish, which takes the longest.
		timeouts: timeouts{
			readHeader: 5 * time.Second,
			read:       20 * time.Second,
			write:      60 * time.Second,
			build:      2 * time.Minute,  // a turn, and the program
			download:   10 * time.Minute, // of the browsers' compiler, by a class in one room
			idle:       2 * time.Minute,
			drain:      15 * time.Second,
		},
		// Pages and cells take a processor each, and some take a second (every
		// frame of an animation): without a bound, a flood of states that nobody
		// has asked for before would take all memory and starve the readers of
		// pages that are ready.
		work: admission.NewGate(runtime.GOMAXPROCS(0), 200, 5*time.Second),
		// A statement takes milliseconds, or two seconds when its deadline ends
		// it: the queue holds what can have its turn before patience ends.
		sql: admission.NewGate(2*runtime.GOMAXPROCS(0), 100, 5*time.Second),
		rates: rates{
			// Several times what a page sends that was without its server for an hour.
			learner: admission.NewRate(120, 20*time.Second, refused),
			teacher: admission.NewRate(20, time.Minute, nil),
		},
	}
	if class {
		b.rates.builds = admission.NewRate(2000, 20*time.Second, refused)
		b.rates.statements = admission.NewRate(15000, 20*time.Second, refused)
		b.rates.lab = admission.NewRate(600, time.Minute, refused)
		b.rates.class = admission.NewRate(6000, 20*time.Second, refused) // three hundred who all have something to send again
		b.rates.joins = admission.NewRate(600, time.Hour, refused)
	}
	return b
}
