package regression_test

import (
	"errors"
	"fmt"

	"abacus/lessons/regression"
)

func ExampleResiduals() {
	week := []float64{1, 2, 3}
	height := []float64{2, 3, 7}
	for _, line := range []regression.Line{
		{Intercept: 4, Slope: 0},    // flat, at the mean height
		{Intercept: 0, Slope: 2},    // two centimetres a week
		{Intercept: -1, Slope: 2.5}, // least squares
	} {
		r := regression.Residuals(week, height, line)
		fmt.Printf("residuals %4.1f  squares %4.1f\n", r, regression.SumSquares(r))
	}
	// Output:
	// residuals [-2.0 -1.0  3.0]  squares 14.0
	// residuals [ 0.0 -1.0  1.0]  squares  2.0
	// residuals [ 0.5 -1.0  0.5]  squares  1.5
}

func ExampleFitLine() {
	line, err := regression.FitLine([]float64{1, 2, 3}, []float64{2, 3, 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("height = %.1f + %.1f·week\n", line.Intercept, line.Slope)
	fmt.Printf("week 4: %.1f cm\n", line.At(4))
	// Output:
	// height = -1.0 + 2.5·week
	// week 4: 9.0 cm
}

func ExampleNormalEquations() {
	x, err := regression.Design([]float64{1, 2, 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	xtx, xty := regression.NormalEquations(x, []float64{2, 3, 7})
	fmt.Println("X   =", x)
	fmt.Println("XᵀX =", xtx)
	fmt.Println("Xᵀy =", xty)
	// Output:
	// X   = [[1 1] [1 2] [1 3]]
	// XᵀX = [[3 6] [6 14]]
	// Xᵀy = [12 29]
}

func ExampleOLS() {
	x, err := regression.Design([]float64{1, 2, 3})
	if err != nil {
		fmt.Println(err)
		return
	}
	fit, err := regression.OLS(x, []float64{2, 3, 7})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("coefficients %.2f\n", fit.Coef)
	fmt.Printf("R² %.4f, residual standard error %.4f cm\n", fit.R2, fit.RSE)
	// Output:
	// coefficients [-1.00 2.50]
	// R² 0.8929, residual standard error 1.2247 cm
}

func ExampleGonumLine() {
	week, height := []float64{1, 2, 3}, []float64{2, 3, 7}
	line := regression.GonumLine(week, height)
	fmt.Printf("gonum: %.1f + %.1f·week\n", line.Intercept, line.Slope)

	sameWeek := []float64{2, 2, 2}
	fmt.Println("gonum:", regression.GonumLine(sameWeek, height))
	_, err := regression.FitLine(sameWeek, height)
	fmt.Println(err)
	// Output:
	// gonum: -1.0 + 2.5·week
	// gonum: {NaN NaN}
	// regression: singular design: every x is 2
}

func ExampleSolveQR_dependentColumns() {
	grams := []float64{120, 250, 410, 330}
	kilograms := []float64{0.12, 0.25, 0.41, 0.33}
	x, err := regression.Design(grams, kilograms)
	if err != nil {
		fmt.Println(err)
		return
	}
	_, err = regression.SolveQR(x, []float64{3, 5, 8, 7})
	fmt.Println(errors.Is(err, regression.ErrSingular))
	fmt.Println(err)
	// Output:
	// true
	// regression: singular design: column 2 is a weighted sum of earlier columns
}
