package rollout

import (
	"fmt"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/diagram"
	"abacus/lessons/notebook/palette"
)

// The layout of a frame in view-box units: the load balancer, a gap with its
// connections, and a lane for each pod.
const (
	frameWidth = 460
	frameRow   = 32
	laneLeft   = 172
	laneRight  = 455
	balancerX  = 62 // its right edge
)

// drawFrame draws the moment t of a simulation: where each request is on its
// way through its pod, and in red those that were lost since an earlier moment.
func drawFrame(r *Report, t, since float64) *diagram.Diagram {
	height := float64(frameRow*len(r.Pods) + 8)
	d := diagram.New("Requests in flight", frameWidth, height)
	d.Rect(4, 4, balancerX-4, height-8, 4, diagram.Style{Stroke: palette.Ink, Fill: palette.Muted.Alpha(0.12)})
	d.Text(balancerX/2+2, height/2-4, "load", diagram.TextStyle{Anchor: "middle"})
	d.Text(balancerX/2+2, height/2+12, "balancer", diagram.TextStyle{Anchor: "middle"})
	for _, p := range r.Pods {
		drawLane(d, p, t, r.Config.EndpointLag)
	}
	flying, lost := 0, 0
	for i, q := range r.Requests {
		switch {
		case q.Arrived > t:
		case q.Ended < 0 || q.Ended > t:
			flying++
			x, y := place(r, i, t)
			d.Circle(x, y, 3.5, diagram.Style{Fill: palette.Ink})
		case q.Fate.Lost() && q.Ended > since:
			lost++
			x, y := place(r, i, q.Ended)
			cross(d, x, y, 4.5)
		}
	}
	d.Describe("At %.1f seconds %d requests are in flight, and %d were lost in the last %.1f seconds.", t, flying, lost,
		t-since)
	d.LegendMark("request", notebook.MarkCircle, palette.Ink)
	d.LegendMark("lost request", notebook.MarkCross, palette.Red)
	d.LegendMark("on the load balancer's list", notebook.MarkLine, palette.Muted)
	return d
}

// drawLane draws a pod, and its connection if the load balancer has it on its list.
func drawLane(d *diagram.Diagram, p Pod, t, lag float64) {
	y := float64(p.ID*frameRow + 4)
	state, exists := p.At(t)
	if !exists {
		return
	}
	if p.listed(t, lag) {
		d.Line(balancerX, y+13, laneLeft-88, y+13, diagram.Style{Stroke: palette.Muted})
	}
	c, text := versionColour(p.Version), p.Name()+" "+state.String()
	style := diagram.Style{Fill: c.Alpha(0.3), Stroke: c}
	switch {
	case state == Starting:
		style = diagram.Style{Stroke: palette.Muted, Dash: true}
	case state == Gone:
		style = diagram.Style{Stroke: palette.Grid}
	case state == Stopping:
		style = diagram.Style{Fill: c.Alpha(0.1), Stroke: c, Dash: true}
	}
	d.Rect(laneLeft, y, laneRight-laneLeft, frameRow-6, 3, style)
	d.Text(laneLeft-6, y+18, text, diagram.TextStyle{Anchor: "end"})
}

// listed reports whether the load balancer has the pod on its list at time t.
func (p Pod) listed(t, lag float64) bool {
	if p.Ready < 0 {
		return false
	}
	since := p.Ready + lag
	if p.Created == 0 {
		since = 0 // was there before the simulation began
	}
	return t >= since && (p.Told < 0 || t < p.Told+lag)
}

// place finds request i at time t: along its pod's lane as far as its work is
// done, at the start of the lane if it waits or was refused, at the load
// balancer if it never got further.
func place(r *Report, i int, t float64) (x, y float64) {
	q := r.Requests[i]
	if q.Pod < 0 {
		return balancerX + 10, 20
	}
	y = float64(q.Pod*frameRow+4) + 5 + float64(i%3)*8
	if q.Started < 0 {
		return laneLeft + 6, y
	}
	done := min((t-q.Started)/q.service, 1)
	return laneLeft + 12 + done*(laneRight-laneLeft-24), y
}

// sayFrame sums a frame up in words.
func sayFrame(r *Report, t float64) string {
	served, lost, flying := 0, 0, 0
	for _, q := range r.Requests {
		switch {
		case q.Arrived > t:
		case q.Ended < 0 || q.Ended > t:
			flying++
		case q.Fate == Served:
			served++
		default:
			lost++
		}
	}
	return fmt.Sprintf("At %.1f s: %d served, %d lost, %d in flight.", t, served, lost, flying)
}
