package regression

// Confusion counts how some points were classified: rows are the true classes,
// columns the model's.
type Confusion struct {
	RedAsRed, RedAsBlue   int
	BlueAsRed, BlueAsBlue int
}

// Classify calls a point red if the plane is higher than level there, and
// compares the calls with the colours in s. O(n).
func Classify(p Plane, s Sample, level float64) Confusion {
	var c Confusion
	for i, red := range s.Red {
		called := p.At(s.X1[i], s.X2[i]) > level
		switch {
		case red && called:
			c.RedAsRed++
		case red:
			c.RedAsBlue++
		case called:
			c.BlueAsRed++
		default:
			c.BlueAsBlue++
		}
	}
	return c
}

// Accuracy returns the share of points called by their own colour, from 0 to
// 1; 0 for no points.
func (c Confusion) Accuracy() float64 {
	right := c.RedAsRed + c.BlueAsBlue
	n := right + c.RedAsBlue + c.BlueAsRed
	if n == 0 {
		return 0
	}
	return float64(right) / float64(n)
}
