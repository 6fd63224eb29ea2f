package box

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// patience is how long after its deadline a statement may end on a machine
// that is busy. One that cannot be interrupted goes on for minutes.
const patience = 30 * time.Second

func TestAttacks(t *testing.T) {
	for _, a := range attacks() {
		t.Run(a.name, func(t *testing.T) {
			// What must run into the deadline gets a short one; what must run into another limit
			// gets time to reach it on a busy machine.
			deadline := 10 * time.Second
			if a.message == "interrupted" {
				deadline = 150 * time.Millisecond
			}
			start := time.Now()
			result, err := Run(context.Background(), shop, nil, a.sql, Options{Plan: true, Deadline: deadline})
			took := time.Since(start)
			if result == nil {
				t.Fatal("no result")
			}
			if took > deadline+patience {
				t.Errorf("took %v, which is far beyond the deadline of %v", took, deadline)
			}
			if err == nil {
				if a.message != "" {
					t.Fatalf("succeeded; want an error with %q", a.message)
				}
			} else {
				checkMessage(t, a, err)
			}
			good, err := Run(context.Background(), shop, nil, "SELECT count(*) FROM orders", Options{})
			if err != nil || good.Statements[0].Rows[0][0] != "3" {
				t.Errorf("the next run: %v, %v; want 3 orders", good, err)
			}
		})
	}
	if left, _ := filepath.Glob("/tmp/box-attack*"); len(left) > 0 {
		t.Errorf("files were written: %v", left)
	}
}

func checkMessage(t *testing.T, a attack, err error) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("error %v is not for the learner", err)
	}
	if !strings.Contains(e.Message, a.message) {
		t.Errorf("message %q, want it to contain %q", e.Message, a.message)
	}
	if e.Hint == "" {
		t.Errorf("no hint for %q", e.Message)
	}
	if e.Line < 1 && !strings.Contains(e.Message, "bytes long") {
		t.Errorf("no line for %q", e.Message)
	}
}

// A tower of views over many replayed cells nests deeper than any one statement may.
func TestTowerOfViews(t *testing.T) {
	above := []string{"CREATE VIEW v0 AS SELECT 1 AS a"}
	for cell := range 20 {
		var b strings.Builder
		for i := cell * 100; i < cell*100+100; i++ {
			fmt.Fprintf(&b, "CREATE VIEW v%d AS SELECT a FROM (SELECT a FROM v%d);", i+1, i)
		}
		above = append(above, b.String())
	}
	_, err := Run(context.Background(), shop, above, "SELECT * FROM v2000", Options{})
	if e := (*Error)(nil); !errors.As(err, &e) || e.Hint == "" {
		t.Errorf("got %v, want an error with a hint", err)
	}
}

// A discarded connection must give its memory back: a leak of 32 MB an attack would show at once.
func TestMemoryIsFreed(t *testing.T) {
	if _, err := os.ReadFile("/proc/self/statm"); err != nil {
		t.Skip("needs /proc")
	}
	bomb := "CREATE TEMP TABLE t AS WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) SELECT " +
		"randomblob(90000) FROM c"
	run := func() {
		_, err := Run(context.Background(), shop, nil, bomb, Options{Deadline: time.Minute})
		if e := (*Error)(nil); !errors.As(err, &e) || e.Message != "out of memory" {
			t.Fatalf("got %v, want out of memory", err)
		}
	}
	run()
	before := addressSpace(t)
	for range 6 {
		run()
	}
	if grown := addressSpace(t) - before; grown > 50<<20 {
		t.Errorf("six memory bombs cost %d MB of address space", grown>>20)
	}
}

func addressSpace(t *testing.T) (bytes int64) {
	t.Helper()
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		t.Fatal(err)
	}
	var pages int64
	if _, err := fmt.Sscan(string(data), &pages); err != nil {
		t.Fatal(err)
	}
	return pages * int64(os.Getpagesize())
}

// reachInside relies on an exported but undocumented part of the library.
func TestReachInside(t *testing.T) {
	err := withEngine(context.Background(), Options{}, shop, func(e *engine) error {
		if e.memory == nil {
			t.Error("the connection's memory cannot be freed after a panic")
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestConcurrentRuns(t *testing.T) {
	var wg sync.WaitGroup
	for i := range 16 {
		wg.Go(func() {
			insert := fmt.Sprintf("INSERT INTO orders VALUES (%d, 1, 1)", 100+i)
			r, err := Run(context.Background(), shop, []string{insert}, "SELECT max(id) FROM orders", Options{})
			if err != nil {
				t.Error(err)
				return
			}
			if got, want := r.Statements[0].Rows[0][0], fmt.Sprint(100+i); got != want {
				t.Errorf("run %d saw order %s, want its own, %s", i, got, want)
			}
		})
	}
	wg.Wait()
}

func FuzzRun(f *testing.F) {
	for _, a := range attacks() {
		if len(a.sql) < 2000 {
			f.Add(a.sql)
		}
	}
	f.Add("SELECT * FROM customer JOIN orders ON customer.id = customer_id -- all\n;INSERT INTO orders VALUES (1,1,1)")
	f.Fuzz(func(t *testing.T, sql string) {
		opts := Options{Plan: true, Deadline: 200 * time.Millisecond}
		r, err := Run(context.Background(), shop, []string{sql}, sql, opts)
		if r == nil {
			t.Fatal("no result")
		}
		if e := (*Error)(nil); err != nil && !errors.As(err, &e) {
			t.Fatalf("a learner's text caused a fault of ours: %v", err)
		}
		for _, s := range r.Statements {
			for _, row := range s.Rows {
				if len(row) != len(s.Columns) {
					t.Fatalf("%d values in %d columns", len(row), len(s.Columns))
				}
			}
		}
	})
}
