package descent

import (
	"errors"
	"math"
	"testing"

	"gonum.org/v1/gonum/optimize"
)

func TestMinimiseRejects(t *testing.T) {
	bowl, ok := Bowl(1, 1), []float64{1, 1}
	for name, err := range map[string]error{
		"rate":  second(Minimise(bowl, &Plain{}, ok, 5)),
		"beta":  second(Minimise(bowl, &Momentum{Rate: 1, Beta: 1}, ok, 5)),
		"start": second(Minimise(bowl, &Adam{Rate: 1}, []float64{1}, 5)),
		"empty": second(Minimise(Bowl(), &Adam{Rate: 1}, nil, 5)),
		"steps": second(Minimise(bowl, &Adam{Rate: 1}, ok, -1)),
		"gonum": second(WithGonum(bowl, &optimize.BFGS{}, nil, 5)),
	} {
		if !errors.Is(err, ErrInput) {
			t.Errorf("%s: %v, want ErrInput", name, err)
		}
	}
	run, err := Minimise(bowl, &Plain{Rate: 1}, []float64{math.NaN(), 0}, 5)
	if !errors.Is(err, ErrDiverged) || len(run.Points) != 0 {
		t.Errorf("NaN start: %v, %v", run, err)
	}
	if x, _ := (Run{}).Last(); x != nil {
		t.Errorf("last of nothing: %v", x)
	}
}

func second[T any](_ T, err error) error { return err }

// Whatever goes in, only finite numbers come out, and a short record means
// ErrDiverged.
func FuzzMinimise(f *testing.F) {
	f.Add(uint8(0), uint8(1), 0.1, 0.9, 1.0, 1.0)
	f.Add(uint8(1), uint8(3), 1e300, 0.5, -1.2, 1.0)
	f.Add(uint8(2), uint8(2), 3.0, 0.99, 1e9, -1e9)
	f.Fuzz(func(t *testing.T, l, m uint8, rate, beta, x, y float64) {
		loss := []Loss{Bowl(1, 30), Rosenbrock(), sample(t, 20, 0.1).Loss()}[l%3]
		method := []Method{
			&Plain{Rate: rate}, &Momentum{Rate: rate, Beta: beta}, &Nesterov{Rate: rate, Beta: beta}, &Adam{Rate: rate},
		}[m%4]
		run, err := Minimise(loss, method, []float64{x, y}, 50)
		for i, p := range run.Points {
			if !bounded(p[0]) || !bounded(p[1]) || !bounded(run.Values[i]) {
				t.Fatalf("point %v, loss %g", p, run.Values[i])
			}
		}
		if complete := len(run.Points) == 51; complete != (err == nil) {
			t.Fatalf("%d points and error %v", len(run.Points), err)
		}
		if err != nil && !errors.Is(err, ErrDiverged) && !errors.Is(err, ErrInput) {
			t.Fatal(err)
		}
	})
}
