package rollout

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// roomy is a service in which no request waits for a worker, so that the
// formulas for the losses hold.
func roomy() Config {
	cfg := DefaultConfig()
	cfg.Workers, cfg.Rate, cfg.Duration = 1000, 8, 45
	return cfg
}

// withoutSurge replaces one pod at a time without creating another first, so that
// one of those wanted is missing.
func withoutSurge(cfg Config) Config {
	cfg.MaxSurge, cfg.MaxUnavailable, cfg.Duration = Pods(0), Pods(1), 90
	return cfg
}

// sweep runs cfg for several values of one setting and collects one number of
// each report. All runs see exactly the same requests.
func sweep(cfg Config, values []float64, set func(*Config, float64), get func(*Report) float64) (plotter.XYs, error) {
	points := make(plotter.XYs, len(values))
	for i, v := range values {
		set(&cfg, v)
		report, err := Run(cfg)
		if err != nil {
			return nil, err
		}
		points[i] = plotter.XY{X: v, Y: get(report)}
	}
	return points, nil
}

// span lists lo, lo+step, … up to hi.
func span(lo, hi, step float64) []float64 {
	var values []float64
	for v := lo; v <= hi+step/2; v += step {
		values = append(values, v)
	}
	return values
}

// GracePeriod shows how many requests are cut off, depending on the grace
// period.
func GracePeriod(nb *notebook.Cell) {
	grace := nb.Slider("grace", "grace period (s)", 6,
		notebook.Steps(4, 20, 0.5))
	mean := nb.Slider("service", "mean work per request (s)", 4,
		notebook.Steps(1, 8, 0.5))

	cfg := roomy()
	cfg.PreStop, cfg.Service = 2, mean
	set := func(c *Config, g float64) { c.Grace = g }
	cut := func(r *Report) float64 { return float64(r.Reasons[Cut]) }
	points, err := sweep(cfg, span(4, 20, 1), set, cut)
	if err != nil {
		nb.Error(err)
		return
	}
	here, err := sweep(cfg, []float64{grace}, set, cut)
	if err != nil {
		nb.Error(err)
		return
	}
	theory := func(g float64) float64 {
		return ExpectedCut(cfg.Rate, cfg.EndpointLag, g, mean, cfg.Spread)
	}
	missing, err := sweep(withoutSurge(cfg), span(4, 20, 1), set, func(r *Report) float64 { return r.MeanLoss().Cut })
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("Requests cut off by one update",
		"grace period (s)", "requests cut off")
	fig.Describe("With a grace period of %.1f s this update cuts off %.0f requests; more time means fewer, "+
		"and the last few need a long time.",
		grace, here[0].Y)
	fig.XRange(3.5, 20.5)
	fig.YRange(0, 1.7*theory(4)+8)
	fig.Func("mean of many updates", theory, 4, 20, figure.Muted)
	fig.Dashed("mean with one pod missing", missing, figure.Orange)
	fig.Scatter("this update", points, figure.Blue, figure.Circle)
	fig.Scatter("", here, figure.Red, figure.Square)
	fig.VLine("grace period", grace, figure.Accent)
	fig.Drag("grace", "", grace, 0)
	nb.Show(fig)
	nb.Say("A grace period of %.1f s cuts off %.0f requests; %.1f are expected.", grace, here[0].Y, theory(grace))
	nb.Value("cut", "%.0f", here[0].Y)
	nb.Value("expected", "%.1f", theory(grace))
}

// PreStop shows how many requests are refused, depending on the preStop sleep.
func PreStop(nb *notebook.Cell) {
	preStop := nb.Slider("prestop", "preStop sleep (s)", 1,
		notebook.Steps(0, 6, 0.25))
	lag := nb.Slider("lag", "endpoint lag (s)", 3, notebook.Steps(0, 5, 0.25))

	cfg := roomy()
	cfg.EndpointLag = lag
	set := func(c *Config, p float64) { c.PreStop = p }
	refused := func(r *Report) float64 { return float64(r.Reasons[Refused]) }
	points, err := sweep(cfg, span(0, 6, 0.5), set, refused)
	if err != nil {
		nb.Error(err)
		return
	}
	here, err := sweep(cfg, []float64{preStop}, set, refused)
	if err != nil {
		nb.Error(err)
		return
	}
	theory := func(p float64) float64 {
		return ExpectedRefused(cfg.Rate, lag, p)
	}
	missing, err := sweep(withoutSurge(cfg), span(0, 6, 0.5), set, func(r *Report) float64 { return r.MeanLoss().Refused })
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("Requests refused in one update",
		"preStop sleep (s)", "requests refused")
	fig.Describe("With an endpoint lag of %g s and a preStop sleep of %g s, "+
		"%.0f requests are refused. A sleep at least as long as the lag "+
		"refuses none.", lag, preStop, here[0].Y)
	fig.XRange(-0.2, 6.2)
	fig.YRange(0, 1.5*theory(0)+8)
	fig.Line("mean of many updates", plotter.XYs{{X: 0, Y: theory(0)}, {X: lag, Y: 0}, {X: 6, Y: 0}}, figure.Muted)
	fig.Dashed("mean with one pod missing", missing, figure.Orange)
	fig.Scatter("this update", points, figure.Blue, figure.Circle)
	fig.Scatter("", here, figure.Red, figure.Square)
	fig.VLine("endpoint lag", lag, figure.Accent)
	fig.Drag("prestop", "", preStop, 0)
	nb.Show(fig)
	nb.Say("A sleep of %g s against a lag of %g s: %.0f requests are refused; %.1f are expected.",
		preStop, lag, here[0].Y, theory(preStop))
	nb.Value("refused", "%.0f", here[0].Y)
	nb.Value("expected", "%.1f", theory(preStop))
}
