package gini

// A Person is one row of the lesson's table.
type Person struct {
	Emotion     string  // "sick" or "notsick"
	Temperature float64 // °F
	StayHome    bool
}

// People returns the eight people of the lesson, the same as in the entropy
// lesson but with their temperatures as numbers.
func People() []Person {
	return []Person{
		{"sick", 98, false},
		{"sick", 105, true},
		{"notsick", 98, true},
		{"notsick", 98, false},
		{"notsick", 101, true},
		{"sick", 101, false},
		{"notsick", 99.5, false},
		{"notsick", 102, true},
	}
}

// Quarrel returns a smallest data set on which Gini and entropy choose
// different thresholds: eight people, one for each degree from 97 to 104 °F, of
// whom the fifth and the last stay at home. An exhaustive search in the tests
// shows that seven people are too few.
func Quarrel() []Person { return inOrder("NNNNYNNY") }

// ThreeWayQuarrel returns fourteen people, 91 to 104 °F, for whom Gini,
// entropy and misclassification choose three different thresholds. Thirteen
// people are too few.
func ThreeWayQuarrel() []Person { return inOrder("NYYNNYNYNNNYNN") }

// inOrder returns a person for each label, Y or N, a degree apart and ending at
// 104 °F.
func inOrder(labels string) []Person {
	people := make([]Person, len(labels))
	for i, label := range labels {
		people[i] = Person{"", float64(105 - len(labels) + i), label == 'Y'}
	}
	return people
}

// class is the index of a person's class in counts: stay home, go out.
func class(p Person) int {
	if p.StayHome {
		return 0
	}
	return 1
}

// ByEmotion counts the classes among the sick and among the others.
func ByEmotion(people []Person) (sick, notsick []int) {
	sick, notsick = make([]int, 2), make([]int, 2)
	for _, p := range people {
		if p.Emotion == "sick" {
			sick[class(p)]++
		} else {
			notsick[class(p)]++
		}
	}
	return sick, notsick
}
