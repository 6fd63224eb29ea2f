package figure

import "testing"

func TestContoursAreTheSameEveryTime(t *testing.T) {
	body := func() string {
		fig := New("t", "x", "y")
		fig.Describe("d")
		fig.Contours(-2, 2, -2, 2, 31, 31, []float64{1, 5, 25}, Ink, func(x, y float64) float64 {
			return (1-x)*(1-x) + 100*(y-x*x)*(y-x*x)
		})
		svg, err := fig.Draw()
		if err != nil {
			t.Fatal(err)
		}
		return svg.Body
	}
	first := body()
	for range 5 {
		if body() != first {
			t.Fatal("the same contours are drawn with different markup")
		}
	}
}
