package programs

import (
	"context"
	"errors"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promauto"

	"abacus/server/admission"
	"abacus/server/build"
)

// metrics counts builds, for Prometheus.
type metrics struct {
	builds   *prometheus.CounterVec
	building prometheus.Histogram
}

func newMetrics(registry prometheus.Registerer, b *build.Builder) metrics {
	make := promauto.With(registry)
	if b != nil {
		make.NewGaugeFunc(prometheus.GaugeOpts{Name: "abacus_builds_running", Help: "Programs being built."},
			func() float64 { running, _ := b.Load(); return float64(running) })
		make.NewGaugeFunc(prometheus.GaugeOpts{Name: "abacus_builds_waiting", Help: "Programs that wait to be built."},
			func() float64 { _, waiting := b.Load(); return float64(waiting) })
	}
	return metrics{
		builds: make.NewCounterVec(prometheus.CounterOpts{
			Name: "abacus_builds_total", Help: "Builds asked for, by what came of them.",
		}, []string{"outcome"}),
		building: make.NewHistogram(prometheus.HistogramOpts{
			Name:    "abacus_build_seconds",
			Help:    "From a reader's edits to the program or the mistakes in them, waiting included.",
			Buckets: admission.WaitBuckets(),
		}),
	}
}

// built counts a build.
func (m metrics) built(result build.Result, err error, took time.Duration) {
	outcome := "program"
	switch busy := new(build.BusyError); {
	case errors.As(err, &busy):
		outcome = "busy"
	case errors.Is(err, build.ErrPreparing), errors.Is(err, build.ErrUnavailable):
		outcome = "not ready"
	case errors.Is(err, build.ErrUnknown), errors.Is(err, build.ErrBadEdit):
		outcome = "bad request"
	case errors.Is(err, context.Canceled):
		outcome = "gone" // so is the reader
	case err != nil:
		outcome = "failed"
	case result.Cached:
		outcome = "cached"
	case result.Program == nil:
		outcome = "mistakes"
	}
	m.builds.WithLabelValues(outcome).Inc()
	if err == nil {
		m.building.Observe(took.Seconds())
	}
}
