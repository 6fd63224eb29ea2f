package joins

import (
	"cmp"
	"errors"
	"math"
	"slices"
	"testing"
)

// An algorithm is one way to join two tables keyed by K.
type algorithm[K comparable] struct {
	name string
	join func(left, right Table[Key[K], K], kind Kind, meter *Meter) []Pair
}

// algorithms lists everything that must agree, a hash table in one bucket
// included.
func algorithms[K cmp.Ordered](hash func(K) uint64) []algorithm[K] {
	type table = Table[Key[K], K]
	return []algorithm[K]{
		{"NestedLoop", NestedLoop[Key[K], Key[K], K]},
		{"Hash", func(l, r table, kind Kind, m *Meter) []Pair {
			return Hash(l, r, kind, Hasher[K]{Hash: hash}, m)
		}},
		{"Hash in 1 bucket", func(l, r table, kind Kind, m *Meter) []Pair {
			return Hash(l, r, kind, Hasher[K]{Hash: hash, Buckets: 1}, m)
		}},
		{"SortMerge", SortMerge[Key[K], Key[K], K]},
	}
}

// table makes a table whose rows are nothing but keys.
func table[K comparable](keys []Key[K]) Table[Key[K], K] {
	return Table[Key[K], K]{keys, func(k Key[K]) Key[K] { return k }}
}

// keysOf returns the keys of a lesson table as a table of nothing but keys.
func keysOf(t Table[Row, int]) Table[Key[int], int] {
	var keys []Key[int]
	for _, r := range t.Rows {
		keys = append(keys, r.ID)
	}
	return table(keys)
}

// sortedPairs returns the pairs in a fixed order, to compare multisets.
func sortedPairs(pairs []Pair) []Pair {
	s := slices.Clone(pairs)
	slices.SortFunc(s, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(a.Left, b.Left), cmp.Compare(a.Right, b.Right))
	})
	return s
}

// TestLessonTables checks the joins that the lesson and CURRICULUM.md state.
// All ids are in order here, so that the three algorithms agree on the order
// too, except for where the right rows without a match go.
func TestLessonTables(t *testing.T) {
	l, r := LessonTables()
	want := map[Kind][]Pair{
		Inner: {{0, 0}, {3, 1}},
		Left:  {{0, 0}, {1, None}, {2, None}, {3, 1}},
		Right: {{None, 2}, {None, 3}, {0, 0}, {3, 1}},
		Full:  {{None, 2}, {None, 3}, {0, 0}, {1, None}, {2, None}, {3, 1}},
		Semi:  {{0, None}, {3, None}},
		Anti:  {{1, None}, {2, None}},
	}
	for i := range 4 {
		for j := range 4 {
			want[Cross] = append(want[Cross], Pair{i, j})
		}
	}
	for _, alg := range algorithms(HashInt) {
		for _, kind := range Kinds() {
			got := sortedPairs(alg.join(keysOf(l), keysOf(r), kind, nil))
			if !slices.Equal(got, want[kind]) {
				t.Errorf("%s, %v: got %v, want %v", alg.name, kind, got, want[kind])
			}
		}
	}
}

func TestOutputOrder(t *testing.T) {
	l, r := keysOf(rows("L", 3, null, 1, 3, 7)), keysOf(rows("R", 3, 9, 1, null, 3))
	byRow := []Pair{{0, 0}, {0, 4}, {1, None}, {2, 2}, {3, 0}, {3, 4}, {4, None}, {None, 1}, {None, 3}}
	byKey := []Pair{{1, None}, {None, 3}, {2, 2}, {0, 0}, {0, 4}, {3, 0}, {3, 4}, {4, None}, {None, 1}}
	for _, alg := range algorithms(HashInt) {
		want := byRow
		if alg.name == "SortMerge" {
			want = byKey
		}
		if got := alg.join(l, r, Full, nil); !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", alg.name, got, want)
		}
	}
}

func TestNeverEqualKeys(t *testing.T) {
	nan := table([]Key[float64]{{Value: math.NaN()}, {Null: true}, {Value: 0}})
	negative := table([]Key[float64]{{Value: math.NaN()}, {Null: true}, {Value: math.Copysign(0, -1)}})
	hash := func(x float64) uint64 { return uint64(x) }
	for _, alg := range algorithms(hash) {
		got := alg.join(nan, negative, Inner, nil)
		if want := []Pair{{2, 2}}; !slices.Equal(got, want) {
			t.Errorf("%s: got %v, want %v", alg.name, got, want)
		}
	}
}

func TestEmptyTables(t *testing.T) {
	none, two := table[int](nil), table([]Key[int]{{Value: 1}, {Null: true}})
	for _, alg := range algorithms(HashInt) {
		for _, kind := range Kinds() {
			if got := alg.join(none, none, kind, nil); len(got) != 0 {
				t.Errorf("%s, %v of two empty tables: %v", alg.name, kind, got)
			}
			want := map[Kind]int{Left: 2, Full: 2, Anti: 2}[kind]
			if got := alg.join(two, none, kind, nil); len(got) != want {
				t.Errorf("%s, %v with an empty right table: %v, want %d rows", alg.name, kind, got, want)
			}
			want = map[Kind]int{Right: 2, Full: 2}[kind]
			if got := alg.join(none, two, kind, nil); len(got) != want {
				t.Errorf("%s, %v with an empty left table: %v, want %d rows", alg.name, kind, got, want)
			}
		}
	}
}

func TestMeter(t *testing.T) {
	l, r := LessonTables()
	itself := Hasher[int]{Hash: func(k int) uint64 { return uint64(k) }}
	tests := []struct {
		name string
		run  func(kind Kind, m *Meter)
		kind Kind
		want Meter
	}{
		{"nested", func(k Kind, m *Meter) { NestedLoop(l, r, k, m) }, Inner, Meter{Compared: 16}},
		{"nested", func(k Kind, m *Meter) { NestedLoop(l, r, k, m) }, Full, Meter{Compared: 16}},
		{"nested", func(k Kind, m *Meter) { NestedLoop(l, r, k, m) }, Semi, Meter{Compared: 1 + 4 + 4 + 2}},
		{"nested", func(k Kind, m *Meter) { NestedLoop(l, r, k, m) }, Cross, Meter{}},
		{"hash", func(k Kind, m *Meter) { Hash(l, r, k, itself, m) }, Inner, Meter{Hashed: 8, Compared: 2 + 1 + 0 + 1}},
		{"merge", func(k Kind, m *Meter) { SortMerge(l, r, k, m) }, Inner, Meter{Sorting: 6, Compared: 7}},
	}
	for _, tt := range tests {
		var got Meter
		tt.run(tt.kind, &got)
		if got.Compared != tt.want.Compared || got.Hashed != tt.want.Hashed || got.Sorting != tt.want.Sorting {
			t.Errorf("%s %v: got %+v, want %+v", tt.name, tt.kind, got, tt.want)
		}
	}
}

func TestWatchSeesEveryStep(t *testing.T) {
	l, r := LessonTables()
	steps := 0
	meter := Meter{Watch: func(Step) { steps++ }}
	Hash(l, r, Inner, Hasher[int]{Hash: HashInt}, &meter)
	if steps != meter.Total() || steps == 0 {
		t.Errorf("%d steps watched, %d counted", steps, meter.Total())
	}
}

func TestKindNames(t *testing.T) {
	for _, k := range Kinds() {
		if got, err := ParseKind(k.String()); err != nil || got != k {
			t.Errorf("ParseKind(%q) = %v, %v", k, got, err)
		}
	}
	if _, err := ParseKind("OUTSIDE"); !errors.Is(err, ErrKind) {
		t.Errorf("ParseKind of nonsense: %v", err)
	}
	if got := Kind(99).String(); got != "Kind(99)" {
		t.Errorf("Kind(99) = %q", got)
	}
}
