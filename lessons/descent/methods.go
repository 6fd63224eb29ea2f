package descent

import (
	"fmt"
	"math"
)

// A Method decides how to step. Start forgets everything from a previous run
// and checks the settings; Step moves x in place and may ask for the gradient
// wherever it likes.
type Method interface {
	Start(dim int) error
	Step(x []float64, grad Gradient)
}

// Plain is gradient descent as in one dimension: x ← x − Rate·∇f(x).
type Plain struct {
	Rate float64

	g []float64
}

// Start prepares for dim variables.
func (m *Plain) Start(dim int) error {
	m.g = make([]float64, dim)
	return checkSettings(m.Rate, 0)
}

// Step goes straight downhill.
func (m *Plain) Step(x []float64, grad Gradient) {
	grad(m.g, x)
	for i := range x {
		x[i] -= m.Rate * m.g[i]
	}
}

// Momentum is the heavy ball of Polyak (1964): it keeps the share Beta of its
// velocity, and slopes only push it.
type Momentum struct {
	Rate, Beta float64

	v, g []float64
}

// Start prepares for dim variables, at rest.
func (m *Momentum) Start(dim int) error {
	m.v, m.g = make([]float64, dim), make([]float64, dim)
	return checkSettings(m.Rate, m.Beta)
}

// Step lets the slope here push the ball, then lets it roll.
func (m *Momentum) Step(x []float64, grad Gradient) {
	grad(m.g, x)
	for i := range x {
		m.v[i] = m.Beta*m.v[i] - m.Rate*m.g[i]
		x[i] += m.v[i]
	}
}

// Nesterov is momentum that looks ahead: it takes the slope where its velocity
// is about to carry it, and so brakes sooner. Source: Nesterov 1983, in the
// form of Sutskever et al. 2013.
type Nesterov struct {
	Rate, Beta float64

	v, g, ahead []float64
}

// Start prepares for dim variables, at rest.
func (m *Nesterov) Start(dim int) error {
	m.v, m.g, m.ahead = make([]float64, dim), make([]float64, dim), make([]float64, dim)
	return checkSettings(m.Rate, m.Beta)
}

// Step lets the slope one glide ahead push the ball, then lets it roll.
func (m *Nesterov) Step(x []float64, grad Gradient) {
	for i := range x {
		m.ahead[i] = x[i] + m.Beta*m.v[i]
	}
	grad(m.g, m.ahead)
	for i := range x {
		m.v[i] = m.Beta*m.v[i] - m.Rate*m.g[i]
		x[i] += m.v[i]
	}
}

// Adam gives every variable its own step: the recent mean of its slope divided
// by the slope's recent size. The constants are those of Kingma and Ba 2015,
// Algorithm 1.
type Adam struct {
	Rate float64

	t       int
	m, v, g []float64
}

// Start prepares for dim variables, with an empty memory.
func (a *Adam) Start(dim int) error {
	a.t = 0
	a.m, a.v, a.g = make([]float64, dim), make([]float64, dim), make([]float64, dim)
	return checkSettings(a.Rate, 0)
}

// Step moves each variable by about Rate while its slope keeps its sign.
func (a *Adam) Step(x []float64, grad Gradient) {
	const beta1, beta2, epsilon = 0.9, 0.999, 1e-8
	grad(a.g, x)
	a.t++
	// The averages start at zero; dividing undoes that bias.
	bias1 := 1 - math.Pow(beta1, float64(a.t))
	bias2 := 1 - math.Pow(beta2, float64(a.t))
	for i, g := range a.g {
		a.m[i] = beta1*a.m[i] + (1-beta1)*g
		a.v[i] = beta2*a.v[i] + (1-beta2)*g*g
		x[i] -= a.Rate * (a.m[i] / bias1) / (math.Sqrt(a.v[i]/bias2) + epsilon)
	}
}

func checkSettings(rate, beta float64) error {
	if !validRate(rate) || !(0 <= beta && beta < 1) {
		return fmt.Errorf("%w: rate %g, beta %g", ErrInput, rate, beta)
	}
	return nil
}
