package rollout

import (
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// ExpectedRefused is the mean number of requests that an update with
// maxUnavailable 0 loses because the load balancer's list is out of date:
// rate × (lag − preStop), or nothing when the preStop sleep is at least as long as
// the lag.
//
// Every old pod stops taking connections preStop seconds after it was told,
// but gets its share of the requests for lag seconds. The shares of all old
// pods together are the whole rate, as long as the list always has as many pods
// as are wanted. Report.MeanLoss knows no such condition.
func ExpectedRefused(rate, lag, preStop float64) float64 {
	return rate * max(0, lag-preStop)
}

// ExpectedCut is the mean number of requests that an update with maxUnavailable 0
// cuts off because they take longer than the grace period: rate × E[max(0,
// service − w)] with w = grace − lag, for lognormal service times with the given
// mean in seconds and spread > 0. It holds when lag <= preStop <= grace − 2 and no
// request has to wait for a worker.
//
// A pod that is told to stop at time 0 takes requests until time lag and is
// killed at time grace. Of the requests that arrive at time t, those are cut
// off that take longer than grace − t; adding that up over all t gives the
// mean excess over w.
func ExpectedCut(rate, lag, grace, mean, spread float64) float64 {
	return rate * excess(grace-lag, mean, spread)
}

// excess is E[max(0, S − w)] for a lognormal time S with the given mean and spread.
func excess(w, mean, spread float64) float64 {
	if w <= 0 {
		return mean - w // no request takes less than w
	}
	if spread == 0 {
		return max(0, mean-w)
	}
	mu := math.Log(mean) - spread*spread/2
	z := (mu - math.Log(w)) / spread
	normal := distuv.UnitNormal
	return mean*normal.CDF(z+spread) - w*normal.CDF(z)
}
