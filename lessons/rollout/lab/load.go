package lab

import (
	"cmp"
	"context"
	"io"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"gonum.org/v1/gonum/stat"
)

// load is the client: it sends requests at a steady rate and counts what
// happens to them.
type load struct {
	client *http.Client
	url    string

	mu        sync.Mutex
	sent      int
	ok        ByVersion
	failed    ByVersion
	reasons   map[string]int
	latencies []float64 // of the answered requests, in milliseconds
}

func newLoad(url string) *load {
	return &load{
		url:     url,
		reasons: map[string]int{},
		client:  &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 512}},
	}
}

// run sends rate requests per second until stop is done, then waits for the
// answers to those in flight. Cancelling ctx abandons those. On a busy machine
// ticks get lost; requests that are due are sent with the next one.
func (l *load) run(ctx, stop context.Context, rate int) {
	var pending sync.WaitGroup
	defer pending.Wait()
	started := time.Now()
	tick := time.NewTicker(time.Second / time.Duration(rate))
	defer tick.Stop()
	for sent := 0; ; {
		select {
		case <-stop.Done():
			return
		case <-tick.C:
		}
		for due := int(time.Since(started).Seconds() * float64(rate)); sent < due; sent++ {
			l.mu.Lock()
			l.sent++
			l.mu.Unlock()
			pending.Go(func() { l.send(ctx) })
		}
	}
}

// send is one request. A POST is not repeated by Go's client: a score that may
// already have been computed is not requested twice without the caller's
// knowledge.
func (l *load) send(ctx context.Context) {
	started := time.Now()
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, l.url+"/score", strings.NewReader(`{"x":[1,2,3]}`))
	if err != nil {
		l.count(nil, 0)
		return
	}
	response, err := l.client.Do(request)
	if err == nil {
		_, err = io.Copy(io.Discard, response.Body)
		_ = response.Body.Close()
	}
	if err != nil {
		response = nil
	}
	l.count(response, time.Since(started))
}

// count books the outcome of a request; nil is a connection that broke.
func (l *load) count(response *http.Response, took time.Duration) {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch {
	case response == nil:
		l.failed.add("")
		l.reasons[CutOff]++
	case response.StatusCode == http.StatusOK:
		l.ok.add(response.Header.Get(versionHeader))
		l.latencies = append(l.latencies, float64(took)/float64(time.Millisecond))
	default:
		l.failed.add(response.Header.Get(targetHeader))
		l.reasons[cmp.Or(response.Header.Get(reasonHeader), CutOff)]++
	}
}

// fill writes the counts into a Progress.
func (l *load) fill(p *Progress) {
	l.mu.Lock()
	defer l.mu.Unlock()
	p.Sent, p.OK, p.Failed = l.sent, l.ok, l.failed
	p.InFlight = p.Sent - p.OK.Total() - p.Failed.Total()
}

// summary adds up the counts once all requests have ended.
func (l *load) summary() Summary {
	l.mu.Lock()
	defer l.mu.Unlock()
	s := Summary{Sent: l.sent, OK: l.ok, Failed: l.failed, Reasons: l.reasons}
	if len(l.latencies) > 0 {
		slices.Sort(l.latencies)
		s.P50MS = stat.Quantile(0.50, stat.Empirical, l.latencies, nil)
		s.P99MS = stat.Quantile(0.99, stat.Empirical, l.latencies, nil)
	}
	return s
}
