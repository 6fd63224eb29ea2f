// Package connlimit bounds the connections that are open at once: all of them,
// and those of one client.
//
// A bound that only refuses newcomers helps whoever fills it: a few thousand
// silent connections would lock everybody else out. So a connection that waits
// gives way to a newcomer. Which one does:
//
//   - It belongs to the newcomer where that client has reached its own bound,
//     otherwise to the client with the most connections.
//   - First go those that have never completed a request, then those that are
//     idle between two, each time the one that has waited longest. An honest
//     browser sends its request within moments, so it is not among them.
//   - A connection with a request under way is never cut for the sake of a
//     client that has as many connections itself; it is for one that has fewer,
//     or one client could keep out all others with slow requests.
//
// What the limiter closes it stops counting at once. Counting it until the
// server notices would let a burst of refused connections fill the bound.
package connlimit

import (
	"container/list"
	"context"
	"net"
	"net/http"
	"sync"
)

// Limiter bounds the connections of one http.Server.
type Limiter struct {
	max       int                      // of all clients together
	perClient int                      // of each; 0: clients are not told apart
	clientOf  func(addr string) string // who is at a remote address
	cut       func()                   // told of each connection that is closed

	mu      sync.Mutex
	open    map[net.Conn]*connection
	clients map[string]*client
}

// client is one who has connections.
type client struct {
	name    string
	count   int
	waiting [phases]list.List // of *connection, in the order in which they entered the phase
}

// phase is what a connection is doing, in the order in which they give way.
type phase int

const (
	silent phase = iota // has never completed a request
	idle                // waits for its next request
	busy                // a request is being answered
	phases
)

// connection is one that is open.
type connection struct {
	net.Conn
	of    *client
	phase phase
	place *list.Element // in of.waiting[phase]
}

// New returns a limiter of max connections in all and perClient for each client
// (0: no bound of their own). clientOf names who is at a remote address; cut is
// called for each connection that the limiter closes.
func New(max, perClient int, clientOf func(addr string) string, cut func()) *Limiter {
	return &Limiter{
		max: max, perClient: perClient, clientOf: clientOf, cut: cut,
		open: map[net.Conn]*connection{}, clients: map[string]*client{},
	}
}

// Guard makes srv tell the limiter of its connections. It has to be called
// before srv serves, and after its handler is set.
func (l *Limiter) Guard(srv *http.Server) {
	srv.ConnState = l.changed
	srv.ConnContext = func(ctx context.Context, c net.Conn) context.Context {
		return context.WithValue(ctx, connKey{}, c)
	}
	next := srv.Handler
	srv.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c, ok := r.Context().Value(connKey{}).(net.Conn); ok {
			l.enter(c, busy) // not before: StateActive begins with the first byte of a header
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

// accept counts a new connection and returns the one to close instead, which
// may be the new one itself; nil when there is room.
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
	l.forget(victim)
	l.clients[name] = of // it may have had no other connection
	l.add(c, of)
	return victim.Conn
}

// victim returns which connection gives way to a newcomer when all places are
// taken: one of whoever has the most. nil: the newcomer has as many.
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

// first returns the connection that gives way first, among those in phases up
// to last; nil: none.
func (c *client) first(last phase) *connection {
	for p := range last + 1 {
		if place := c.waiting[p].Front(); place != nil {
			return place.Value.(*connection)
		}
	}
	return nil
}

func (l *Limiter) add(c net.Conn, of *client) {
	conn := &connection{Conn: c, of: of, phase: silent}
	conn.place = of.waiting[silent].PushBack(conn)
	of.count++
	l.open[c] = conn
}

// enter says what a connection does now.
func (l *Limiter) enter(c net.Conn, p phase) {
	l.mu.Lock()
	defer l.mu.Unlock()
	conn := l.open[c]
	if conn == nil {
		return // cut meanwhile
	}
	conn.of.waiting[conn.phase].Remove(conn.place)
	conn.phase, conn.place = p, conn.of.waiting[p].PushBack(conn)
}

// forget stops counting a connection; nil is one that was cut before.
func (l *Limiter) forget(conn *connection) {
	if conn == nil {
		return
	}
	delete(l.open, conn.Conn)
	conn.of.waiting[conn.phase].Remove(conn.place)
	conn.of.count--
	l.drop(conn.of)
}

// drop forgets a client who has no connection left.
func (l *Limiter) drop(c *client) {
	if c.count == 0 {
		delete(l.clients, c.name)
	}
}
