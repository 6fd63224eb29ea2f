package descent_test

import (
	"errors"
	"fmt"

	"gonum.org/v1/gonum/optimize"

	"abacus/lessons/descent"
)

// Three starts, three fates.
func ExampleCurve_Descend() {
	wave := descent.Wave()
	walks := [][2]float64{{0.1, 0.001}, {0.7, 0.001}, {0.5, 0.02}}
	for _, w := range walks {
		start, rate := w[0], w[1]
		walk, err := wave.Descend(start, rate, 25)
		fate, _ := descent.WaveFate(start, rate)
		fmt.Printf("%.1f, rate %.3f: %2d steps to %.4f; fate: %v\n",
			start, rate, len(walk)-1, walk[len(walk)-1], fate)
		if errors.Is(err, descent.ErrLeft) {
			fmt.Println(err)
		}
	}
	// Output:
	// 0.1, rate 0.001: 25 steps to 0.2969; fate: global minimum
	// 0.7, rate 0.001: 25 steps to 0.9301; fate: local minimum
	// 0.5, rate 0.020:  2 steps to 2.0561; fate: leaves the interval
	// descent: left the interval: step 2
}

// The published slip: starting from minus the start value.
func ExampleCurve_Descend_slip() {
	wave := descent.Wave()
	if _, err := wave.Descend(-0.1, 0.001, 25); err != nil {
		fmt.Println(err)
	}
	wave.Lo = -1.1 // what happens without the check
	walk, err := wave.Descend(-0.1, 0.001, 200)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%.4f → %.4f → %.4f … → %.4f\n", walk[0], walk[1], walk[2], walk[200])
	// Output:
	// descent: invalid input: start -0.1, rate 0.001, 25 steps
	// -0.1000 → 0.0350 → 0.8933 … → 0.9887
}

// The three points where the slope is zero.
func ExampleCurve_Stationary() {
	wave := descent.Wave()
	for _, x := range wave.Stationary(100) {
		fmt.Printf("f(%.5f) = %.5f\n", x, wave.F(x))
	}
	// Output:
	// f(0.29692) = -3.17152
	// f(0.64948) = 1.51954
	// f(0.98866) = -1.00570
}

// Just below and just above the rate 2/λ_max = 0.2.
func ExampleMinimise() {
	bowl := descent.Bowl(1, 10)
	start := []float64{1, 1}
	for _, rate := range []float64{0.19, 0.2, 0.21} {
		run, err := descent.Minimise(bowl, &descent.Plain{Rate: rate}, start, 400)
		if err != nil {
			fmt.Println(err)
			continue
		}
		_, loss := run.Last()
		fmt.Printf("rate %.2f: loss %.4f\n", rate, loss)
	}
	// Output:
	// rate 0.19: loss 0.0000
	// rate 0.20: loss 5.0000
	// descent: diverged: at step 101
}

// Mini-batches of ten rows come close; least squares is exact.
func ExampleSample_Stochastic() {
	s, err1 := descent.TwoFeatures(200, 0.05, 1)
	loss, err2 := s.Stochastic(10, 1)
	plain := &descent.Plain{Rate: 0.3}
	run, err3 := descent.Minimise(loss, plain, []float64{0, 0.8}, 400)
	exact, err4 := s.LeastSquares()
	if err := errors.Join(err1, err2, err3, err4); err != nil {
		fmt.Println(err)
		return
	}
	beta, _ := run.Last()
	fmt.Printf("mini-batches  %.3f %.3f\n", beta[0], beta[1])
	fmt.Printf("least squares %.3f %.3f\n", exact[0], exact[1])
	// Output:
	// mini-batches  0.511 0.392
	// least squares 0.508 0.390
}

// gonum on Rosenbrock's valley: steepest descent against BFGS.
func ExampleWithGonum() {
	start := []float64{-1.2, 1}
	steepest, err := descent.WithGonum(descent.Rosenbrock(), &optimize.GradientDescent{}, start, 5000)
	if err != nil {
		fmt.Println(err)
		return
	}
	bfgs, err := descent.WithGonum(descent.Rosenbrock(), &optimize.BFGS{}, start, 5000)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("steepest descent (%.4f, %.4f)\n", steepest.X[0], steepest.X[1])
	fmt.Printf("BFGS             (%.4f, %.4f)\n", bfgs.X[0], bfgs.X[1])
	fmt.Println("BFGS is at least five times as fast:", steepest.Iterations > 5*bfgs.Iterations)
	// Output:
	// steepest descent (1.0000, 1.0000)
	// BFGS             (1.0000, 1.0000)
	// BFGS is at least five times as fast: true
}
