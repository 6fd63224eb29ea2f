// Package dataset holds the data that several lessons share.
package dataset

import (
	_ "embed" // for iris.csv
	"encoding/csv"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
)

// Table is a set of labelled examples: n rows of d numeric features, each row
// with a class.
type Table struct {
	Features []string    // names of the d features, with units
	Classes  []string    // names of the classes
	X        [][]float64 // n rows of d values
	Y        []int       // n class indices into Classes
}

// Len returns the number of examples.
func (t Table) Len() int { return len(t.X) }

// Column returns feature j of every example.
func (t Table) Column(j int) []float64 {
	col := make([]float64, len(t.X))
	for i, row := range t.X {
		col[i] = row[j]
	}
	return col
}

// Pick returns the examples with the given indices. The rows are shared with
// t, not copied.
func (t Table) Pick(rows []int) Table {
	p := Table{Features: t.Features, Classes: t.Classes}
	for _, i := range rows {
		p.X = append(p.X, t.X[i])
		p.Y = append(p.Y, t.Y[i])
	}
	return p
}

// Select returns t with only the features in columns.
func (t Table) Select(columns ...int) Table {
	s := Table{Classes: t.Classes, Y: t.Y}
	for _, j := range columns {
		s.Features = append(s.Features, t.Features[j])
	}
	for _, row := range t.X {
		values := make([]float64, len(columns))
		for k, j := range columns {
			values[k] = row[j]
		}
		s.X = append(s.X, values)
	}
	return s
}

// Split shuffles the examples with the given seed and returns the first n for
// training and the rest for testing.
func (t Table) Split(n int, seed uint64) (train, test Table) {
	n = min(max(n, 0), t.Len())
	order := rand.New(rand.NewPCG(seed, 0)).Perm(t.Len())
	return t.Pick(order[:n]), t.Pick(order[n:])
}

// TwoClass returns n points of the plane with x₁ uniform on [0, 0.7) and x₂
// uniform on [0, 1). A point is red (class 1) when 0.5·x₁ + 0.4·x₂ > 0.4 and
// blue (class 0) otherwise: the border is the line x₂ = 1 − 1.25·x₁.
func TwoClass(n int, seed uint64) Table {
	rng := rand.New(rand.NewPCG(seed, 0))
	t := Table{Features: []string{"x₁", "x₂"}, Classes: []string{"blue", "red"}}
	for range n {
		x1, x2 := 0.7*rng.Float64(), rng.Float64()
		class := 0
		if Score(x1, x2) > 0.4 {
			class = 1
		}
		t.X = append(t.X, []float64{x1, x2})
		t.Y = append(t.Y, class)
	}
	return t
}

// Score is the quantity y = 0.5·x₁ + 0.4·x₂ behind the labels of TwoClass.
func Score(x1, x2 float64) float64 { return 0.5*x1 + 0.4*x2 }

//go:embed iris.csv
var irisCSV string

// Iris returns Fisher's iris data: 150 flowers, four lengths in centimetres,
// three species of 50 flowers each.
//
// Source: R. A. Fisher, "The use of multiple measurements in taxonomic
// problems", Annals of Eugenics 7 (1936), table I; the measurements are by E.
// Anderson. Facts, in the public domain. The file follows the paper; the copy
// in the UCI repository differs from it in flowers 35 and 38.
func Iris() Table {
	t, err := parse(irisCSV)
	if err != nil {
		panic(err) // the file is part of the program: a test reads it
	}
	return t
}

// parse reads a CSV table whose last column is the class.
func parse(text string) (Table, error) {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		return Table{}, fmt.Errorf("dataset: %w", err)
	}
	if len(records) == 0 {
		return Table{}, fmt.Errorf("dataset: no header line")
	}
	d := len(records[0]) - 1
	var t Table
	for _, name := range records[0][:d] {
		name = strings.TrimSuffix(name, "_cm")
		t.Features = append(t.Features, strings.ReplaceAll(name, "_", " ")+" (cm)")
	}
	for i, rec := range records[1:] {
		row := make([]float64, d)
		for j := range row {
			if row[j], err = strconv.ParseFloat(rec[j], 64); err != nil {
				return Table{}, fmt.Errorf("dataset: line %d: %w", i+2, err)
			}
		}
		class := slices.Index(t.Classes, rec[d])
		if class < 0 {
			class = len(t.Classes)
			t.Classes = append(t.Classes, rec[d])
		}
		t.X = append(t.X, row)
		t.Y = append(t.Y, class)
	}
	return t, nil
}
