package rollout

import (
	"cmp"
	"fmt"
	"slices"
)

// startUpdate asks for version 2.
func (s *simulation) startUpdate() {
	s.wanted, s.updating = 2, true
	s.log("update to version 2 begins")
	s.advance()
	s.reconcile()
}

// undo asks for version 1 again. To the controller it is an update like any other.
func (s *simulation) undo() {
	s.wanted = 1
	s.report.Finished = -1
	s.log("update undone")
	s.advance()
	s.reconcile()
}

// reconcile brings the pods closer to the desired state, as far as maxSurge
// and maxUnavailable allow. Like the deployment controller of Kubernetes it
// adds new pods first and looks again after every step.
func (s *simulation) reconcile() {
	if !s.updating {
		return
	}
	for s.scaleUp() || s.scaleDown() {
	}
	s.checkFinished()
}

// scaleUp creates as many new pods as maxSurge has room for. Pods that
// have been told to stop do not count.
func (s *simulation) scaleUp() bool {
	all := s.count(func(p *pod) bool { return true })
	updated := s.count(func(p *pod) bool { return p.Version == s.wanted })
	n := min(s.cfg.Replicas+s.surge-all, s.cfg.Replicas-updated)
	for range n {
		s.create(s.wanted)
	}
	if n > 0 {
		s.advance()
	}
	return n > 0
}

// scaleDown stops old pods: first those that are not ready, which costs no
// capacity, then ready ones while more than the minimum are available.
func (s *simulation) scaleDown() bool {
	minimum := s.cfg.Replicas - s.unavailable
	all := s.count(func(p *pod) bool { return true })
	available := s.count(func(p *pod) bool { return p.state == Ready })
	newUnready := s.count(func(p *pod) bool {
		return p.Version == s.wanted && p.state != Ready
	})
	// Never count on new pods that may not become ready.
	budget := all - minimum - newUnready

	stopped := false
	for _, p := range s.oldPods() {
		switch {
		case budget <= 0:
			return stopped
		case p.state == Ready && available <= minimum:
			return stopped
		case p.state == Ready:
			available--
		}
		budget--
		s.stop(p)
		s.advance()
		stopped = true
	}
	return stopped
}

// oldPods lists the pods of any other version, in the order they should go:
// those that are not ready, then the youngest.
func (s *simulation) oldPods() []*pod {
	var old []*pod
	for _, p := range s.pods {
		if p.Version != s.wanted && p.state < Stopping {
			old = append(old, p)
		}
	}
	slices.SortStableFunc(old, func(a, b *pod) int {
		return cmp.Or(cmp.Compare(a.state, b.state), cmp.Compare(b.Ready, a.Ready))
	})
	return old
}

// count counts the pods that have not been told to stop and pass the test.
func (s *simulation) count(test func(*pod) bool) int {
	n := 0
	for _, p := range s.pods {
		if p.state < Stopping && test(p) {
			n++
		}
	}
	return n
}

// advance records a step forward and restarts the progress deadline. A missed
// deadline is only reported: Kubernetes does not undo anything by itself.
func (s *simulation) advance() {
	s.progress++
	if !s.updating || s.cfg.Deadline == 0 {
		return
	}
	seen := s.progress
	s.after(s.cfg.Deadline, func() {
		if s.progress == seen && s.report.Finished < 0 && s.report.Stalled < 0 {
			s.report.Stalled = s.now
			s.log(fmt.Sprintf("no progress for %g s: ProgressDeadlineExceeded", s.cfg.Deadline))
		}
	})
}

// checkFinished records when all pods have the desired version and are ready.
func (s *simulation) checkFinished() {
	ready := s.count(func(p *pod) bool { return p.Version == s.wanted && p.state == Ready })
	all := s.count(func(p *pod) bool { return true })
	if s.report.Finished < 0 && ready == s.cfg.Replicas && all == ready {
		s.report.Finished = s.now
		s.log(fmt.Sprintf("all %d pods run version %d", ready, s.wanted))
	}
}
