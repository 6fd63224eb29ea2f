package gotest

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// The animation that these tests watch: a tangent on its way downhill.
const (
	moviePage  = "/lessons/descent"
	movie      = "#cell-Tangent .animation"
	movieScrub = movie + " .player input"
	moviePlay  = movie + " .play"
	movieFrame = movie + " .frame"
)

// frame returns the number of the frame that shows.
func (p *page) frame() int {
	p.t.Helper()
	n, err := strconv.Atoi(eval[string](p, "document.querySelector(%s).value", movieScrub))
	if err != nil {
		p.t.Fatal(err)
	}
	return n
}

func TestAnAnimationPlaysAndPauses(t *testing.T) {
	p := visit(t, moviePage)
	last := eval[int](p, "document.querySelector(%s).dataset.count - 1", movie)
	p.click(moviePlay)
	p.wait("the animation to move on", "(n => n > 1 && n < %s)(+document.querySelector(%s).value)", last, movieScrub)
	early := p.text(movieFrame)
	p.wait("another frame", "document.querySelector(%s).textContent.trim() !== %s", movieFrame, early)
	p.wait("the button to offer a pause", "document.querySelector(%s).ariaLabel === 'Pause'", moviePlay)

	p.click(moviePlay)
	p.wait("the button to offer play", "document.querySelector(%s).ariaLabel === 'Play'", moviePlay)
	at := p.frame()
	p.wait("the address to hold the frame", "location.search.includes(%s)", "Tangent.step="+strconv.Itoa(at))

	// From the last frame but two it plays to the end, and stops.
	p.scrub(last - 2)
	p.click(moviePlay)
	p.wait("the end", "+document.querySelector(%s).value === %s", movieScrub, last)
	p.wait("the button to offer play", "document.querySelector(%s).ariaLabel === 'Play'", moviePlay)
}

// scrub pulls the slider of the animation to a frame, from the keyboard.
func (p *page) scrub(frame int) {
	p.t.Helper()
	eval[any](p, "document.querySelector(%s).focus()", movieScrub)
	p.press(kb.Home)
	for range frame {
		p.press(kb.ArrowRight)
	}
	if p.frame() != frame {
		p.t.Fatalf("the slider is at %d, not at %d", p.frame(), frame)
	}
}

func TestAnAnimationStepsAndScrubs(t *testing.T) {
	p := visit(t, moviePage+"?Tangent.step=9")
	last := eval[int](p, "document.querySelector(%s).dataset.count - 1", movie)
	if p.frame() != 9 {
		t.Errorf("the animation shows frame %d, the address says 9", p.frame())
	}
	p.click(movie + " .back")
	p.wait("the frame before", "document.querySelector(%s).value === %s", movieScrub, "8")
	p.click(movie + " .forward")
	p.wait("the frame after", "document.querySelector(%s).value === %s", movieScrub, "9")

	p.scrub(7)
	if got, want := p.text(movie+" .player output"), "7 / "+strconv.Itoa(last); got != want {
		t.Errorf("beside the slider stands %q, want %q", got, want)
	}
	p.wait("the address to hold the frame", "location.search === '?Tangent.step=7'")
	shown := p.figure(movieFrame)

	q := visit(t, moviePage+p.search())
	if q.figure(movieFrame) != shown {
		t.Error("the address of a frame shows another one")
	}
	q = newPage(t, courseURL(t))
	q.withoutScripts()
	q.open(moviePage + p.search())
	if q.figure(movieFrame) != shown {
		t.Error("without JavaScript the address of a frame shows another one")
	}
}

// A reader may press pause before the frames have come.
func TestAnAnimationStaysPausedWhenItsFramesComeLate(t *testing.T) {
	p := visit(t, moviePage+"?Tangent.step=3")
	eval[any](p, `{
		const load = window.fetch;
		window.fetch = (...request) => new Promise(done => { window.letGo = () => done(load(...request)); });
	}`)
	p.click(moviePlay)
	p.wait("the frames to be asked for", "window.letGo")
	p.click(moviePlay)
	if got := p.text(moviePlay); got != "▶" {
		t.Fatalf("the button shows %q after the pause", got)
	}
	before := p.figure(movieFrame)
	eval[any](p, `{
		const wait = window.setTimeout;
		window.timers = 0;
		window.setTimeout = (f, ms) => { if (ms > 90 && ms < 250) window.timers++; return wait(f, ms); };
		window.letGo();
	}`)
	p.wait("the frame to come", "document.querySelector(%s).outerHTML !== %s", movieFrame, before)
	p.do(chromedp.Evaluate[chromedp.Void]("Promise.resolve()", chromedp.EvalAwaitPromise))
	if n := eval[int](p, "window.timers"); n > 0 {
		t.Errorf("the animation goes on by itself: %d timers were set", n)
	}
}
