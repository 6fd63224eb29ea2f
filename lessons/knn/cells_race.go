package knn

import (
	"errors"
	"slices"
	"strconv"
	"time"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
)

// The published R programs took this long on about the same sizes.
const (
	publishedLoop       = 410 * time.Second
	publishedVectorised = 1170 * time.Millisecond
)

// racer is one search in the race.
type racer struct {
	name  string
	build func(points [][]float64) (Searcher, error)
}

// racers lists the searches, the naive one first.
func racers() []racer {
	return []racer{
		{"full sort", func(x [][]float64) (Searcher, error) { return NewFullSort(x, EuclideanP) }},
		{"bounded heap", func(x [][]float64) (Searcher, error) { return NewHeap(x, EuclideanP) }},
		{"columns", func(x [][]float64) (Searcher, error) { return NewColumns(x, EuclideanP) }},
		{"gonum's k-d tree", func(x [][]float64) (Searcher, error) { return NewGonum(x) }},
		{"k-d tree", func(x [][]float64) (Searcher, error) { return NewKDTree(x, EuclideanP) }},
	}
}

// Race times every search on the published sizes: 670 training points, 330 to
// classify, k = 3. The times are taken now, on the machine that serves the
// page.
func Race(nb *notebook.Cell) {
	k := nb.Int("k", "neighbours k", 3, 1, 25)

	train, test := dataset.TwoClass(1000, 1).Split(670, 1)
	table := notebook.Table{
		Caption: "670 training points, 330 questions (R: the published times)",
		Columns: []string{"program", "prepare", "answer", "speed"},
		Numeric: []int{1, 2, 3},
		Rows: [][]string{
			{"R, double loop", "", duration(publishedLoop), ""},
			{"R, by columns", "", duration(publishedVectorised), ""},
		},
	}
	var first, fastest time.Duration
	var reference []int
	for i, r := range racers() {
		lap, err := run(nb, r, train, test, k)
		if err != nil {
			nb.Error(err)
			return
		}
		if i == 0 {
			first, fastest, reference = lap.answer, lap.answer, lap.classes
		}
		if !slices.Equal(lap.classes, reference) {
			nb.Error(errors.New(r.name + " gives different answers from the first program"))
		}
		fastest = min(fastest, lap.answer)
		table.Rows = append(table.Rows, []string{
			r.name, duration(lap.prepare), duration(lap.answer), times(first, lap.answer),
		})
	}
	right := 100 * Accuracy(reference, test.Y)
	nb.Table(table)
	nb.Say("All five Go programs give the same 330 answers, %.1f %% of them right. Speeds are relative to the full "+
		"sort; the fastest reaches %s.",
		right, times(first, fastest))
	nb.Value("right", "%.1f", right)
}

// lap is the outcome of one racer.
type lap struct {
	prepare, answer time.Duration
	classes         []int
}

// run times the building of a search and its answers to all questions.
func run(nb *notebook.Cell, r racer, train, test dataset.Table, k int) (lap, error) {
	var l lap
	var search Searcher
	var err error
	l.prepare = nb.Elapsed(func() { search, err = r.build(train.X) })
	if err != nil {
		return l, err
	}
	classifier, err := NewClassifier(search, train.Y, k)
	if err != nil {
		return l, err
	}
	// The shorter of two runs: the machine also has other work.
	for i := range 2 {
		took := nb.Elapsed(func() { l.classes = classifier.PredictAll(test.X) })
		if i == 0 || took < l.answer {
			l.answer = took
		}
	}
	return l, nil
}

// duration prints a time with three digits, in seconds, milli- or microseconds.
func duration(d time.Duration) string {
	switch {
	case d >= time.Second:
		return significant(d.Seconds()) + "\u00a0s" // on one line
	case d >= time.Millisecond:
		return significant(d.Seconds()*1e3) + "\u00a0ms"
	}
	return significant(d.Seconds()*1e6) + "\u00a0µs"
}

// times says how many times longer a is than b.
func times(a, b time.Duration) string {
	if b <= 0 {
		return "not timed"
	}
	return significant(float64(a)/float64(b)) + "×"
}

// significant prints v with three significant digits and no exponent.
func significant(v float64) string {
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(v, 'g', 3, 64), 64)
	if err != nil {
		return "0"
	}
	return strconv.FormatFloat(rounded, 'f', -1, 64)
}
