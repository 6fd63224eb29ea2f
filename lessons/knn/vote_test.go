package knn

import (
	"math/rand/v2"
	"testing"
)

func TestVote(t *testing.T) {
	labels := []int{0, 1, 1, 2, 0, 2}
	tests := []struct {
		name    string
		indices []int // neighbours, closest first
		want    int
	}{
		{"nobody", nil, -1},
		{"one", []int{3}, 2},
		{"majority", []int{0, 1, 2}, 1},
		{"two classes tie: the closest decides", []int{1, 0, 2, 4}, 1},
		{"the same votes, another order", []int{0, 1, 4, 2}, 0},
		{"three classes tie", []int{5, 0, 1}, 2},
		{"closest class has too few votes", []int{3, 0, 1, 4, 2}, 0},
	}
	for _, test := range tests {
		var nearest []Neighbour
		for rank, i := range test.indices {
			nearest = append(nearest, Neighbour{Index: i, Distance: float64(rank)})
		}
		if got := Vote(nearest, labels); got != test.want {
			t.Errorf("%s: got class %d, want %d", test.name, got, test.want)
		}
	}
}

// The running tally says after every vote what Vote says about the prefix.
func TestTallyEqualsVote(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 0))
	for range 300 {
		labels := make([]int, 1+rng.IntN(12))
		running := newTally()
		var nearest []Neighbour
		for i := range labels {
			labels[i] = rng.IntN(4)
			nearest = append(nearest, Neighbour{Index: i, Distance: float64(i)})
			running.add(labels[i])
			if want := Vote(nearest, labels); running.winner != want {
				t.Fatalf("after %v the tally says %d, Vote %d", labels[:i+1], running.winner, want)
			}
		}
	}
}
