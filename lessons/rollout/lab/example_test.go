package lab_test

import (
	"context"
	"fmt"
	"time"

	"abacus/lessons/rollout/lab"
)

// Replace three real servers under load, with and without draining.
func ExampleRun_draining() {
	cfg := lab.DefaultConfig()
	cfg.Rate, cfg.PreStop, cfg.Grace = 50, 500*time.Millisecond, 3*time.Second
	for _, cfg.Drain = range []bool{true, false} {
		s, err := lab.Run(context.Background(), cfg, nil)
		if err != nil {
			fmt.Println(err)
			return
		}
		fmt.Println("draining:", s.Drain)
		accounted := s.Sent == s.OK.Total()+s.Failed.Total()
		fmt.Println("  every request accounted for:", accounted)
		fmt.Println("  both versions answered:", s.OK.V1 > 0 && s.OK.V2 > 0)
		fmt.Println("  requests lost:", s.Failed.Total() > 0)
	}
	// Output:
	// draining: true
	//   every request accounted for: true
	//   both versions answered: true
	//   requests lost: false
	// draining: false
	//   every request accounted for: true
	//   both versions answered: true
	//   requests lost: true
}
