// Package connlimit limits how many connections are open at once, in all and for
// each client.
//
// A limit that only refuses newcomers helps whoever exhausts it: a few thousand
// silent connections would lock everybody else out. So a waiting connection gives
// way to a newcomer:
//
//   - It belongs to the newcomer's client if that has reached its own limit,
//     otherwise to the client with the most connections.
//   - Those that have never sent a complete request go first, then those that are
//     idle between two requests, each time the one that has waited longest. An
//     honest browser sends its request within moments, so it is not among them.
//   - A connection with a request in flight is never closed for a client that has
//     as many connections itself. It is closed for one that has fewer; otherwise one
//     client could keep out all others with slow requests.
//
// The limiter stops counting a connection as soon as it closes it. Counting it until
// the server notices would let a burst of refused connections exhaust the limit.
package connlimit

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
)

// Limiter limits the connections of one http.Server.
type Limiter struct {
	max       int                      // of all clients together
	perClient int                      // of each; 0: no limit
	clientOf  func(addr string) string // identifies the client at a remote address
	cut       func()                   // called for each connection that is closed

	mu      sync.Mutex
	open    map[net.Conn]*connection
	clients map[string]*client
}

// client has connections.
type client struct {
	name    string
	count   int
	waiting [phases]list.List // of *connection, in the order in which they entered the phase
}

// phase is what a connection is doing. Earlier phases give way first.
type phase int

const (
	silent phase = iota // has never sent a complete request
	idle                // waits for its next request
	busy                // a request is in flight
	phases
)

// connection is an open connection.
type connection struct {
	net.Conn
	of      *client
	phase   phase
	element *list.Element // in of.waiting[phase]
}

// New returns a limiter of max connections in all and perClient for each client
// (0: no limit). clientOf identifies the client at a remote address; cut is called
// for each connection that the limiter closes.
func New(max, perClient int, clientOf func(addr string) string, cut func()) *Limiter {
	return &Limiter{
		max: max, perClient: perClient, clientOf: clientOf, cut: cut,
		open: map[net.Conn]*connection{}, clients: map[string]*client{},
	}
}

// Guard makes srv report its connections to the limiter. It must be called before srv
// serves, and after its handler is set.
func (l *Limiter) Guard(srv *http.Server) {
	srv.ConnState = l.changed
	srv.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, connKey{}, c)
	}
	next := srv.Handler
	srv.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(connKey{}).(net.Conn); ok {
			l.enter(c, busy) // not on StateActive, which begins with the first byte of a header
		}
		next.ServeHTTP(w, r)
	})
}

type connKey struct{}

// Count returns how many connections are open.
func (l *Limiter) Count() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.open)
}

// changed is an http.Server's ConnState.
func (l *Limiter) changed(c net.Conn, state http.ConnState) {
	switch state {
	case http.StateNew:
		if victim := l.accept(c); victim != nil {
			l.cut()
			_ = victim.Close() // its goroutine notices and ends
		}
	case http.StateIdle:
		l.enter(c, idle)
	case http.StateClosed, http.StateHijacked:
		l.mu.Lock()
		defer l.mu.Unlock()
		l.forget(l.open[c])
	}
}

// accept counts a new connection and returns the one to close in its place, which may
// be the new one itself; nil if there is room.
func (l *Limiter) accept(c net.Conn) net.Conn {
	name := l.clientOf(c.RemoteAddr().String())
	l.mu.Lock()
	defer l.mu.Unlock()
	of := l.clients[name]
	if of == nil {
		of = &client{name: name}
		l.clients[name] = of
	}
	var victim *connection
	switch {
	case l.perClient > 0 && of.count >= l.perClient:
		victim = of.first(idle)
	case len(l.open) >= l.max:
		victim = l.victim(of)
	default:
		l.add(c, of)
		return nil
	}
	if victim == nil {
		l.drop(of)
		return c
	}
	l.add(c, of) // first, so that its client is not dropped
	l.forget(victim)
	return victim.Conn
}

// victim returns the connection that gives way to a newcomer if the limit for all is
// reached: one of the client that has the most. It is nil if the newcomer has as many.
func (l *Limiter) victim(newcomer *client) *connection {
	most := newcomer
	for _, c := range l.clients {
		if c.count > most.count {
			most = c
		}
	}
	if most.count > newcomer.count+1 {
		return most.first(busy)
	}
	return most.first(idle)
}

// first returns the connection that gives way first, among those in phases up to
// last, or nil.
func (c *client) first(last phase) *connection {
	for p := range last + 1 {
		if element := c.waiting[p].Front(); element != nil {
			return element.Value.(*connection)
		}
	}
	return nil
}

func (l *Limiter) add(c net.Conn, of *client) {
	conn := &connection{Conn: c, of: of, phase: silent}
	conn.element = of.waiting[silent].PushBack(conn)
	of.count++
	l.open[c] = conn
}

// enter records that a connection has entered a phase.
func (l *Limiter) enter(c net.Conn, p phase) {
	l.mu.Lock()
	defer l.mu.Unlock()
	conn := l.open[c]
	if conn == nil {
		return // closed in the meantime
	}
	conn.of.waiting[conn.phase].Remove(conn.element)
	conn.phase, conn.element = p, conn.of.waiting[p].PushBack(conn)
}

// forget stops counting a connection; nil is one that is no longer counted.
func (l *Limiter) forget(conn *connection) {
	if conn == nil {
		return
	}
	delete(l.open, conn.Conn)
	conn.of.waiting[conn.phase].Remove(conn.element)
	conn.of.count--
	l.drop(conn.of)
}

// drop forgets a client that has no connection left.
func (l *Limiter) drop(c *client) {
	if c.count == 0 {
		delete(l.clients, c.name)
	}
}
