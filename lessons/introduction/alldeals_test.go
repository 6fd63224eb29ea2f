package introduction

import (
	"math"
	"testing"
)

// subsets calls f with every way to deal n of the examples.
func subsets(examples []Example, n int, f func(train, test []Example)) {
	var deal func(i int, train, test []Example)
	deal = func(i int, train, test []Example) {
		if i == len(examples) {
			if len(train) == n {
				f(train, test)
			}
			return
		}
		e := examples[i]
		deal(i+1, append(train[:len(train):len(train)], e), test)
		deal(i+1, train, append(test[:len(test):len(test)], e))
	}
	deal(0, nil, nil)
}

// On a few flowers all deals can be dealt.
func TestAllDealsAreAllDeals(t *testing.T) {
	flowers := Flowers()
	for first := range 5 {
		var few []Example
		for i := range 11 {
			few = append(few, flowers[(first*7+i*13)%100])
		}
		shares := AllDeals(few)
		for n := 1; n < len(few); n++ {
			var want Shares
			deals := 0.0
			subsets(few, n, func(train, test []Example) {
				cut, wrong, err := BestCut(train)
				if err != nil {
					t.Fatal(err)
				}
				want.Training += float64(wrong) / float64(len(train))
				want.Test += float64(Mistakes(test, cut)) / float64(len(test))
				deals++
			})
			if math.Abs(shares[n].Training-want.Training/deals) > 1e-12 || math.Abs(shares[n].Test-want.Test/deals) > 1e-12 {
				t.Errorf("%d of %d: %v, want %v and %v", n, len(few), shares[n], want.Training/deals, want.Test/deals)
			}
		}
	}
}

// On all flowers, deals with other seeds than the page's agree with it.
func TestClaimSharesOfAllDeals(t *testing.T) {
	shares := AllDeals(Flowers())
	const deals = 3000
	for _, n := range []int{2, 10, 17, 60} {
		var sum, squares, training float64
		for seed := range uint64(deals) {
			train, test := Deal(Flowers(), n, 1_000_000+seed)
			cut, wrong, err := BestCut(train)
			if err != nil {
				t.Fatal(err)
			}
			share := float64(Mistakes(test, cut)) / float64(len(test))
			sum, squares = sum+share, squares+share*share
			training += float64(wrong) / float64(n)
		}
		mean := sum / deals
		se := math.Sqrt((squares/deals - mean*mean) / deals)
		if math.Abs(mean-shares[n].Test) > 5*se || math.Abs(training/deals-shares[n].Training) > 0.01 {
			t.Errorf("n = %d: %.4f ± %.4f in the test, exact %.4f; %.4f in training, exact %.4f", n, mean, se,
				shares[n].Test, training/deals, shares[n].Training)
		}
	}
}

// The more flowers there are to learn from, the closer the two shares get, and 17
// is the first number with fewer than one in ten wrong.
func TestClaimMoreFlowersHelp(t *testing.T) {
	shares := AllDeals(Flowers())
	gap := func(n int) float64 { return shares[n].Test - shares[n].Training }
	for n := 2; n <= 90; n++ {
		if gap(n) >= gap(n-1) {
			t.Errorf("with %d flowers the shares are %.5f apart, with %d %.5f", n, gap(n), n-1, gap(n-1))
		}
		if below := shares[n].Test < 0.1; below != (n >= 17) {
			t.Errorf("with %d flowers %.2f %% are wrong in the test", n, 100*shares[n].Test)
		}
	}
	if got := enoughFlowers().Want; got != 17 {
		t.Errorf("the answer is %g", got)
	}
	// The figure says how far a hundred deals are from all of them.
	for _, n := range []int{2, 5, 10, 20, 30, 50, 70, 90} {
		a, b, err := LearnAndTest(Flowers(), n, 100)
		if err != nil || math.Abs(a-shares[n].Training) > 0.01 || math.Abs(b-shares[n].Test) > 0.01 {
			t.Errorf("%d flowers: %.4f and %.4f (%v), over all deals %v", n, a, b, err, shares[n])
		}
	}
}

func BenchmarkAllDeals(b *testing.B) {
	flowers := Flowers()
	for b.Loop() {
		AllDeals(flowers)
	}
}
