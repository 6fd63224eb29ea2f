package browser

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// troubles collects what no page may do: log an error or a warning, throw, violate
// its security policy, or send a request to another site.
type troubles struct {
	origin string

	mu       sync.Mutex
	path     string // of the open page
	heard    []string
	expected []string
}

// Visiting says which page is being opened.
func (tr *troubles) Visiting(path string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.path = path
}

// Expect says that troubles that contain the text are part of the test.
func (tr *troubles) Expect(text string) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	tr.expected = append(tr.expected, text)
}

// unexpected returns the troubles that the test does not expect.
func (tr *troubles) unexpected() []string {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(tr.heard), func(what string) bool {
		return slices.ContainsFunc(tr.expected, func(text string) bool { return strings.Contains(what, text) })
	})
}

func (tr *troubles) add(format string, args ...any) {
	tr.mu.Lock()
	defer tr.mu.Unlock()
	if what := tr.path + ": " + fmt.Sprintf(format, args...); !slices.Contains(tr.heard, what) {
		tr.heard = append(tr.heard, what)
	}
}

// hear handles the browser's events.
func (tr *troubles) hear(event any) {
	switch e := event.(type) {
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeWarning {
			tr.add("the page wrote a console %s: %s", e.Type, consoleText(e.Args))
		}
	case *runtime.EventExceptionThrown:
		what := e.ExceptionDetails.Text
		if e.ExceptionDetails.Exception != nil {
			what += " " + e.ExceptionDetails.Exception.Description
		}
		tr.add("the page threw an exception: %s", what)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError || e.Entry.Source == log.EntrySourceSecurity {
			tr.add("the browser reports (%s): %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if url := e.Request.URL; !tr.ours(url) {
			tr.add("the page sends a request to another site: %s", url)
		}
	}
}

// ours reports whether the page may load from url. A blob is made by a script of
// ours: it is the frame's worker, which the browser usually does not report here.
func (tr *troubles) ours(url string) bool {
	return url == tr.origin || strings.HasPrefix(url, tr.origin+"/") ||
		strings.HasPrefix(url, "data:") || strings.HasPrefix(url, "about:") || strings.HasPrefix(url, "blob:")
}

func consoleText(args []*runtime.RemoteObject) string {
	var parts []string
	for _, arg := range args {
		parts = append(parts, string(arg.Value)+arg.Description)
	}
	return strings.Join(parts, " ")
}
