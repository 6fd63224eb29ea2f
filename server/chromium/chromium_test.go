package chromium

import (
	"net/http"
	"net/http/httptest"
	"testing"

	"abacus/go_test/need"
)

// A page that is closed leaves no browser behind.
func TestAClosedPageIsGone(t *testing.T) {
	need.Time(t, "starts a browser")
	if _, err := Find(); err != nil {
		need.Missing(t, err.Error())
	}
	opened, gone := make(chan struct{}), make(chan struct{})
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			return
		}
		_, _ = w.Write([]byte("<!doctype html><p>loading"))
		_ = http.NewResponseController(w).Flush()
		close(opened)
		<-r.Context().Done() // when the browser drops the connection
		close(gone)
	}))
	defer srv.Close()
	defer srv.CloseClientConnections()
	closed, err := Open(t.Context(), srv.URL+"/")
	if err != nil {
		t.Fatal(err)
	}
	need.Receive(t, "the page to be opened", opened)
	closed()
	need.Receive(t, "the browser to go", gone)
}
