package server

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"

	"abacus/server/wire"
)

// Without a compiler there is nothing to build ahead, and that is no failure.
func TestNothingIsBuiltAheadWithoutACompiler(t *testing.T) {
	st := newStage(t, nil)
	answer := st.post("/lessons/dice/ahead", `{"edits": [], "cells": []}`)
	var a wire.BuildAnswer
	if err := json.Unmarshal(answer.Body.Bytes(), &a); err != nil || answer.Code != http.StatusOK || a.Program != "" {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
	if answer := st.post("/lessons/dice/ahead", "{"); answer.Code != http.StatusBadRequest || !strings.Contains(answer.Body.String(), "cannot be read") {
		t.Errorf("a broken request: %d %s", answer.Code, answer.Body)
	}
}
