package figure

import (
	"math"
	"strconv"
	"strings"
)

// superscripts raises the digits and the minus sign of an exponent.
var superscripts = strings.NewReplacer(
	"-", "⁻", "0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴",
	"5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹")

// scientific writes a number to three digits as a multiple of a power of ten:
// 10⁴, 2×10⁻³. v must be finite and not 0.
func scientific(v float64) string {
	mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', 2, 64), "e")
	mantissa = strings.TrimSuffix(strings.TrimRight(mantissa, "0"), ".")
	power, _ := strconv.Atoi(exponent) // FormatFloat writes +06
	text := "10" + superscripts.Replace(strconv.Itoa(power))
	switch mantissa {
	case "1":
		return text
	case "-1":
		return "−" + text
	}
	return realMinus(mantissa) + "×" + text
}

// realMinus writes a minus sign where Go writes a hyphen.
func realMinus(number string) string { return strings.Replace(number, "-", "−", 1) }

// linearLabels returns how the marks of a linear axis are written: one way for
// all of them.
func linearLabels(lo, hi, step float64) func(v float64) string {
	if step > 1e5 || step < 1e-4 && max(-lo, hi) < 1e-2 {
		return func(v float64) string {
			if v == 0 {
				return "0"
			}
			return scientific(v)
		}
	}
	decimals := max(0, int(-math.Floor(math.Log10(step)+1e-9)))
	return func(v float64) string { return realMinus(strconv.FormatFloat(v, 'f', decimals, 64)) }
}

// logLabel writes a mark v > 0 of a logarithmic axis: 0.01 to 1000 in digits,
// powers of ten beyond.
func logLabel(v float64) string {
	const slack = 1e-9 // powers of ten are not exact
	if v >= 1e4*(1-slack) || v < 1e-2*(1-slack) {
		return scientific(v)
	}
	return strconv.FormatFloat(v, 'g', 6, 64)
}
