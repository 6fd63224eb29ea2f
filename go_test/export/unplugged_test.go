package export

import (
	"testing"

	"abacus/go_test/browser"
	"abacus/go_test/course"
)

// What readers do on a host of plain files also works after the host has gone.
func TestTheCourseWithoutItsHost(t *testing.T) {
	t.Parallel()
	host := course.PlainHost(t, course.Exported(t))
	p := browser.NewPage(t, host.URL)
	// What is fetched before the service worker has started is not kept.
	p.Sub("is kept for later", func(t *testing.T) {
		p.Open(course.ExportPrefix + "/")
		p.Wait("the service worker", `navigator.serviceWorker.controller`)
	})
	p.Sub("moves", func(t *testing.T) { course.MovesWithoutServer(t, p) })
	p.Sub("is changed", func(t *testing.T) { course.ChangesWithoutServer(t, p) })
	p.Sub("runs SQL", func(t *testing.T) { course.SQLWithoutServer(t, p) })
	p.Sub("works without a network", func(t *testing.T) {
		host.CloseClientConnections()
		host.Close()
		p.Expect("ERR_CONNECTION_REFUSED") // the service worker requests the newest page
		p.Expect("ERR_FAILED")
		p.Open(course.ExportPrefix + "/")
		p.Click(".hero .button")
		p.Wait("a lesson that was not opened before, or was", `document.querySelector(".lesson[data-lesson=introduction]")`)
		p.Open(course.ExportPrefix + "/lessons/knn.html")
		p.Wait("a lesson that was not opened before", `document.querySelector(".lesson[data-lesson=knn]")`)
		course.MovesWithoutServer(t, p)
		course.ChangesWithoutServer(t, p)
		course.SQLWithoutServer(t, p)
	})
}
