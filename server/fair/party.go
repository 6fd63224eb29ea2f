package fair

import "slices"

// party is those who share turns: all, the clients at an address, or the
// tickets of a client.
type party struct {
	within  *party
	name    string
	members map[string]*party // of all: the addresses; of an address: its clients
	tickets []*Ticket         // of a client: those that wait, the oldest first

	running, waiting int
	kept             int   // of a client: how often its place is kept
	turn             int64 // its last one; the lowest comes next
	since            int64 // when it came, which decides between equal turns
}

// join returns the party of a client. One that was not there waits as if it
// had had its turn just before the last one that was given: those who have
// waited for longer than that come before, and the one that has just been
// served comes after.
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

// forget removes a client, and its address, that has nothing any more.
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

// first returns the ticket whose turn it is. Some ticket has to wait.
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
	if p.running != other.running {
		return p.running < other.running
	}
	if p.turn != other.turn {
		return p.turn < other.turn
	}
	return p.since < other.since
}

// heaviest returns the member of p that has the most waiting: newcomer, one of
// them or nil, unless another has more even if newcomer gets one more.
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
