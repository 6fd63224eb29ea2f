package trees

import (
	"strconv"
	"strings"
)

// A Split is one yes/no question about one feature: "is the value at most
// Threshold?" for numbers, "is it one of these categories?" otherwise. Rows
// that answer yes go left.
type Split struct {
	Feature   int
	Threshold float64 // numeric features only
	Yes       []bool  // categorical features only: Yes[c] sends category c left
	Left      []int   // rows of every class that go left
	Right     []int   // and right
	Gain      float64 // impurity of the node − weighted impurity of the two sides

	low, high float64 // values of the data next to Threshold, if they are known
}

// GoesLeft answers the question for one row.
func (s *Split) GoesLeft(row []float64) bool { return s.yes(row[s.Feature]) }

func (s *Split) yes(x float64) bool {
	if s.Yes == nil {
		return x <= s.Threshold
	}
	c := int(x)
	return c >= 0 && c < len(s.Yes) && s.Yes[c]
}

// Question writes the split for people: "petal length ≤ 2.45" or
// "Emotion = sick".
func (s *Split) Question(features []Feature) string { return s.Side(features, true) }

// Side writes what holds for the rows that answer yes, or for those that
// answer no: "petal length > 2.45", "Emotion = notsick".
func (s *Split) Side(features []Feature, yes bool) string {
	f := features[s.Feature]
	if s.Yes == nil {
		sign := " > "
		if yes {
			sign = " ≤ "
		}
		return f.Name + sign + s.threshold()
	}
	var names []string
	for c, goesLeft := range s.Yes {
		if goesLeft == yes {
			names = append(names, f.Categories[c])
		}
	}
	return f.Name + " = " + strings.Join(names, " or ")
}

// threshold writes the threshold with three digits, or with as many more as it
// takes for the written number to part the data in the same way.
func (s *Split) threshold() string {
	for digits := 3; digits < 17; digits++ {
		text := strconv.FormatFloat(s.Threshold, 'g', digits, 64)
		written, err := strconv.ParseFloat(text, 64)
		if err == nil && (written == s.Threshold || s.low <= written && written < s.high) {
			return text
		}
	}
	return strconv.FormatFloat(s.Threshold, 'g', -1, 64)
}
