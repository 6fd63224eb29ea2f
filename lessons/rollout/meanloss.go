package rollout

import "slices"

// Loss is a number of requests by what happened to them.
type Loss struct{ Refused, Cut, NoEndpoint float64 }

// MeanLoss returns what updates like this one lose on average, over all requests
// that could have arrived. When pods start and stop does not depend on the
// requests, so the mean is an integral over time: of the requests that arrive at a
// moment, each pod on the load balancer's list gets the same share, refuses them
// after SIGTERM, and before it cuts off those that outlast it. It is exact for any
// maxSurge and maxUnavailable if no request has to wait for a worker, and takes
// O(n²) time for n pods.
func (r *Report) MeanLoss() Loss {
	var mean Loss
	moments := []float64{0, r.Config.Duration}
	for _, p := range r.Pods {
		from, to := r.listed(p)
		moments = append(moments, from, to, p.Term)
	}
	slices.Sort(moments)
	for i, until := range moments[1:] {
		since := max(0, moments[i])
		if until = min(until, r.Config.Duration); until <= since {
			continue
		}
		r.addLoss(&mean, since, until)
	}
	return mean
}

// addLoss adds what is lost from one moment to another between which nothing
// changes for the load balancer.
func (r *Report) addLoss(mean *Loss, since, until float64) {
	var list []Pod
	for _, p := range r.Pods {
		if from, to := r.listed(p); from <= since && until <= to {
			list = append(list, p)
		}
	}
	arrive := r.Config.Rate * (until - since)
	if len(list) == 0 {
		mean.NoEndpoint += arrive
		return
	}
	for _, p := range list {
		switch killed := r.killed(p); {
		case p.Term >= 0 && p.Term <= since:
			mean.Refused += arrive / float64(len(list))
		case killed >= 0 && killed <= r.Config.Duration:
			over := func(t float64) float64 { return excess(killed-t, r.Config.Service, r.Config.Spread) }
			mean.Cut += r.Config.Rate / float64(len(list)) * (over(until) - over(since))
		}
	}
}

// listed returns from when to when a pod is on the load balancer's list.
func (r *Report) listed(p Pod) (from, to float64) {
	lag := r.Config.EndpointLag
	switch {
	case p.Ready < 0:
		return 0, 0
	case p.Created > 0:
		from = p.Ready + lag
	}
	if to = r.Config.Duration; p.Told >= 0 {
		to = min(to, p.Told+lag)
	}
	return from, to
}

// killed returns when a pod's process is ended if it has not ended before, or -1.
func (r *Report) killed(p Pod) float64 {
	switch {
	case p.Term < 0:
		return -1
	case r.Config.IgnoreTerm:
		return p.Term
	}
	hook := min(r.Config.PreStop, r.Config.Grace)
	return p.Term + max(r.Config.Grace-hook, minWindow)
}
