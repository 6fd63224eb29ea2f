package course

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	"abacus/server/wire"
)

// Get requests a page as a browser does and checks the status of the response.
func Get(t *testing.T, address string, status int) (body string, header http.Header) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	raw, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	if response.StatusCode != status {
		t.Errorf("%s: status %d, want %d", address, response.StatusCode, status)
	}
	return string(raw), response.Header
}

// Ask sends a request and returns the body of the response.
func Ask(t *testing.T, method, url, body string) string {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Built has the server at origin build a program, as a page does.
func Built(t *testing.T, origin, lesson string, request wire.BuildRequest) []byte {
	t.Helper()
	body, err := json.Marshal(request)
	if err != nil {
		t.Fatal(err)
	}
	text := Ask(t, http.MethodPost, origin+"/lessons/"+lesson+"/build?part", string(body))
	var answer wire.BuildAnswer
	if err := json.Unmarshal([]byte(text), &answer); err != nil || answer.Program == "" {
		t.Fatalf("the server built no program of %s: %s (%v)", lesson, text, err)
	}
	return []byte(Ask(t, http.MethodGet, origin+answer.Program, ""))
}
