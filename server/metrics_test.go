package server

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"
)

// TestMetricsCount asks for a few things and reads what was counted.
func TestMetricsCount(t *testing.T) {
	st := newStage(t, nil)
	for range 3 {
		st.get("/lessons/dice")
	}
	st.get("/lessons/dice/cells/Dice?Dice.k=3&part")
	st.get("/lessons/none")
	st.post("/lessons/dice/sql/1?part", "q=SELECT+1")
	st.do(http.MethodPost, "/lessons/dice/build", `{"edits":[]}`)
	st.get("/", "Host", "evil.example")
	st.do(http.MethodPost, "/lab/rollout", "", "Sec-Fetch-Site", "cross-site")
	want := func(of prometheus.Collector, value float64) {
		t.Helper()
		if got := testutil.ToFloat64(of); got != value {
			t.Errorf("counted %g, want %g", got, value)
		}
	}
	m := st.metrics
	from := func(route, from string) float64 { return st.metric(t, "answers_total", "from", from, "route", route) }
	want(m.requests.WithLabelValues("/lessons/{slug}", "GET", "200"), 3)
	want(m.requests.WithLabelValues("/lessons/{slug}", "GET", "404"), 1)
	if made, kept := from("/lessons/{slug}", "work"), from("/lessons/{slug}", "cache"); made != 1 || kept != 2 {
		t.Errorf("%g pages made and %g from the cache, want 1 and 2", made, kept)
	}
	if made := from("/lessons/{slug}/cells/{cell}", "work"); made != 1 {
		t.Errorf("%g cells made, want 1", made)
	}
	want(m.requests.WithLabelValues("/lessons/{slug}/build", "POST", "200"), 1)
	want(m.refused.WithLabelValues("host"), 1)
	want(m.refused.WithLabelValues("origin"), 1)
	want(m.inFlight, 0)
	text := exposition(t, m)
	for _, line := range []string{"abacus_sql_seconds_count 1", "abacus_ready 0", "abacus_work_running 0",
		"go_goroutines "} {
		if !strings.Contains(text, "\n"+line) {
			t.Errorf("no line %q", line)
		}
	}
}

// exposition returns what Prometheus would read.
func exposition(t *testing.T, m *metrics) string {
	t.Helper()
	families, err := m.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, f := range families {
		for _, metric := range f.GetMetric() {
			switch {
			case metric.Histogram != nil:
				fmt.Fprintf(&b, "\n%s_count %d", f.GetName(), metric.Histogram.GetSampleCount())
			case metric.Gauge != nil:
				fmt.Fprintf(&b, "\n%s %g", f.GetName(), metric.Gauge.GetValue())
			}
		}
	}
	return b.String()
}

// metric returns the value of a counter or gauge; labels are names and values
// in turn, by name.
func (st *stage) metric(t testing.TB, name string, labels ...string) float64 {
	t.Helper()
	families, err := st.metrics.registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			has := f.GetName() == "abacus_"+name
			var of []string
			for _, l := range m.GetLabel() {
				of = append(of, l.GetName(), l.GetValue())
			}
			if has && slices.Equal(of, labels) {
				return m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	t.Fatalf("there is no metric %s %q", name, labels)
	return 0
}

// TestMetricsStaySmall: whatever clients invent, the number of series does
// not grow with it.
func TestMetricsStaySmall(t *testing.T) {
	st := newStage(t, nil)
	hostile := func(i int) {
		for _, path := range []string{"/none%d", "/lessons/x%d", "/lessons/dice/cells/C%d", "/static/%d/x",
			"/programs/%d", "/search?q=%d"} {
			st.get(fmt.Sprintf(path, i))
		}
		st.do(fmt.Sprintf("M%d", i), "/", "")
		st.get("/", "Host", fmt.Sprintf("h%d.example", i))
	}
	hostile(0)
	before := testutil.CollectAndCount(st.metrics.requests) + testutil.CollectAndCount(st.metrics.seconds)
	for i := range 50 {
		hostile(i + 1)
	}
	after := testutil.CollectAndCount(st.metrics.requests) + testutil.CollectAndCount(st.metrics.seconds)
	if after != before {
		t.Errorf("%d series have become %d", before, after)
	}
}

// TestMetricsHaveAListenerOfTheirOwn: readers do not get them, and nobody
// does unless they are asked for.
func TestMetricsHaveAListenerOfTheirOwn(t *testing.T) {
	r := runConfig(t, func(cfg *Config) { cfg.Metrics = "127.0.0.1:0" }, nil)
	found := regexp.MustCompile(`msg=metrics url=(\S+)`).FindStringSubmatch(r.log.String())
	if found == nil {
		t.Fatalf("the log does not say where:\n%s", r.log.String())
	}
	if code, body, err := ask(found[1]); err != nil || code != 200 || !strings.Contains(body, "\nabacus_ready ") {
		t.Errorf("%d, %v\n%s", code, err, body)
	}
	if code, _, _ := ask(strings.TrimSuffix(found[1], "/metrics") + "/"); code != 404 {
		t.Errorf("the lessons are there, too: %d", code)
	}
	if code, _, _ := ask(r.url + "/metrics"); code != 404 {
		t.Errorf("readers get the metrics: %d", code)
	}
	r.leave()
	if err := receive(t, "Run returns", r.ended); err != nil {
		t.Error(err)
	}
	if _, _, err := ask(found[1]); err == nil {
		t.Error("the metrics' listener outlives the server")
	}
	if quiet := run(t, nil); strings.Contains(quiet.log.String(), "msg=metrics") {
		t.Error("metrics are served although nobody asked")
	}
}

func TestMetricsAddressInUse(t *testing.T) {
	r := run(t, nil)
	for addr, want := range map[string]string{
		strings.TrimPrefix(r.url, "http://"): "choose another with -metrics",
		"9090":                               "is not host:port",
	} {
		cfg := newStage(t, nil).cfg
		cfg.Metrics = addr
		s, err := New(cfg)
		if err == nil {
			err = s.Run(t.Context())
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", addr, err, want)
		}
	}
}
