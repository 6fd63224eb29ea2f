package rollout

import "fmt"

// retry is the time that "kubectl drain" waits after a refused eviction.
const retry = 5

// cordon closes node 0 to new pods and starts evicting those it has.
func (s *simulation) cordon() {
	s.cordoned = 0
	s.log("node 0 is drained")
	s.evict()
}

// evict requests the eviction of every pod still on the node, and again later
// for those that the disruption budget protects.
func (s *simulation) evict() {
	refused := 0
	for _, p := range s.pods {
		switch {
		case p.Node != s.cordoned || p.state >= Stopping:
		case s.mayEvict(p):
			s.stop(p)
			s.create(p.Version) // replaced at once, on another node
		default:
			refused++
		}
	}
	if refused > 0 {
		s.log(fmt.Sprintf("evictions refused by the budget: %d", refused))
		s.after(retry, s.evict)
	}
	s.checkDrained()
}

// mayEvict is the rule of the disruption budget: enough ready pods must
// remain.
func (s *simulation) mayEvict(p *pod) bool {
	healthy := s.count(func(p *pod) bool { return p.state == Ready })
	if p.state == Ready {
		healthy--
	}
	return healthy >= s.cfg.MinAvailable
}

// checkDrained records when the last pod has left the node.
func (s *simulation) checkDrained() {
	if s.cordoned < 0 || s.report.Drained >= 0 {
		return
	}
	for _, p := range s.pods {
		if p.Node == s.cordoned && p.state != Gone {
			return
		}
	}
	s.report.Drained = s.now
	s.log("node 0 is empty")
}

// emptiestNode returns the node for a new pod: the one with the fewest pods
// among those that accept any.
func (s *simulation) emptiestNode() int {
	load := make([]int, s.cfg.Nodes)
	for _, p := range s.pods {
		if p.state != Gone {
			load[p.Node]++
		}
	}
	best := -1
	for node := range load {
		if node != s.cordoned && (best < 0 || load[node] < load[best]) {
			best = node
		}
	}
	return best
}
