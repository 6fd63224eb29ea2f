package fair

import (
	"cmp"
	"slices"
)

// party is a group that shares turns: all addresses, the clients at an address, or
// the tickets of a client.
type party struct {
	within  *party
	name    string
	members map[string]*party // of all: the addresses; of an address: its clients
	tickets []*Ticket         // of a client: those that are waiting, the oldest first

	running, waiting int
	kept             int   // of a client: how many positions are kept for it
	turn             int64 // its last one; the lowest comes next
	since            int64 // when it arrived, which decides between equal turns
}

// join returns the party of a client. A new one waits as if its last turn had
// been just before the most recent turn of all: those that have waited longer
// come before it, and the one that has just been served comes after it.
func (q *Queue) join(c Client) *party {
	return q.member(q.member(q.all, c.Address), c.Name)
}

func (q *Queue) member(of *party, name string) *party {
	m, ok := of.members[name]
	if !ok {
		q.come++
		m = &party{within: of, name: name, members: map[string]*party{}, turn: q.turns - 1, since: q.come}
		of.members[name] = m
	}
	return m
}

// forget removes a client that has nothing left, and then its address likewise.
func (p *party) forget() {
	for ; p.within != nil && p.running == 0 && p.waiting == 0 && p.kept == 0; p = p.within {
		if len(p.members) > 0 {
			return
		}
		delete(p.within.members, p.name)
	}
}

func (p *party) count(running, waiting int) {
	for ; p != nil; p = p.within {
		p.running += running
		p.waiting += waiting
	}
}

func (p *party) wait(t *Ticket) {
	p.tickets = append(p.tickets, t)
	p.count(0, 1)
}

func (p *party) unwait(t *Ticket) {
	i := slices.Index(p.tickets, t)
	p.tickets = slices.Delete(p.tickets, i, i+1)
	p.count(0, -1)
}

// first returns the ticket whose turn it is. At least one must be waiting.
func (p *party) first() *Ticket {
	if len(p.tickets) > 0 {
		return p.tickets[0]
	}
	var best *party
	for _, m := range p.members {
		if m.waiting > 0 && (best == nil || m.before(best)) {
			best = m
		}
	}
	return best.first()
}

func (p *party) before(other *party) bool {
	return cmp.Or(
		cmp.Compare(p.running, other.running), cmp.Compare(p.turn, other.turn), cmp.Compare(p.since, other.since),
	) < 0
}

// heaviest returns the member of p that has the most waiting. newcomer, a member
// or nil, counts as if it had one more.
func (p *party) heaviest(newcomer *party) *party {
	most, waiting := newcomer, 0
	if newcomer != nil {
		waiting = newcomer.waiting + 1
	}
	for _, m := range p.members {
		if m.waiting > waiting {
			most, waiting = m, m.waiting
		}
	}
	return most
}
