package server

import (
	"runtime"
	"time"

	"abacus/server/admission"
)

// bounds limit how much the server does at once, how often a client may send
// requests, and how long they may take. All limits that are not about the content
// of a single request are here.
type bounds struct {
	timeouts
	work  *admission.Gate // making pages and cells
	sql   *admission.Gate // readers' statements
	rates rates

	cacheBytes int // memory for rendered pages and cells
}

// timeouts limit how long a connection may be held.
type timeouts struct{ readHeader, read, write, build, download, idle, drain time.Duration }

// Limits of open connections. A browser opens up to six, and three hundred learners
// may share an address.
const (
	maxConnections      = 4096
	maxConnectionsOfOne = 2048
)

// rates limit how often an address may request costly work from a class's server.
// Waiting clients take turns anyway (package fair); the rates keep one machine from
// making the server spend its time on refusals. A large class may share an address,
// so they are several times what three hundred learners behind one need (see
// TestClassLoad). Without a class they are nil.
type rates struct {
	builds, statements, lab, class *admission.Rate
	// Six hundred nicknames an hour are enough for a large class behind one
	// address, and too few to crowd out a class at other addresses.
	joins *admission.Rate

	learner *admission.Rate // a learner's requests to the class; never nil
	teacher *admission.Rate // attempts to sign in as the teacher; never nil
}

// defaultBounds returns the bounds with which the program serves.
func defaultBounds(class bool, refused func()) bounds {
	b := bounds{
		cacheBytes: 64 << 20,
		// A slow or silent client cannot hold a connection forever, yet the lab, which
		// takes longest, can finish.
		timeouts: timeouts{
			readHeader: 5 * time.Second,
			read:       20 * time.Second,
			write:      60 * time.Second,
			build:      2 * time.Minute,  // waiting and building
			download:   10 * time.Minute, // of the browsers' compiler, by a class in one room
			idle:       2 * time.Minute,
			drain:      15 * time.Second,
		},
		// A page or cell occupies a processor, sometimes for a second (every frame of
		// an animation). Without a limit, a flood of new states would exhaust memory
		// and starve the readers of cached pages.
		work: admission.NewGate(runtime.GOMAXPROCS(0), 200, 5*time.Second),
		// A statement takes milliseconds, or two seconds if it hits its deadline. The
		// queue holds as many as can have their turn before patience ends.
		sql: admission.NewGate(2*runtime.GOMAXPROCS(0), 100, 5*time.Second),
		rates: rates{
			// Several times what a page sends after an hour without the server.
			learner: admission.NewRate(120, 20*time.Second, refused),
			teacher: admission.NewRate(20, time.Minute, nil),
		},
	}
	if class {
		b.rates.builds = admission.NewRate(2000, 20*time.Second, refused)
		b.rates.statements = admission.NewRate(15000, 20*time.Second, refused)
		b.rates.lab = admission.NewRate(600, time.Minute, refused)
		b.rates.class = admission.NewRate(6000, 20*time.Second, refused) // three hundred learners resending at once
		b.rates.joins = admission.NewRate(600, time.Hour, refused)
	}
	return b
}
