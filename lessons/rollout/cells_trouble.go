package rollout

import (
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/figure"
)

// words writes a row of a table: a time and counts.
func words(t float64, counts ...int) []string {
	row := []string{fmt.Sprintf("%.1f", t)}
	for _, n := range counts {
		row = append(row, fmt.Sprint(n))
	}
	return row
}

// logTable shows what happened, line by line, at most twelve lines.
// Repetitions are listed once.
func logTable(r *Report) notebook.Table {
	t := notebook.Table{Caption: "What happened", Columns: []string{"at (s)", "event"}, Numeric: []int{0}}
	for i, e := range r.Log {
		if i > 0 && e.Text == r.Log[i-1].Text {
			continue
		}
		if len(t.Rows) == 12 {
			t.Rows = append(t.Rows, []string{"…", "and more"})
			break
		}
		t.Rows = append(t.Rows, []string{fmt.Sprintf("%.1f", e.Time), e.Text})
	}
	return t
}

// Stalled shows an update to a version that cannot start, and its undoing.
func Stalled(nb *notebook.Cell) {
	unavailable := nb.Int("unavailable", "maxUnavailable (pods)", 1, 0, 2)
	deadline := nb.Int("deadline", "progress deadline (s)", 20, 5, 40)
	undo := nb.Checkbox("undo", "undo 10 s after the deadline", true)

	cfg := DefaultConfig()
	cfg.Replicas, cfg.BadImage, cfg.MaxUnavailable = 4, true, Pods(unavailable)
	cfg.Deadline = float64(deadline)
	if undo {
		cfg.UndoAt = cfg.At + cfg.Deadline + 10
	}
	report, err := Run(cfg)
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("Pods of an update that cannot proceed", "time (s)", "pods")
	fig.Describe("After the update begins, %d of 4 pods stay ready and the new pods never become ready. The deadline "+
		"passes at %s s; all pods are as desired again at %s s.",
		report.LeastAvailable(), moment(report.Stalled), moment(report.Finished))
	fig.XRange(0, cfg.Duration)
	fig.YRange(0, 5.5)
	ready := func(s Sample) int { return s.Ready[1] }
	starting := func(s Sample) int { return s.Starting }
	fig.Steps("version 1 ready", series(report, ready), figure.Blue)
	fig.Steps("version 2 starting", series(report, starting), figure.Orange)
	fig.VLine("deadline", report.Stalled, figure.Red)
	if undo {
		fig.VLine("undo", cfg.UndoAt, figure.Accent)
	}
	nb.Show(fig)
	nb.Table(logTable(report))
	nb.Say("Served %d requests, lost %d. Version 2 answered %d.",
		report.ServedV1+report.ServedV2, report.Dropped, report.ServedV2)
	nb.Value("stalled", "%.0f", report.Stalled)
	nb.Value("least", "%d", report.LeastAvailable())
	nb.Value("lost", "%d", report.Dropped)
}

// NodeDrain shows how a disruption budget slows the emptying of a node.
func NodeDrain(nb *notebook.Cell) {
	replicas := nb.Int("replicas", "replicas", 6, 2, 8)
	nodes := nb.Int("nodes", "nodes", 2, 2, 4)
	budget := nb.Int("budget", "budget: minAvailable (pods)", 5, 0, 8)
	delay := nb.Slider("ready", "time until ready (s)", 6,
		notebook.Steps(1, 12, 1))

	cfg := DefaultConfig()
	cfg.Change, cfg.Replicas, cfg.Nodes = Drain, replicas, nodes
	cfg.MinAvailable, cfg.ReadyDelay = budget, delay
	report, err := Run(cfg)
	if err != nil {
		nb.Error(err)
		return
	}
	fig := figure.New("Pods while a node is emptied", "time (s)", "pods")
	fig.Describe("While node 0 is drained, at least %d of %d pods are available; the budget requires %d. "+
		"The node is empty at %s s.",
		report.LeastAvailable(), replicas, budget, moment(report.Drained))
	fig.XRange(0, cfg.Duration)
	fig.YRange(0, 9)
	starting := func(s Sample) int { return s.Starting }
	fig.Steps("available", series(report, Sample.Available), figure.Purple)
	fig.Steps("starting elsewhere", series(report, starting), figure.Orange)
	if budget > 0 {
		fig.HLine("budget", float64(budget), figure.Red)
	}
	nb.Show(fig)
	nb.Table(logTable(report))
	if report.Drained < 0 {
		nb.Say("After %.0f s the node is still not empty: the budget allows no eviction, and the drain retries every %d s.",
			cfg.Duration-cfg.At, retry)
	}
	nb.Say("Never fewer than %d pods available, %d requests lost.",
		report.LeastAvailable(), report.Dropped)
	nb.Value("least", "%d", report.LeastAvailable())
	nb.Value("drained", "%s", moment(report.Drained))
}
