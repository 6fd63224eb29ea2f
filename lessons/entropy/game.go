package entropy

import "math"

// A Range is the numbers from Lo to Hi that are still possible.
type Range struct{ Lo, Hi int }

// Size returns how many candidates are left.
func (r Range) Size() int { return r.Hi - r.Lo + 1 }

// Bits returns how many bits are left to learn when all candidates are equally
// likely: log₂ of their number.
func (r Range) Bits() float64 { return math.Log2(float64(r.Size())) }

// A Strategy picks the next question "is it higher than k?" for a range of at
// least two candidates; it answers a k with Lo <= k < Hi.
type Strategy func(Range) int

// Halve asks at the middle: either answer is worth one bit, or nearly so when
// the number of candidates is odd. No strategy needs fewer questions.
func Halve(r Range) int { return r.Lo + r.Size()/2 - 1 }

// Quarter cuts a quarter off the bottom. A "no" is worth two bits, but comes
// only one time in four.
func Quarter(r Range) int { return r.Lo + max(r.Size()/4, 1) - 1 }

// OneByOne asks about the lowest candidate alone: usually it learns next to
// nothing.
func OneByOne(r Range) int { return r.Lo }

// Play returns what is left of the range at the start and after each answer.
// Answers after the number is found are ignored.
func Play(all Range, ask Strategy, higher []bool) []Range {
	left := []Range{all}
	for _, up := range higher {
		now := left[len(left)-1]
		if now.Size() < 2 {
			break
		}
		if k := ask(now); up {
			now.Lo = k + 1
		} else {
			now.Hi = k
		}
		left = append(left, now)
	}
	return left
}

// Cost returns how many questions a strategy asks about a range, on average
// over the candidates and in the worst case. O(candidates).
func Cost(r Range, ask Strategy) (mean float64, worst int) {
	if r.Size() < 2 {
		return 0, 0
	}
	k := ask(r)
	low, high := Range{r.Lo, k}, Range{k + 1, r.Hi}
	lowMean, lowWorst := Cost(low, ask)
	highMean, highWorst := Cost(high, ask)
	share := float64(low.Size()) / float64(r.Size())
	return 1 + share*lowMean + (1-share)*highMean, 1 + max(lowWorst, highWorst)
}
