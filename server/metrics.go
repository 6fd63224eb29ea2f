package server

import (
	"cmp"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promauto"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"abacus/server/admission"
)

// metrics counts requests for Prometheus; rooms count the rest. Every label has few
// values, even under hostile requests: routes are patterns, never addresses.
type metrics struct {
	registry *prometheus.Registry
	inFlight prometheus.Gauge
	requests *prometheus.CounterVec
	seconds  *prometheus.HistogramVec
	refused  *prometheus.CounterVec
}

func newMetrics(s *Server) *metrics {
	registry := prometheus.NewRegistry()
	registry.MustRegister(collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	make := promauto.With(registry)
	count := func(name, help string, labels ...string) *prometheus.CounterVec {
		return make.NewCounterVec(prometheus.CounterOpts{Name: "abacus_" + name, Help: help}, labels)
	}
	gauge := func(name, help string, value func() int) {
		make.NewGaugeFunc(prometheus.GaugeOpts{Name: "abacus_" + name, Help: help},
			func() float64 { return float64(value()) })
	}
	gauge("ready", "Whether readers should be sent here.", func() int {
		if s.notReady() == "" {
			return 1
		}
		return 0
	})
	gauge("connections", "Connections that are open.", func() int { return s.connections.Count() })
	queue := func(name, running, waiting string, g *admission.Gate) {
		gauge(name+"_running", running, func() int { taken, _ := g.Load(); return taken })
		gauge(name+"_waiting", waiting, func() int { _, waiting := g.Load(); return waiting })
	}
	queue("work", "Pages and cells being made.", "Pages and cells that wait to be made.", s.rooms.Work)
	queue("sql", "SQL statements running.", "SQL statements that wait for their turn.", s.rooms.SQL)
	return &metrics{
		registry: registry,
		inFlight: make.NewGauge(prometheus.GaugeOpts{Name: "abacus_requests_in_flight", Help: "Requests being answered."}),
		requests: count("requests_total", "Requests answered.", "route", "method", "code"),
		seconds: make.NewHistogramVec(prometheus.HistogramOpts{
			Name: "abacus_request_seconds", Help: "From a request's header to the end of its answer.",
			Buckets: admission.WaitBuckets(),
		}, []string{"route"}),
		refused: count("refused_total", "Requests and connections refused, by what was wrong with them.", "reason"),
	}
}

// answered counts a request, by the pattern of its route.
func (m *metrics) answered(r *http.Request, status int, took time.Duration) {
	method := r.Method
	switch method {
	case http.MethodGet, http.MethodHead, http.MethodPost:
	default:
		method = "other" // a client may send anything
	}
	to := cmp.Or(chi.RouteContext(r.Context()).RoutePattern(), "none")
	m.requests.WithLabelValues(to, method, strconv.Itoa(status)).Inc()
	m.seconds.WithLabelValues(to).Observe(took.Seconds())
}

// serveMetrics listens for Prometheus on a separate address, if one is configured.
func (s *Server) serveMetrics() (stop func(), err error) {
	if s.cfg.Metrics == "" {
		return func() {}, nil
	}
	ln, err := net.Listen("tcp", s.cfg.Metrics)
	if err != nil {
		return nil, listenError("-metrics", s.cfg.Metrics, err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", promhttp.HandlerFor(s.metrics.registry, promhttp.HandlerOpts{}))
	srv := s.newHTTPServer(mux)
	go func() { _ = srv.Serve(ln) }() // until stop
	s.log.Info("metrics", "url", address(ln.Addr())+"/metrics")
	return func() { _ = srv.Close() }, nil
}
