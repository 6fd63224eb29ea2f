package joins

// A Meter counts the work of a join. The zero value is ready to use, and a
// nil *Meter counts nothing.
type Meter struct {
	Compared int // comparisons of a left key with a right key
	Sorting  int // comparisons made while sorting (SortMerge only)
	Hashed   int // keys hashed (Hash only)

	// Watch, if not nil, is called for each step as it happens.
	Watch func(Step)
}

// Total is all the work counted: comparisons of either sort and hashings.
func (m *Meter) Total() int { return m.Compared + m.Sorting + m.Hashed }

// An Op is what an algorithm did in one [Step].
type Op uint8

// The operations a Meter can watch.
const (
	Compare Op = iota // compared a left key with a right key
	Build             // put a right row into its bucket
	Probe             // looked up the bucket of a left row
)

// A Step is one thing an algorithm did: the rows it looked at (None for no
// row), and either whether the keys were equal (Compare) or which bucket was
// used (Build, Probe).
type Step struct {
	Op          Op
	Left, Right int
	Equal       bool
	Bucket      int
}

// compared counts one comparison of a left key with a right key.
func (m *Meter) compared(left, right int, equal bool) {
	if m == nil {
		return
	}
	m.Compared++
	if m.Watch != nil {
		m.Watch(Step{Op: Compare, Left: left, Right: right, Equal: equal})
	}
}

// hashed counts one key hashed, to build the table or to probe it.
func (m *Meter) hashed(op Op, left, right, bucket int) {
	if m == nil {
		return
	}
	m.Hashed++
	if m.Watch != nil {
		m.Watch(Step{Op: op, Left: left, Right: right, Bucket: bucket})
	}
}

// sorted counts one comparison made while sorting.
func (m *Meter) sorted() {
	if m != nil {
		m.Sorting++
	}
}
