package rollout

import (
	"fmt"
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// versionColour is blue for version 1 and green for version 2.
func versionColour(version int) palette.Colour {
	if version == 1 {
		return palette.Blue
	}
	return palette.Green
}

// Name names the pod, its version included.
func (p Pod) Name() string { return fmt.Sprintf("v%d-%d", p.Version, p.ID+1) }

// The layout of a timeline in view-box units.
const (
	timelineWidth = 460
	timelineLeft  = 44
	timelineRow   = 22
)

// timeline draws the life of every pod as a bar, and every lost request as a
// red cross.
type timeline struct {
	*diagram.Diagram
	report *Report
}

func drawTimeline(title string, r *Report) *diagram.Diagram {
	height := float64(timelineRow*len(r.Pods) + 40)
	t := timeline{diagram.New(title, timelineWidth, height), r}
	t.axis(height - 36)
	for _, p := range r.Pods {
		t.bar(p)
	}
	t.losses()
	t.Describe("%s", describeTimeline(r))
	t.Legend("version 1", palette.Blue)
	t.Legend("version 2", palette.Green)
	t.LegendMark("starting", notebook.MarkDash, palette.Muted)
	t.LegendMark("told to stop, preStop sleep (paler)", notebook.MarkBox, palette.Blue.Alpha(0.35))
	t.LegendMark("finishing after SIGTERM (outlined)", notebook.MarkRing, palette.Blue)
	t.LegendMark("lost request", notebook.MarkCross, palette.Red)
	return t.Diagram
}

func describeTimeline(r *Report) string {
	end := "The update does not finish."
	if r.Finished >= 0 {
		end = fmt.Sprintf("All pods run the desired version at %.0f seconds.", r.Finished)
	}
	return fmt.Sprintf("A bar for each of %d pods over %.0f seconds. %s %d requests are lost.",
		len(r.Pods), r.Config.Duration, end, r.Dropped)
}

// x places a moment on the time axis.
func (t timeline) x(seconds float64) float64 {
	share := min(max(seconds/t.report.Config.Duration, 0), 1)
	return timelineLeft + share*(timelineWidth-timelineLeft-8)
}

// axis draws time in steps of ten seconds, or more for long simulations.
func (t timeline) axis(bottom float64) {
	step := 10 * math.Ceil(t.report.Config.Duration/100)
	label := diagram.TextStyle{Anchor: "middle", Size: 13, Colour: palette.Muted}
	for s := 0.0; s <= t.report.Config.Duration; s += step {
		t.Line(t.x(s), 2, t.x(s), bottom, diagram.Style{Stroke: palette.Grid})
		t.Text(t.x(s), bottom+14, fmt.Sprintf("%.0f", s), label)
	}
	t.Text((timelineLeft+timelineWidth)/2, bottom+28, "time (seconds)", label)
}

// bar draws a pod in up to four pieces: starting, ready, told to stop, and
// finishing after SIGTERM.
func (t timeline) bar(p Pod) {
	y := float64(p.ID*timelineRow + 4)
	t.Text(timelineLeft-6, y+12, p.Name(), diagram.TextStyle{Anchor: "end", Size: 13})
	c := versionColour(p.Version)
	end := func(moments ...float64) float64 {
		for _, m := range moments {
			if m >= 0 {
				return m
			}
		}
		return t.report.Config.Duration
	}
	piece := func(from, to float64, s diagram.Style) {
		if from >= 0 && to > from {
			t.Rect(t.x(from), y, max(t.x(to)-t.x(from), 1), timelineRow-7, 2, s)
		}
	}
	piece(p.Created, end(p.Ready, p.Told), diagram.Style{Stroke: palette.Muted, Dash: true})
	piece(p.Ready, end(p.Told), diagram.Style{Fill: c.Alpha(0.8)})
	piece(p.Told, end(p.Term, p.Gone), diagram.Style{Fill: c.Alpha(0.35)})
	piece(p.Term, end(p.Gone), diagram.Style{Fill: c.Alpha(0.12), Stroke: c})
}

// losses marks the lost requests. Of several on the same spot it draws one.
func (t timeline) losses() {
	type spot struct{ x, pod int }
	drawn := map[spot]bool{}
	for _, q := range t.report.Requests {
		s := spot{int(t.x(q.Ended)) / 2, q.Pod}
		if !q.Fate.Lost() || drawn[s] {
			continue
		}
		drawn[s] = true
		cross(t.Diagram, t.x(q.Ended), float64(max(q.Pod, 0)*timelineRow)+11.5, 3.5)
	}
}

// cross marks a lost request.
func cross(d *diagram.Diagram, x, y, r float64) {
	d.Path(fmt.Sprintf("M%.1f %.1fl%.1f %.1fm0 %.1fl%.1f %.1f", x-r, y-r, 2*r, 2*r, -2*r, -2*r, 2*r),
		diagram.Style{Stroke: palette.Red, Width: 2})
}
