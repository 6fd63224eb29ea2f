package rollout_test

import (
	"fmt"

	"abacus/lessons/rollout"
)

// Update three pods, once with the settings that lose nothing and once with a
// grace period that is too short for some requests.
func ExampleRun() {
	cfg := rollout.DefaultConfig()
	cfg.Service = 4
	for _, cfg.Grace = range []float64{30, 5} {
		r, err := rollout.Run(cfg)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("grace period %g s:\n", cfg.Grace)
		fmt.Printf("  %d arrived = %d + %d served + %d dropped + %d in flight\n",
			r.Arrived, r.ServedV1, r.ServedV2, r.Dropped, r.InFlight)
		fmt.Printf("  finished at %g s, never fewer than %d pods\n",
			r.Finished, r.LeastAvailable())
	}
	// Output:
	// grace period 30 s:
	//   360 arrived = 114 + 227 served + 0 dropped + 19 in flight
	//   finished at 28 s, never fewer than 3 pods
	// grace period 5 s:
	//   360 arrived = 108 + 227 served + 6 dropped + 19 in flight
	//   finished at 28 s, never fewer than 3 pods
}

// Percentages round up for the surge and down for the unavailable pods.
func ExampleLimits() {
	for _, replicas := range []int{10, 3, 1} {
		quarter := rollout.Percent(25)
		surge, unavailable, err := rollout.Limits(quarter, quarter, replicas)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Printf("of %2d: %d more, %d fewer\n", replicas, surge, unavailable)
	}
	none := rollout.Pods(0)
	_, _, err := rollout.Limits(none, none, 3)
	fmt.Println("error:", err)
	// Output:
	// of 10: 3 more, 2 fewer
	// of  3: 1 more, 0 fewer
	// of  1: 1 more, 0 fewer
	// error: maxUnavailable may not be 0 when maxSurge is 0
}
