package entropy

import (
	"math"
	"math/rand/v2"
)

// A Person is one row of the lesson's table: two things known about somebody
// and the answer to be learnt, whether to stay at home today.
type Person struct {
	Name        string
	Emotion     string // "sick" or "notsick"
	Temperature string // "under" or "over" 100 °F
	StayHome    bool
}

// People returns the eight people of the lesson. (The names only tell the rows
// apart, and tempt us later to split on them.)
func People() []Person {
	return []Person{
		{"Ann", "sick", "under", false},
		{"Ben", "sick", "over", true},
		{"Cleo", "notsick", "under", true},
		{"Dan", "notsick", "under", false},
		{"Eve", "notsick", "over", true},
		{"Finn", "sick", "over", false},
		{"Gus", "notsick", "under", false},
		{"Hana", "notsick", "over", true},
	}
}

// A Group is a part of a split: the people who share a value of a feature.
type Group struct {
	Value  string
	Counts []int // stay home, go out
}

// SplitBy puts people with equal values of a feature into one group, in the
// order in which the values first appear. O(people × groups).
func SplitBy(people []Person, feature func(Person) string) []Group {
	var groups []Group
	for _, p := range people {
		i := 0
		for i < len(groups) && groups[i].Value != feature(p) {
			i++
		}
		if i == len(groups) {
			groups = append(groups, Group{feature(p), make([]int, 2)})
		}
		if p.StayHome {
			groups[i].Counts[0]++
		} else {
			groups[i].Counts[1]++
		}
	}
	return groups
}

// Emotion and Temperature are features to split by.
func Emotion(p Person) string     { return p.Emotion }
func Temperature(p Person) string { return p.Temperature }

// Counts returns the class counts of each group, as Gain wants them.
func Counts(groups []Group) [][]int {
	parts := make([][]int, len(groups))
	for i, g := range groups {
		parts[i] = g.Counts
	}
	return parts
}

// Clinic returns n simulated readings: temperatures spread evenly from 97 to
// 104 °F, rounded to a tenth, of people who are the likelier to stay at home
// the higher theirs is (evenly torn at 100.5 °F). The same n gives the same
// readings.
func Clinic(n int) []Reading {
	rng := rand.New(rand.NewPCG(7, 0))
	readings := make([]Reading, max(n, 0))
	for i := range readings {
		t := 97 + 7*rng.Float64()
		stays := 1 / (1 + math.Exp(-0.9*(t-100.5)))
		readings[i] = Reading{math.Round(t*10) / 10, rng.Float64() < stays}
	}
	return readings
}
