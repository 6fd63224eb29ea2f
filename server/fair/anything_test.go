package fair

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// TestAnythingGoes: whatever comes and goes, no place is lost or given twice,
// nothing is remembered, and whoever waits is served.
func TestAnythingGoes(t *testing.T) { synctest.Test(t, anythingGoes) }

func anythingGoes(t *testing.T) {
	q := New(3, 20)
	var all sync.WaitGroup
	var mu sync.Mutex
	inside, served, late := 0, 0, 0
	for i := range 40 {
		all.Go(func() {
			random := rand.New(rand.NewPCG(uint64(i), 1))
			for range 200 {
				c := Client{fmt.Sprint(random.IntN(4)), fmt.Sprint(random.IntN(5))}
				ctx, cancel := context.WithTimeout(context.Background(), time.Duration(random.IntN(30))*time.Millisecond)
				t1 := q.Ticket(c)
				err := t1.Enter(ctx)
				mu.Lock()
				if err == nil {
					if inside++; inside > 3 {
						t.Error("more inside than places")
					}
					served++
					mu.Unlock()
					t1.Share(Client{"z", "z"})
					time.Sleep(time.Duration(random.IntN(3)) * time.Millisecond)
					mu.Lock()
					inside--
				} else if errors.Is(err, context.DeadlineExceeded) {
					late++
				}
				mu.Unlock()
				if err == nil && random.IntN(3) == 0 {
					t1.StepAside()
				}
				t1.Leave()
				cancel()
			}
		})
	}
	all.Wait()
	time.Sleep(2 * comesAgain)
	if taken, waiting := q.Load(); taken != 0 || waiting != 0 || q.all.running != 0 || q.remembered() != 0 ||
		served == 0 ||
		late == 0 {
		t.Errorf("at the end %d taken, %d waiting, %d running, %d remembered; %d served, %d came too late",
			taken, waiting, q.all.running, q.remembered(), served, late)
	}
}
