package rollout

import (
	"fmt"

	"abacus/lessons/notebook"
)

// The animation: half a second a frame, from 8 s on. A lost request is shown
// for a second and a half; otherwise it would be gone before anybody saw it.
const (
	frames = 60
	pace   = 0.5
	opens  = 8.0
	linger = 1.5
)

// Requests shows an update as it happens: requests on their way through the
// pods, and those that are lost.
func Requests(nb *notebook.Cell) {
	finish := nb.Select("sigterm", "on SIGTERM the program",
		"finishes its requests", "ends at once")
	preStop := nb.Slider("prestop", "preStop sleep (s)", 0,
		notebook.Steps(0, 4, 0.5))
	grace := nb.Slider("grace", "grace period (s)", 3,
		notebook.Steps(1, 12, 0.5))
	service := nb.Slider("service", "mean work per request (s)", 3,
		notebook.Steps(0.5, 4, 0.5))

	cfg := DefaultConfig()
	cfg.ReadyDelay, cfg.EndpointLag, cfg.Duration = 4, 1.5, 50
	cfg.IgnoreTerm = finish == "ends at once"
	cfg.PreStop, cfg.Grace, cfg.Service = preStop, grace, service
	report, err := Run(cfg)
	if err != nil {
		nb.Error(err)
		return
	}
	nb.Value("lost", "%d", report.Dropped)
	nb.Value("refused", "%d", report.Reasons[Refused])
	nb.Value("cut", "%d", report.Reasons[Cut])
	nb.Animate("frame", "half second", frames, 30, func(i int) {
		t := opens + pace*float64(i)
		nb.Show(drawFrame(report, t, t-linger))
		nb.Say("%s", sayFrame(report, t))
	})
	nb.Say("In total, %d of %d requests are lost: %d refused and %d cut off.",
		report.Dropped, report.Arrived,
		report.Reasons[Refused], report.Reasons[Cut])
}

// Simulator is the whole simulation with everything that can be set.
func Simulator(nb *notebook.Cell) {
	cfg := DefaultConfig()
	cfg.Replicas = nb.Int("replicas", "replicas", 3, 1, 8)
	cfg.MaxSurge = Pods(nb.Int("surge", "maxSurge (pods)", 1, 0, 4))
	cfg.MaxUnavailable = Pods(
		nb.Int("unavailable", "maxUnavailable (pods)", 0, 0, 4))
	slider, steps := nb.Slider, notebook.Steps
	cfg.ReadyDelay = slider("ready", "time until ready (s)", 6, steps(0, 20, 1))
	cfg.EndpointLag = slider("lag", "endpoint lag (s)", 1, steps(0, 5, 0.25))
	cfg.PreStop = slider("prestop", "preStop sleep (s)", 3, steps(0, 20, 0.5))
	cfg.Grace = slider("grace", "grace period (s)", 30, steps(1, 40, 1))
	cfg.Rate = slider("rate", "requests per second", 5, steps(0, 20, 1))
	cfg.Service = slider("service", "mean work per request (s)", 1,
		steps(0.25, 8, 0.25))
	cfg.BadImage = nb.Checkbox("bad", "version 2 cannot start", false)

	report, err := Run(cfg)
	if err != nil {
		nb.Say("The API refuses this update: %v.", err)
		return
	}
	nb.Show(drawTimeline("The life of every pod", report))
	nb.Row(func() {
		nb.Table(requestsTable(report))
		nb.Table(timesTable(report))
	})
	nb.Value("p50", "%.2f", report.P50)
	nb.Value("p99", "%.2f", report.P99)
	nb.Value("arrived", "%d", report.Arrived)
	nb.Value("finished", "%.0f", report.Finished)
}

// requestsTable says what happened to the requests.
func requestsTable(r *Report) notebook.Table {
	number := func(n int) string { return fmt.Sprint(n) }
	rows := [][]string{
		{"arrived", number(r.Arrived)},
		{"served by version 1", number(r.ServedV1)},
		{"served by version 2", number(r.ServedV2)},
	}
	var mark []int
	for why := Refused; why < fates; why++ {
		if r.Reasons[why] > 0 {
			mark = append(mark, len(rows))
		}
		rows = append(rows, []string{"lost: " + why.String(), number(r.Reasons[why])})
	}
	rows = append(rows, []string{"still in flight", number(r.InFlight)})
	return notebook.Table{
		Caption: fmt.Sprintf("%.0f seconds of service", r.Config.Duration),
		Columns: []string{"requests", "number"}, Rows: rows, Numeric: []int{1}, Mark: mark,
	}
}

// timesTable says how long the answers and the update took.
func timesTable(r *Report) notebook.Table {
	return notebook.Table{
		Caption: fmt.Sprintf("The update begins at %.0f s", r.Config.At),
		Columns: []string{"measure", "value"},
		Rows: [][]string{
			{"half answered within (s)", fmt.Sprintf("%.2f", r.P50)},
			{"99 of 100 within (s)", fmt.Sprintf("%.2f", r.P99)},
			{"fewest pods available", fmt.Sprint(r.LeastAvailable())},
			{"finished at (s)", moment(r.Finished)},
		},
		Numeric: []int{1},
	}
}

// moment writes a time, or that it never came.
func moment(t float64) string {
	if t < 0 {
		return "never"
	}
	return fmt.Sprintf("%.1f", t)
}
