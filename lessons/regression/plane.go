package regression

import "fmt"

// Plane is the model ŷ = Intercept + X1·x₁ + X2·x₂ of two features.
type Plane struct{ Intercept, X1, X2 float64 }

// At returns the plane's prediction for the point (x1, x2).
func (p Plane) At(x1, x2 float64) float64 { return p.Intercept + p.X1*x1 + p.X2*x2 }

// FitPlane returns the plane with the smallest sum of squared residuals. The
// columns have one value for each of n ≥ 3 points. Features that depend on
// each other give ErrSingular. O(n).
func FitPlane(x1, x2, y []float64) (Plane, error) {
	x, err := Design(x1, x2)
	if err != nil {
		return Plane{}, err
	}
	f, err := OLS(x, y)
	if err != nil {
		return Plane{}, err
	}
	return Plane{f.Coef[0], f.Coef[1], f.Coef[2]}, nil
}

// Boundary returns the line x₂ = Intercept + Slope·x₁ on which the plane has
// the height level. A plane that does not depend on x₂ has no such line, or
// an upright one: ErrSingular.
func (p Plane) Boundary(level float64) (Line, error) {
	l := Line{(level - p.Intercept) / p.X2, -p.X1 / p.X2}
	if !finite(l.Intercept, l.Slope) {
		return Line{}, fmt.Errorf("%w: the plane does not depend on x2", ErrSingular)
	}
	return l, nil
}
