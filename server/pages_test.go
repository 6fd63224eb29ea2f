package server

import (
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"abacus/server/admission"
)

// TestEqualStatesShareOneAnswer: many addresses mean the same page, and it is
// made once.
func TestEqualStatesShareOneAnswer(t *testing.T) {
	st := newStage(t, nil)
	kept := func() int { return int(st.metric(t, "answers_kept")) }
	for _, path := range []string{
		"/lessons/dice?Dice.k=20&Dice.p=0.3",
		"/lessons/dice?Dice.p=0.30&Dice.k=20",
		"/lessons/dice?Dice.k=1e9&Dice.p=0.3001&Hold.n=0",
		"/lessons/dice?Dice.k=5&Dice.k=+20&utm=1&Dice.p=.3&None.x=1",
	} {
		if answer := st.get(path); !strings.Contains(answer.Body.String(), "20 sides, share 0.3.") {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
	if kept() != 1 {
		t.Errorf("%d pages kept, want 1", kept())
	}
	for _, path := range []string{
		"/lessons/dice/cells/Dice?Dice.k=3&part",
		"/lessons/dice/cells/Dice?part&Dice.k=3.2&Spin.turn=4", // the other cells do not matter
		"/lessons/dice/cells/Dice?Dice.k=3&Spin.turn=nonsense&Dicey.k=1",
	} {
		if answer := st.get(path); !strings.Contains(answer.Body.String(), "3 sides") {
			t.Errorf("%s: %d", path, answer.Code)
		}
	}
	if kept() != 2 {
		t.Errorf("%d answers kept, want 2", kept())
	}
	st.get("/lessons/dice/cells/Spin?part")
	st.get("/lessons/dice/cells/Spin?part&frames")
	if kept() != 4 {
		t.Errorf("%d answers kept, want 4: all frames are another answer", kept())
	}
}

func TestWhatIsNotKept(t *testing.T) {
	st := newStage(t, nil)
	for _, path := range []string{
		"/lessons/dice/cells/Clock?Clock.n=2&part", // measured times
		"/lessons/dice?Dice.k=nonsense",            // notices
		"/lessons/dice/cells/Dice?Dice.k=nonsense",
		"/lessons/none", "/lessons/none?x=1", "/lessons/dice/cells/None",
	} {
		st.get(path)
		if n := st.metric(t, "answers_kept"); n != 0 {
			t.Errorf("%s: kept", path)
		}
	}
	before := st.measured.Load()
	st.get("/lessons/dice/cells/Clock?part")
	st.get("/lessons/dice/cells/Clock?part")
	if n := st.measured.Load() - before; n != 2 {
		t.Errorf("two requests measured %d times", n)
	}
}

func TestAddressesAreBounded(t *testing.T) {
	st := newStage(t, nil)
	long := "?Dice.k=7&x=" + strings.Repeat("x", 4<<10)
	for _, path := range []string{"/lessons/dice", "/lessons/dice/cells/Dice"} {
		if answer := st.get(path + long); answer.Code != http.StatusBadRequest ||
			!strings.Contains(answer.Body.String(), "The address is too long.") {
			t.Errorf("%s: %d\n%s", path, answer.Code, answer.Body)
		}
	}
	if answer := st.get("/search?q=" + strings.Repeat("throws+", 4000)); answer.Code != http.StatusOK ||
		strings.Count(answer.Body.String(), "throws") > 100 {
		t.Errorf("a long search: %d, %d bytes", answer.Code, answer.Body.Len())
	}
}

// TestReadyPagesPassBusyOnes: a flood of states that have to be computed
// neither takes all processors nor holds up those who read.
func TestReadyPagesPassBusyOnes(t *testing.T) {
	const places, waiting, flood = 2, 3, 20
	st := newStage(t, nil, func(b *bounds) { b.rooms.Work = admission.NewGate(places, waiting, time.Hour) })
	ready := st.get("/lessons/dice").Body.String()

	codes := make(chan int, flood)
	var clients sync.WaitGroup
	for i := range flood {
		clients.Go(func() {
			codes <- st.get("/lessons/dice/cells/Hold?part&Hold.n=" + string(rune('1'+i%9)) + string(rune('0'+i/9))).Code
		})
	}
	for range places {
		receive(t, "a cell runs", st.entered)
	}
	for range flood - places - waiting {
		if code := receive(t, "one of many is turned away", codes); code != http.StatusServiceUnavailable {
			t.Errorf("status %d, want 503", code)
		}
	}
	if n := st.runs.Load(); n != places {
		t.Errorf("%d cells run at once, want %d", n, places)
	}
	if answer := st.get("/lessons/dice"); answer.Body.String() != ready {
		t.Errorf("a ready page: %d", answer.Code)
	}
	busy := st.get("/lessons/dice/cells/Hold?part&Hold.n=999")
	if busy.Code != http.StatusServiceUnavailable || busy.Header().Get("Retry-After") == "" ||
		strings.TrimSpace(busy.Body.String()) != admission.ErrBusy.Message {
		t.Errorf("busy: %d, Retry-After %q, %q", busy.Code, busy.Header().Get("Retry-After"), busy.Body)
	}
	close(st.release)
	clients.Wait()
	for range places + waiting {
		if code := <-codes; code != http.StatusOK {
			t.Errorf("one who waited got %d", code)
		}
	}
	if taken, waiting := st.rooms.Work.Load(); taken+waiting != 0 {
		t.Error("places stay taken")
	}
	if answer := st.get("/lessons/dice/cells/Hold?part&Hold.n=999"); answer.Code != http.StatusOK {
		t.Errorf("afterwards: %d", answer.Code)
	}
}

// TestManyWaitForOne: simultaneous requests for one state share a computation.
func TestManyWaitForOne(t *testing.T) {
	st := newStage(t, nil)
	var clients sync.WaitGroup
	for range 50 {
		clients.Go(func() {
			if answer := st.get("/lessons/dice/cells/Hold?part&Hold.n=5"); !strings.Contains(answer.Body.String(), "held 5") {
				t.Errorf("status %d", answer.Code)
			}
		})
	}
	receive(t, "the cell runs", st.entered)
	close(st.release)
	clients.Wait()
	if n := st.runs.Load(); n != 1 {
		t.Errorf("the cell ran %d times", n)
	}
}

func TestHealth(t *testing.T) {
	st := newStage(t, nil)
	ready := func() (int, string) {
		answer := st.get("/readyz")
		return answer.Code, strings.TrimSpace(answer.Body.String())
	}
	if code, text := ready(); code != 503 || text != "rendering the lessons" {
		t.Errorf("before the pages are rendered: %d %s", code, text)
	}
	if err := st.Warm(t.Context()); err != nil {
		t.Fatal(err)
	}
	if code, text := ready(); code != 200 || text != "ready" {
		t.Errorf("afterwards: %d %s", code, text)
	}
	st.Server.leave()
	if code, text := ready(); code != 503 || text != "leaving" {
		t.Errorf("leaving: %d %s", code, text)
	}
	if answer := st.get("/healthz"); answer.Code != 200 {
		t.Errorf("/healthz: %d", answer.Code)
	}
}
