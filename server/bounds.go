package server

import (
	"runtime"
	"time"

	"abacus/server/admission"
)

// bounds limit what the server does at once, how often one client may ask, and
// for how long. All figures that are not about a single request stand here.
type bounds struct {
	timeouts
	work  *admission.Gate // pages and cells that are made
	sql   *admission.Gate // readers' statements
	rates rates

	cacheBytes int // memory that rendered pages and cells may take
}

// timeouts bound how long a connection may be held.
type timeouts struct{ readHeader, read, write, build, download, idle, drain time.Duration }

// Connections that may be open at once. A browser opens up to six, and three
// hundred learners may share an address.
const (
	maxConnections      = 4096
	maxConnectionsOfOne = 2048
)

// rates limit how often one address may ask a class's server for costly work.
// Those who wait take turns anyway (package fair); the rates keep one machine from
// making the server do nothing but refuse. A large class may share an address, so
// they are several times what three hundred learners behind one need (see
// TestClassLoad). Outside of a class they are nil.
type rates struct {
	builds, statements, lab, class *admission.Rate
	// Six hundred nicknames an hour are enough for a large class behind one
	// address, and too few to crowd out a class at other addresses.
	joins *admission.Rate

	learner *admission.Rate // what one learner asks of the class; never nil
	teacher *admission.Rate // guesses at the teacher's secret; never nil
}

// defaultBounds are the bounds that the program serves with.
func defaultBounds(class bool, refused func()) bounds {
	b := bounds{
		cacheBytes: 64 << 20,
		// A slow or silent client cannot hold a connection for ever, and the lab,
		// which takes the longest, can finish.
		timeouts: timeouts{
			readHeader: 5 * time.Second,
			read:       20 * time.Second,
			write:      60 * time.Second,
			build:      2 * time.Minute,  // a turn, and the program
			download:   10 * time.Minute, // of the browsers' compiler, by a class in one room
			idle:       2 * time.Minute,
			drain:      15 * time.Second,
		},
		// A page or cell takes a processor, some for a second (every frame of an
		// animation). Without a bound, a flood of new states would take all memory
		// and starve the readers of pages that are ready.
		work: admission.NewGate(runtime.GOMAXPROCS(0), 200, 5*time.Second),
		// A statement takes milliseconds, or two seconds if its deadline ends it.
		// The queue holds as many as can have their turn before patience ends.
		sql: admission.NewGate(2*runtime.GOMAXPROCS(0), 100, 5*time.Second),
		rates: rates{
			// Several times what a page sends after an hour without its server.
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
