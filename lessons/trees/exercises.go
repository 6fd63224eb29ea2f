package trees

import (
	"fmt"
	"math"
	"math/rand/v2"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// YourQuestion returns the number of the question, counted from 0, that
// leaves the least weighted Gini impurity. answers[q][i] is 1 when
// person i answers yes to question q, otherwise 0. classes[i] is the
// class of person i, 0 or 1. There is at least one question and one
// person.
func YourQuestion(answers [][]int, classes []int) int {
	return 0
}

// bestQuestion solves YourQuestion.
func bestQuestion(answers [][]int, classes []int) int {
	best, least := 0, math.Inf(1)
	for q := range answers {
		var counts [2][2]float64 // by answer, then by class
		for i, answer := range answers[q] {
			counts[answer][classes[i]]++
		}
		left := 0.0
		for _, side := range counts {
			n, squares := side[0]+side[1], side[0]*side[0]+side[1]*side[1]
			if n > 0 { // a side may be empty
				left += n * (1 - squares/(n*n))
			}
		}
		if left < least {
			best, least = q, left
		}
	}
	return best
}

// survey is the arguments of YourQuestion.
type survey struct {
	answers [][]int
	classes []int
}

// CheckYourQuestion checks the learner's YourQuestion.
func CheckYourQuestion(nb *notebook.Cell) { yourQuestion().Check(nb) }

func yourQuestion() exercise.Func[survey, int] {
	return exercise.Func[survey, int]{
		Name:     "YourQuestion",
		Yours:    func(s survey) int { return YourQuestion(s.answers, s.classes) },
		Solution: func(s survey) int { return bestQuestion(s.answers, s.classes) },
		Examples: []survey{
			{[][]int{{0, 1, 1, 1}, {1, 0, 1, 0}, {1, 1, 0, 0}}, []int{1, 1, 0, 0}},
			{[][]int{{1, 1, 1, 0}, {0, 0, 1, 1}}, []int{1, 1, 0, 0}},
			{[][]int{{1, 0, 0, 0}, {1, 1, 0, 0}}, []int{1, 1, 0, 0}},
			{[][]int{{1, 1, 1, 1}, {1, 1, 0, 0}}, []int{1, 1, 0, 0}},
			{[][]int{{1, 1, 1, 0, 0, 1, 0, 0}, {0, 1, 0, 0, 1, 1, 0, 1}}, []int{0, 1, 1, 0, 1, 0, 0, 1}},
			{[][]int{{1, 0, 0, 0, 0, 0, 0, 0}, {1, 1, 1, 0, 1, 0, 0, 0}}, []int{1, 1, 1, 1, 0, 0, 0, 0}},
			{[][]int{{1, 0, 1, 1, 1, 0, 0, 0}, {1, 1, 0, 0, 0, 0, 1, 1}}, []int{1, 1, 0, 0, 0, 0, 0, 0}},
		},
		Random: func(rng *rand.Rand, size int) survey {
			bits := func() []int {
				list := make([]int, 1+size)
				for i := range list {
					list[i] = rng.IntN(2)
				}
				return list
			}
			s := survey{make([][]int, 1+rng.IntN(3)), bits()}
			for q := range s.answers {
				s.answers[q] = bits()
			}
			return s
		},
		Judge: judgeQuestion,
		Slips: questionSlips(),
	}
}

// judgeQuestion accepts every question that no other beats.
func judgeQuestion(s survey, got int) string {
	if got < 0 || got >= len(s.answers) {
		return fmt.Sprintf("There is no such question: they are numbered from 0 to %d.", len(s.answers)-1)
	}
	best := bestQuestion(s.answers, s.classes)
	yours, least := s.leaves(got), s.leaves(best)
	if yours <= least+1e-9 {
		return ""
	}
	return fmt.Sprintf("That question leaves an impurity of %.4g; question %d leaves only %.4g.", yours, best, least)
}

// leaves is the weighted Gini impurity that a question leaves.
func (s survey) leaves(q int) float64 {
	no, yes := s.sides(q)
	return (pairs(no) + pairs(yes)) / float64(len(s.classes))
}

// pairs is the size of a group of two classes times its Gini impurity.
func pairs(side [2]float64) float64 {
	if n := side[0] + side[1]; n > 0 {
		return 2 * side[0] * side[1] / n
	}
	return 0
}

// sides counts the classes among those who answer no and yes.
func (s survey) sides(q int) (no, yes [2]float64) {
	for i, answer := range s.answers[q] {
		if answer == 1 {
			yes[s.classes[i]]++
		} else {
			no[s.classes[i]]++
		}
	}
	return no, yes
}

// lowest returns the first question with the lowest score, as found by a loop
// that starts with question 0 and switches only to a lower score.
func (s survey) lowest(score func(no, yes [2]float64) float64) int {
	best := 0
	for q := range s.answers {
		if score(s.sides(q)) < score(s.sides(best)) {
			best = q
		}
	}
	return best
}

func questionSlips() []exercise.Slip[survey, int] {
	both := func(no, yes [2]float64) float64 { return pairs(no) + pairs(yes) }
	size := func(side [2]float64) float64 { return side[0] + side[1] }
	gini := func(side [2]float64) float64 { return pairs(side) / max(1, size(side)) }
	by := func(score func(no, yes [2]float64) float64) func(survey) int {
		return func(s survey) int { return s.lowest(score) }
	}
	return []exercise.Slip[survey, int]{
		{Says: "That is the question with the most impurity. Less is better.",
			Func: by(func(no, yes [2]float64) float64 { return -both(no, yes) })},
		{Says: "It looks as if you counted from 1. The first question has the number 0.",
			Func: func(s survey) int { return bestQuestion(s.answers, s.classes) + 1 }},
		{
			Says: "It looks as if you counted how often yes goes with class 1. A question is just as good when yes goes with " +
				"class 0: what counts is how pure the sides are.",
			Func: by(func(no, yes [2]float64) float64 { return no[1] + yes[0] }),
		},
		{Says: "Only those who answer yes seem to count. Those who answer no are a group as well.",
			Func: by(func(_, yes [2]float64) float64 { return gini(yes) })},
		{
			Says: "When all answers are the same, one side is empty and its shares are 0/0, which is not a number. An empty " +
				"side leaves no impurity.",
			Func: by(func(no, yes [2]float64) float64 {
				if size(no) == 0 || size(yes) == 0 {
					return math.NaN()
				}
				return both(no, yes)
			}),
		},
		{
			Says: "The plain mean of the two impurities lets a side of one count as much as a side of seven. " +
				"Weight each side by its size.",
			Func: by(func(no, yes [2]float64) float64 { return gini(no) + gini(yes) }),
		},
		{
			Says: "That counts how many are wrong when each side answers with its majority. Take the Gini impurity: it " +
				"notices when one side has become pure.",
			Func: by(func(no, yes [2]float64) float64 { return min(no[0], no[1]) + min(yes[0], yes[1]) }),
		},
	}
}
