package server

import (
	"net"
	"net/http"
	"sync"
)

// Connections that may be open at once. A browser opens up to six, and three
// hundred learners may share an address.
const (
	maxConnections      = 4096
	maxConnectionsOfOne = 2048
)

// door bounds the connections that are open: all of them, and those of one
// client. One too many is closed at once, and the others go on.
type door struct {
	all, each int // each is 0 where clients are not told apart
	refused   func()

	mu   sync.Mutex
	open int
	by   map[string]int
}

func newDoor(all, each int, refused func()) *door {
	return &door{all: all, each: each, refused: refused, by: map[string]int{}}
}

// changed is a http.Server's ConnState.
func (d *door) changed(c net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		if !d.enter(clientOf(c.RemoteAddr().String())) {
			d.refused()
			_ = c.Close() // the server notices, and tells us that it is closed
		}
	case http.StateClosed, http.StateHijacked:
		d.leave(clientOf(c.RemoteAddr().String()))
	}
}

// enter counts a connection and reports whether it may stay.
func (d *door) enter(client string) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open++
	d.by[client]++
	return d.open <= d.all && (d.each == 0 || d.by[client] <= d.each)
}

func (d *door) leave(client string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.open--
	if d.by[client]--; d.by[client] == 0 {
		delete(d.by, client)
	}
}

// count returns how many connections are open.
func (d *door) count() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.open
}
