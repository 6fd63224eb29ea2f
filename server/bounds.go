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
	rooms admission.Bounds
}

// timeouts limit how long a connection may be held.
type timeouts struct{ readHeader, read, write, idle, drain time.Duration }

// Limits of open connections. A browser opens up to six, and three hundred learners
// may share an address.
const (
	maxConnections      = 4096
	maxConnectionsOfOne = 2048
)

// defaultBounds returns the bounds with which the program serves.
func defaultBounds(class bool, refused func()) bounds {
	b := bounds{
		// A slow or silent client cannot hold a connection forever, yet the lab, which
		// takes longest, can finish.
		timeouts: timeouts{
			readHeader: 5 * time.Second,
			read:       20 * time.Second,
			write:      60 * time.Second,
			idle:       2 * time.Minute,
			drain:      15 * time.Second,
		},
		rooms: admission.Bounds{
			// A page or cell occupies a processor, sometimes for a second (every frame of
			// an animation). Without a limit, a flood of new states would exhaust memory
			// and starve the readers of cached pages.
			Work: admission.NewGate(runtime.GOMAXPROCS(0), 200, 5*time.Second),
			// A statement takes milliseconds, or two seconds if it hits its deadline. The
			// queue holds as many as can have their turn before patience ends.
			SQL: admission.NewGate(2*runtime.GOMAXPROCS(0), 100, 5*time.Second),
			// Several times what a page sends after an hour without the server.
			Learner:      admission.NewRate(120, 20*time.Second, refused),
			SignIns:      admission.NewRate(20, time.Minute, nil),
			BuildTime:    2 * time.Minute,
			DownloadTime: 10 * time.Minute, // of the browsers' compiler, by a class in one room
			CacheBytes:   64 << 20,
		},
	}
	if r := &b.rooms; class {
		r.Builds = admission.NewRate(2000, 20*time.Second, refused)
		r.Statements = admission.NewRate(15000, 20*time.Second, refused)
		r.Lab = admission.NewRate(600, time.Minute, refused)
		r.Class = admission.NewRate(6000, 20*time.Second, refused) // three hundred learners resending at once
		r.Joins = admission.NewRate(600, time.Hour, refused)
	}
	return b
}
