package course

import (
	"context"
	"encoding/json"
	"fmt"
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
	text, err := ask(t.Context(), method, url, body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func ask(ctx context.Context, method, url, body string) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, method, url, strings.NewReader(body))
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

// Built has the server at origin build a program, as a page does.
func Built(t *testing.T, origin, lesson string, request wire.BuildRequest) []byte {
	t.Helper()
	program, mistakes, err := Build(t.Context(), origin, lesson, request)
	if err != nil || len(mistakes) > 0 {
		t.Fatalf("the server built no program of %s: %+v (%v)", lesson, mistakes, err)
	}
	return program
}

// Build is like Built, but reports what kept the server from building: mistakes in
// what it was to build, or an error.
func Build(
	ctx context.Context, origin, lesson string, request wire.BuildRequest,
) (program []byte, mistakes []wire.Diagnostic, err error) {
	body, err := json.Marshal(request)
	if err != nil {
		return nil, nil, err
	}
	text, err := ask(ctx, http.MethodPost, origin+"/lessons/"+lesson+"/build?part", string(body))
	if err != nil {
		return nil, nil, err
	}
	var answer wire.BuildAnswer
	err = json.Unmarshal(text, &answer)
	if err != nil || (answer.Program == "") == (len(answer.Diagnostics) == 0) {
		return nil, nil, fmt.Errorf("%s: the server answers %s (%v)", lesson, text, err)
	}
	if answer.Program == "" {
		return nil, answer.Diagnostics, nil
	}
	program, err = ask(ctx, http.MethodGet, origin+answer.Program, "")
	return program, nil, err
}
