package reading

import (
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// The animation in these tests: a tangent that moves downhill.
const (
	moviePage  = "/lessons/descent"
	movie      = "#cell-Tangent .animation"
	movieScrub = movie + " .player input"
	moviePlay  = movie + " .play"
	movieFrame = movie + " .frame"
)

// frameOf returns the number of the visible frame.
func frameOf(p *browser.Page) int {
	p.T.Helper()
	n, err := strconv.Atoi(browser.Eval[string](p, "document.querySelector(%s).value", movieScrub))
	if err != nil {
		p.T.Fatal(err)
	}
	return n
}

func TestAnAnimationPlaysAndPauses(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, moviePage)
	last := browser.Eval[int](p, "document.querySelector(%s).dataset.count - 1", movie)
	p.Click(moviePlay)
	p.Wait("the animation to move on", "(n => n > 1 && n < %s)(+document.querySelector(%s).value)", last, movieScrub)
	early := p.Text(movieFrame)
	p.Wait("another frame", "document.querySelector(%s).textContent.trim() !== %s", movieFrame, early)
	p.Wait("the button to offer a pause", "document.querySelector(%s).ariaLabel === 'Pause'", moviePlay)

	p.Click(moviePlay)
	p.Wait("the button to offer play", "document.querySelector(%s).ariaLabel === 'Play'", moviePlay)
	at := frameOf(p)
	p.Wait("the address to hold the frame", "location.search.includes(%s)", "Tangent.step="+strconv.Itoa(at))

	// From the third-last frame it plays to the end and stops.
	scrub(p, last-2)
	p.Click(moviePlay)
	p.Wait("the end", "+document.querySelector(%s).value === %s", movieScrub, last)
	p.Wait("the button to offer play", "document.querySelector(%s).ariaLabel === 'Play'", moviePlay)
}

// scrub moves the slider of the animation to a frame with the keyboard.
func scrub(p *browser.Page, frame int) {
	p.T.Helper()
	browser.Eval[any](p, "document.querySelector(%s).focus()", movieScrub)
	p.Press(kb.Home)
	for range frame {
		p.Press(kb.ArrowRight)
	}
	if frameOf(p) != frame {
		p.T.Fatalf("the slider is at %d, want %d", frameOf(p), frame)
	}
}

func TestAnAnimationStepsAndScrubs(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, moviePage+"?Tangent.step=9")
	last := browser.Eval[int](p, "document.querySelector(%s).dataset.count - 1", movie)
	if frameOf(p) != 9 {
		t.Errorf("the animation shows frame %d, want 9 as in the address", frameOf(p))
	}
	p.Click(movie + " .back")
	p.Wait("the frame before", "document.querySelector(%s).value === %s", movieScrub, "8")
	p.Click(movie + " .forward")
	p.Wait("the frame after", "document.querySelector(%s).value === %s", movieScrub, "9")

	scrub(p, 7)
	if got, want := p.Text(movie+" .player output"), "7 / "+strconv.Itoa(last); got != want {
		t.Errorf("the number beside the slider is %q, want %q", got, want)
	}
	p.Wait("the address to hold the frame", "location.search === '?Tangent.step=7'")
	shown := p.Figure(movieFrame)

	q := course.Visit(t, moviePage+search(p))
	if q.Figure(movieFrame) != shown {
		t.Error("the address of a frame shows another frame")
	}
	q = browser.NewPage(t, course.URL(t))
	q.WithoutScripts()
	q.Open(moviePage + search(p))
	if q.Figure(movieFrame) != shown {
		t.Error("without JavaScript the address of a frame shows another frame")
	}
}

// A reader may press Pause before the frames have loaded.
func TestAnAnimationStaysPausedWhenItsFramesComeLate(t *testing.T) {
	t.Parallel()
	p := course.Visit(t, moviePage+"?Tangent.step=3")
	browser.Eval[any](p, `{
		const load = window.fetch;
		window.fetch = (...request) => new Promise(done => { window.letGo = () => done(load(...request)); });
	}`)
	p.Click(moviePlay)
	p.Wait("the frames to be asked for", "window.letGo")
	p.Click(moviePlay)
	if got := p.Text(moviePlay); got != "▶" {
		t.Fatalf("while the animation is paused the button shows %q", got)
	}
	before := p.Figure(movieFrame)
	browser.Eval[any](p, `{
		const wait = window.setTimeout;
		window.timers = 0;
		window.setTimeout = (f, ms) => { if (ms > 90 && ms < 250) window.timers++; return wait(f, ms); };
		window.letGo();
	}`)
	p.Wait("the frame to come", "document.querySelector(%s).outerHTML !== %s", movieFrame, before)
	p.Do(chromedp.Evaluate[chromedp.Void]("Promise.resolve()", chromedp.EvalAwaitPromise))
	if n := browser.Eval[int](p, "window.timers"); n > 0 {
		t.Errorf("the animation resumes by itself: %d timers were set", n)
	}
}
