package notebooktest

import (
	"fmt"
	"math"
	"regexp"
	"strconv"
)

var numbers = regexp.MustCompile(`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`)

// Differ describes the first difference of two outputs, written in the same
// way, other than in the last digits of numbers: gonum computes differently
// without assembly. It returns "" if there is none.
func Differ(got, want string) string {
	if g, w := numbers.ReplaceAllString(got, "#"), numbers.ReplaceAllString(want, "#"); g != w {
		i := 0
		for i < min(len(g), len(w)) && g[i] == w[i] {
			i++
		}
		from := max(0, i-60)
		return fmt.Sprintf("text differs:\n got …%.160s\nwant …%.160s", g[from:], w[from:])
	}
	gs, ws := numbers.FindAllString(got, -1), numbers.FindAllString(want, -1)
	for i, g := range gs {
		x, err1 := strconv.ParseFloat(g, 64)
		y, err2 := strconv.ParseFloat(ws[i], 64)
		if err1 != nil || err2 != nil || math.Abs(x-y) > 1e-4*math.Max(1, math.Max(math.Abs(x), math.Abs(y))) {
			return fmt.Sprintf("number %d is %s, want %s", i, g, ws[i])
		}
	}
	return ""
}
