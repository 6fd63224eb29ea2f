package gotest

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"abacus/lessons"
)

// TestBothBuildersMakeTheSame builds all cells of each lesson here and in the
// browser: the programs are the same byte for byte, so that their cells show
// the same.
func TestBothBuildersMakeTheSame(t *testing.T) {
	srv := newKitServer(t, nil)
	p := srv.visit(t, "entropy", false)
	p.builder()
	for _, slug := range lessons.Slugs() {
		want := srv.program(t, slug)
		got := p.build(slug, nil, 100_000)
		sum := sha256.Sum256(want)
		if got.Size == 0 || got.Hash != hex.EncodeToString(sum[:]) {
			t.Errorf("%s: the browser made %d bytes, the server %d others: %s %v", slug, got.Size, len(want), got.Problem, got.Diagnostics)
		}
		t.Logf("%s: %d bytes in %d ms", slug, got.Size, got.Took)
	}
}

// program has the server build a lesson as it is.
func (s *kitServer) program(t *testing.T, slug string) []byte {
	t.Helper()
	response, err := http.Post(s.URL+"/lessons/"+slug+"/build?part", "application/json", bytes.NewReader([]byte("{}")))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var answer struct{ Program string }
	if err := json.NewDecoder(response.Body).Decode(&answer); err != nil || answer.Program == "" {
		t.Fatalf("%s: the server built nothing: %v", slug, err)
	}
	program, err := http.Get(s.URL + answer.Program)
	if err != nil {
		t.Fatal(err)
	}
	defer program.Body.Close()
	wasm, err := io.ReadAll(program.Body)
	if err != nil {
		t.Fatal(err)
	}
	return wasm
}
