//go:build unix

package server

import (
	"context"
	"flag"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"
)

var (
	learners = flag.Int("learners", 0, "measure the server with so many learners")
	lasting  = flag.Duration("for", time.Minute, "how long the learners work")
	kits     = flag.Bool("kits", false, "the learners' browsers have a compiler, for when the server is slow")
)

// TestClassLoad lets simulated learners work as a class does, all behind one
// address that is not this machine's, and prints what they waited and what the
// server took:
//
//	go test ./server -run ClassLoad -learners 300 -kits -for 10m -timeout 20m -v
//
// What each does is in class_learner_test.go. Once, half way, the teacher says
// "now run it", and all change code at once. The server has a process of its
// own; the learners share the machine's processors with it. It fails when any
// request fails, or when the server keeps more than it had: memory that grows
// after the first third, connections or goroutines that outlive the learners.
func TestClassLoad(t *testing.T) {
	if *learners == 0 {
		t.Skip("a measurement: run with -learners 30 -v")
	}
	server := startClassServer(t)
	idle, before := server.sample(t, "collect"), loadAverage()
	c := newClassAt(server.url)
	ctx, cancel := context.WithTimeout(t.Context(), *lasting)
	defer cancel()
	bell := time.AfterFunc(*lasting/2, func() { close(c.together) })
	defer bell.Stop()
	var all sync.WaitGroup
	for i := range *learners {
		all.Go(func() { c.newLearner(i).learn(ctx, rand.New(rand.NewPCG(uint64(i), 1))) })
	}
	samples := watch(ctx, t, server)
	all.Wait()
	spent := samples[len(samples)-1].Processor - samples[0].Processor
	t.Logf("%d learners, %s, %d processors, the server used %.2f of them, load average before %s, after %s",
		*learners, *lasting, runtime.GOMAXPROCS(0), spent.Seconds()/lasting.Seconds(), before, loadAverage())
	c.diary.print(t)
	stored, kept := server.sample(t, "answers").Answers, int(c.kept.Load())
	if t.Logf("%d answers were acknowledged, %d are kept", kept, stored); stored < kept || stored > kept+*learners {
		t.Errorf("answers are lost or there twice") // at the end each learner may have one under way
	}
	trends(t, samples)
	atRest(t, server, idle)
}

// watch samples the server until the learners go.
func watch(ctx context.Context, t *testing.T, server *classServer) (list []sample) {
	every := time.NewTicker(max(*lasting/120, time.Second))
	defer every.Stop()
	for {
		select {
		case <-every.C:
			list = append(list, server.sample(t, ""))
		case <-ctx.Done():
			return append(list, server.sample(t, ""))
		}
	}
}

// atRest waits until the server has let go of what the learners had.
func atRest(t *testing.T, server *classServer, idle sample) {
	t.Helper()
	var s sample
	defer func() {
		const says = "at rest before and after: %.0f and %.0f MB of heap, %.0f and %.0f MB resident, " +
			"%.0f and %.0f goroutines, %.0f and %.0f files"
		t.Logf(says, idle.Live, s.Live, idle.Resident, s.Resident, idle.Goroutines, s.Goroutines, idle.Files, s.Files)
	}()
	eventually(t, "the server lets go of what the learners had", func() bool {
		s = server.sample(t, "collect")
		return s.Goroutines <= idle.Goroutines+5 && s.Files <= idle.Files+5
	})
}

func loadAverage() string {
	text, err := os.ReadFile("/proc/loadavg")
	if err != nil {
		return "unknown"
	}
	first, _, _ := strings.Cut(string(text), " ")
	return first
}
