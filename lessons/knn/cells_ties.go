package knn

import (
	"fmt"

	"abacus/lessons/dataset"
	"abacus/lessons/notebook"
)

// TieRules predicts each iris from the sepals of the others, with even k, by three
// rules for equal votes.
func TieRules(nb *notebook.Cell) {
	iris := dataset.Iris()
	table := notebook.Table{
		Caption: "Right answers among 150 irises, from the sepals alone",
		Columns: []string{"k", "equal votes", "closer first", "first class", "last class"},
		Numeric: []int{0, 1, 2, 3, 4},
	}
	for k := 2; k <= 12; k += 2 {
		ties, right, err := tieRules(iris.Select(0, 1).X, iris.Y, k)
		if err != nil {
			nb.Error(err)
			return
		}
		table.Rows = append(table.Rows, []string{
			fmt.Sprint(k), fmt.Sprint(ties), fmt.Sprint(right[0]), fmt.Sprint(right[1]), fmt.Sprint(right[2]),
		})
	}
	nb.Table(table)
}

// tieRules counts, leaving one point out at a time, the votes that tie and the
// right answers when a tie goes to the class with the closer neighbour, to the
// smallest class and to the largest.
func tieRules(points [][]float64, labels []int, k int) (ties int, right [3]int, err error) {
	search, err := NewKDTree(points, EuclideanP)
	if err != nil {
		return 0, right, err
	}
	for i, x := range points {
		nearest := without(search.Nearest(x, k+1), i, k)
		most, first, last, tied := 0, 0, 0, false
		for class, votes := range Votes(nearest, labels) {
			if votes > most {
				most, first, tied = votes, class, false
			} else {
				tied = tied || votes == most
			}
			if votes == most {
				last = class
			}
		}
		if tied {
			ties++
		}
		for rule, answer := range []int{Vote(nearest, labels), first, last} {
			if answer == labels[i] {
				right[rule]++
			}
		}
	}
	return ties, right, nil
}
