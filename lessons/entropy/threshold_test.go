package entropy

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"abacus/lessons/dataset"
)

// Sweeping must find exactly what splitting afresh at each threshold finds.
func TestCutsAgreeWithCutAt(t *testing.T) {
	rng := rand.New(rand.NewPCG(31, 0))
	for range 200 {
		readings := make([]Reading, rng.IntN(30))
		for i := range readings {
			readings[i] = Reading{float64(rng.IntN(12)), rng.IntN(2) == 0}
		}
		checkCuts(t, readings)
	}
}

func checkCuts(t *testing.T, readings []Reading) {
	t.Helper()
	different := map[float64]bool{}
	for _, r := range readings {
		different[r.Temperature] = true
	}
	cuts := Cuts(readings)
	if want := max(0, len(different)-1); len(cuts) != want {
		t.Fatalf("%d cuts of %v, want %d", len(cuts), readings, want)
	}
	for _, cut := range cuts {
		fresh := CutAt(readings, cut.At)
		if !slices.Equal(cut.Under, fresh.Under) || !slices.Equal(cut.Over, fresh.Over) || cut.Gain != fresh.Gain {
			t.Fatalf("Cuts gives %+v, CutAt %+v", cut, fresh)
		}
		if Size(cut.Under) == 0 || Size(cut.Over) == 0 {
			t.Fatalf("%+v leaves a side empty", cut)
		}
	}
}

func FuzzCuts(f *testing.F) {
	f.Add(1.0, 2.0, 1.0, 3.0, byte(5))
	f.Add(1.0, math.Nextafter(1, 2), math.MaxFloat64, -math.MaxFloat64, byte(9))
	f.Add(0.0, 5e-324, math.Inf(1), math.Inf(-1), byte(2))
	f.Fuzz(func(t *testing.T, a, b, c, d float64, stays byte) {
		var readings []Reading
		for i, x := range []float64{a, b, c, d} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Skip("readings are finite")
			}
			readings = append(readings, Reading{x, stays>>i&1 == 1})
		}
		checkCuts(t, readings)
	})
}

func TestBest(t *testing.T) {
	if _, ok := Best(Cuts(nil)); ok {
		t.Error("no readings have a best cut")
	}
	readings := []Reading{{99, false}, {98, false}, {101, true}, {102, true}}
	best, ok := Best(Cuts(readings))
	if !ok || best.At != 100 || best.Gain != 1 {
		t.Errorf("Best = %+v, %v; want a gain of 1 bit at 100", best, ok)
	}
}

func TestClinicIsFixed(t *testing.T) {
	if !slices.Equal(Clinic(40), Clinic(40)) {
		t.Error("two clinics differ")
	}
	for _, r := range Clinic(40) {
		if r.Temperature < 97 || r.Temperature > 104 {
			t.Errorf("reading %v outside 97 to 104 °F", r.Temperature)
		}
	}
}

func BenchmarkCuts(b *testing.B) {
	for _, n := range []int{1000, 10000} {
		readings := Clinic(n)
		b.Run(map[int]string{1000: "n=1k", 10000: "n=10k"}[n], func(b *testing.B) {
			for b.Loop() {
				Cuts(readings)
			}
		})
	}
}

// A threshold belongs to the side under it, also between neighbouring floats.
func TestHalfway(t *testing.T) {
	for _, tt := range [][2]float64{
		{1, 2}, {100, math.Nextafter(100, 101)},
		{-math.MaxFloat64, math.MaxFloat64}, {-2, -1}, {0, math.SmallestNonzeroFloat64},
	} {
		if got := dataset.Halfway(tt[0], tt[1]); !(tt[0] <= got && got < tt[1]) {
			t.Errorf("Halfway(%g, %g) = %g", tt[0], tt[1], got)
		}
	}
	readings := []Reading{{100, true}, {101, false}}
	if cut := CutAt(readings, 100); cut.Under[0] != 1 {
		t.Errorf("a reading equal to the threshold goes over: %+v", cut)
	}
}
