package rollout

// event is something that happens at a moment of simulated time.
type event struct {
	at  float64
	seq int // events of the same moment happen in the order they were planned
	do  func()
}

func (e event) before(f event) bool {
	return e.at < f.at || (e.at == f.at && e.seq < f.seq)
}

// agenda holds the pending events, the next one first. It is a binary heap:
// the parent of entry i is entry (i-1)/2 and never happens after it. Adding an
// event and taking the next one both cost O(log n).
type agenda struct {
	heap []event
	seq  int
}

// plan adds an event.
func (a *agenda) plan(at float64, do func()) {
	a.heap = append(a.heap, event{at: at, seq: a.seq, do: do})
	a.seq++
	for i := len(a.heap) - 1; i > 0; {
		parent := (i - 1) / 2
		if !a.heap[i].before(a.heap[parent]) {
			return
		}
		a.heap[i], a.heap[parent] = a.heap[parent], a.heap[i]
		i = parent
	}
}

// next removes the earliest event; ok is false if there is none.
func (a *agenda) next() (e event, ok bool) {
	if len(a.heap) == 0 {
		return event{}, false
	}
	e = a.heap[0]
	last := len(a.heap) - 1
	a.heap[0] = a.heap[last]
	a.heap[last] = event{} // let the garbage collector have the closure
	a.heap = a.heap[:last]
	a.sink(0)
	return e, true
}

// sink moves entry i down until both of its children come after it.
func (a *agenda) sink(i int) {
	for {
		first := 2*i + 1
		if first >= len(a.heap) {
			return
		}
		if r := first + 1; r < len(a.heap) && a.heap[r].before(a.heap[first]) {
			first = r
		}
		if !a.heap[first].before(a.heap[i]) {
			return
		}
		a.heap[i], a.heap[first] = a.heap[first], a.heap[i]
		i = first
	}
}
