package rollout

import (
	"gonum.org/v1/plot/plotter"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// series reads one count off the samples, from the start to the end.
func series(r *Report, count func(Sample) int) plotter.XYs {
	var pts plotter.XYs
	for _, s := range r.Samples {
		pts = append(pts, plotter.XY{X: s.Time, Y: float64(count(s))})
	}
	last := pts[len(pts)-1]
	return append(pts, plotter.XY{X: r.Config.Duration, Y: last.Y})
}

// Capacity shows the pods and the share of the new version during an update.
func Capacity(nb *notebook.Cell) {
	cfg := DefaultConfig()
	cfg.Replicas = nb.Int("replicas", "replicas", 6, 2, 8)
	surge := nb.Int("surge", "maxSurge (%)", 25, 0, 50)
	unavailable := nb.Int("unavailable", "maxUnavailable (%)", 25, 0, 50)
	cfg.ReadyDelay = nb.Slider("ready", "time until ready (s)", 6,
		notebook.Steps(1, 12, 1))

	cfg.MaxSurge, cfg.MaxUnavailable = Percent(surge), Percent(unavailable)
	cfg.Rate = 20 // enough answers for a smooth share
	report, err := Run(cfg)
	if err != nil {
		nb.Say("The API refuses this update: %v.", err)
		return
	}
	nb.Row(func() {
		nb.Show(podsFigure(report))
		nb.Show(shareFigure(report))
	})
	nb.Say("At least %d of %d pods are available and at most %d count. With those that are ending, up to %d run at "+
		"the same time. The update finishes at %s s and loses %s.",
		report.LeastAvailable(), cfg.Replicas, report.MostCounted(), report.MostRunning(),
		moment(report.Finished), notebook.Count(report.Dropped, "request"))
	nb.Value("least", "%d", report.LeastAvailable())
	nb.Value("most", "%d", report.MostCounted())
	nb.Value("running", "%d", report.MostRunning())
	nb.Value("finished", "%.0f", report.Finished)
}

// podsFigure draws the numbers of pods over time.
func podsFigure(r *Report) *figure.Figure {
	fig := figure.New("Pods during the update", "time (s)", "pods")
	fig.Size(400, 300)
	fig.Describe("Of %d desired pods, at least %d are available at any time, and at most %d count. With those that are "+
		"ending, up to %d run. Version 1 goes down in steps while version 2 comes up.",
		r.Config.Replicas, r.LeastAvailable(), r.MostCounted(), r.MostRunning())
	fig.XRange(0, r.Config.Duration)
	fig.YRange(0, 1+max(1.5*float64(r.Config.Replicas), float64(r.MostRunning())))
	fig.Area("available", staircase(series(r, Sample.Available)), figure.Purple)
	counted := func(s Sample) int { return s.Starting + s.Available() }
	running := func(s Sample) int { return counted(s) + s.Stopping }
	fig.Steps("with those that are ending", series(r, running), figure.Red)
	fig.Steps("all that count", series(r, counted), figure.Muted)
	fig.Steps("v1", series(r, func(s Sample) int { return s.Ready[1] }), figure.Blue)
	fig.Steps("v2", series(r, func(s Sample) int { return s.Ready[2] }), figure.Green)
	return fig
}

// staircase adds the corners of the steps, for a filled area.
func staircase(pts plotter.XYs) plotter.XYs {
	out := plotter.XYs{pts[0]}
	for i := 1; i < len(pts); i++ {
		out = append(out, plotter.XY{X: pts[i].X, Y: pts[i-1].Y}, pts[i])
	}
	return out
}

// shareFigure draws which part of the answers version 2 gave, in bins of two seconds.
func shareFigure(r *Report) *figure.Figure {
	const width = 2.0
	bins := int(r.Config.Duration / width)
	answers, newer := make([]float64, bins), make([]float64, bins)
	for _, q := range r.Requests {
		if bin := int(q.Ended / width); q.Fate == Served && bin < bins {
			answers[bin]++
			newer[bin] += float64(r.Pods[q.Pod].Version - 1)
		}
	}
	var pts plotter.XYs
	for i, n := range answers {
		if n > 0 {
			pts = append(pts, plotter.XY{X: (float64(i) + 0.5) * width, Y: 100 * newer[i] / n})
		}
	}
	fig := figure.New("Answers by version 2", "time (s)", "answers by version 2 (%)")
	fig.Size(400, 300)
	fig.Describe("The share of version 2 rises from 0 to %.0f per cent; in between, both versions answer side by side.",
		pts[len(pts)-1].Y)
	fig.XRange(0, r.Config.Duration)
	fig.YRange(0, 105)
	fig.Area("share of all answers", pts, figure.Green)
	return fig
}

// Calculator turns maxSurge and maxUnavailable into pods by the API's rule.
func Calculator(nb *notebook.Cell) {
	replicas := nb.Int("replicas", "replicas", 10, 1, 20)
	surgeUnit := nb.Select("surgeunit", "maxSurge in", "percent", "pods")
	surge := nb.Number("surge", "maxSurge", 25, notebook.Steps(0, 100, 1))
	unavailableUnit := nb.Select("unavailableunit", "maxUnavailable in",
		"percent", "pods")
	unavailable := nb.Number("unavailable", "maxUnavailable", 25,
		notebook.Steps(0, 100, 1))

	cfg := DefaultConfig()
	cfg.Replicas, cfg.Rate = replicas, 0
	cfg.MaxSurge = Amount{int(surge), surgeUnit == "percent"}
	cfg.MaxUnavailable = Amount{int(unavailable), unavailableUnit == "percent"}
	more, fewer, err := Limits(cfg.MaxSurge, cfg.MaxUnavailable, replicas)
	if err != nil {
		nb.Say("The API refuses maxSurge %v with maxUnavailable %v: %v.",
			cfg.MaxSurge, cfg.MaxUnavailable, err)
		return
	}
	nb.Say("Of %d pods, a maxSurge of %v is %d and a maxUnavailable of %v is "+
		"%d. During the update at most %d pods count, those that are ending not among them, and at least %d are available.",
		replicas, cfg.MaxSurge, more, cfg.MaxUnavailable, fewer,
		replicas+more, replicas-fewer)
	nb.Value("surge", "%d", more)
	nb.Value("unavailable", "%d", fewer)
	report, err := Run(cfg)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Table(stepsTable(report))
}

// stepsTable lists the steps of an update. Old and new count ready pods.
func stepsTable(r *Report) notebook.Table {
	t := notebook.Table{
		Caption: "The update, with pods that need 6 s to become ready",
		Columns: []string{"at (s)", "old", "new", "starting", "available", "all"},
		Numeric: []int{0, 1, 2, 3, 4, 5},
	}
	previous := [3]int{-1, 0, 0}
	for _, s := range r.Samples {
		now := [3]int{s.Ready[1], s.Starting, s.Ready[2]}
		if now == previous {
			continue // only stopping pods have changed
		}
		previous = now
		t.Rows = append(t.Rows, words(s.Time, s.Ready[1], s.Ready[2], s.Starting,
			s.Available(), s.Starting+s.Available()))
	}
	return t
}
