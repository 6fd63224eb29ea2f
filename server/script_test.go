package server

import (
	"bytes"
	"io"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// TestScripts runs the conversations in testdata/*.http, each file with a
// server of its own. A line of a script is one of
//
//	GET /path           starts a request
//	> Name: value       gives it a header
//	| name: value       gives it a form field
//	|= text             gives it a body as it is
//	< 200               the answer's status has to be this
//	< Name: text        its header has to hold the text
//	< no Name           it must not have the header
//	~ text              its body, uncompressed, has to hold the text
//	!~ text             its body must not hold the text
//
// Empty lines and lines after # are for people.
func TestScripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.http")
	if err != nil || len(files) == 0 {
		t.Fatal("no scripts: ", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".http"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			run := script{t: t, st: newStage(t, nil), file: file}
			for i, line := range strings.Split(string(text), "\n") {
				run.line(i+1, line)
			}
		})
	}
}

// script is a script under way.
type script struct {
	t    *testing.T
	st   *stage
	file string

	method, path, body string
	header             []string
	form               url.Values

	answer *httptest.ResponseRecorder // nil until the first check
	text   string
}

func (s *script) line(number int, line string) {
	mark, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
	rest = strings.TrimSpace(rest)
	name, value, isHeader := strings.Cut(rest, ": ")
	fail := func(format string, args ...any) {
		s.t.Helper()
		s.t.Errorf(s.file+":"+strconv.Itoa(number)+": %s %s: "+format, append([]any{s.method, s.path}, args...)...)
	}
	switch mark {
	case "", "#":
	case "GET", "HEAD", "POST", "PUT":
		*s = script{t: s.t, st: s.st, file: s.file, method: mark, path: rest, form: url.Values{}}
	case ">":
		s.header = append(s.header, name, value)
	case "|":
		s.form.Add(name, value)
	case "|=":
		s.body = rest
	case "<":
		s.send()
		missing, isMissing := strings.CutPrefix(rest, "no ")
		switch code, err := strconv.Atoi(rest); {
		case err == nil && s.answer.Code != code:
			fail("status %d, want %d\n%s", s.answer.Code, code, s.text)
		case isHeader && !strings.Contains(s.answer.Header().Get(name), value):
			fail("%s is %q, want %q", name, s.answer.Header().Get(name), value)
		case isMissing && s.answer.Header().Get(missing) != "":
			fail("%s is %q, want none", missing, s.answer.Header().Get(missing))
		case err != nil && !isHeader && !isMissing:
			fail("cannot read the check %q", rest)
		}
	case "~":
		if s.send(); !strings.Contains(s.text, rest) {
			fail("the body lacks %q\n%s", rest, s.text)
		}
	case "!~":
		if s.send(); strings.Contains(s.text, rest) {
			fail("the body holds %q\n%s", rest, s.text)
		}
	default:
		fail("cannot read the line %q", line)
	}
}

// send sends the request, unless it has been sent.
func (s *script) send() {
	if s.answer != nil {
		return
	}
	body := s.body
	if len(s.form) > 0 {
		body = s.form.Encode()
	}
	if body != "" {
		s.header = append([]string{"Content-Type", "application/x-www-form-urlencoded"}, s.header...)
	}
	s.answer = s.st.do(s.method, s.path, body, s.header...)
	s.text = decoded(s.t, s.answer)
}

// decoded returns an answer's body as the client reads it.
func decoded(t *testing.T, answer *httptest.ResponseRecorder) string {
	t.Helper()
	var body io.Reader = bytes.NewReader(answer.Body.Bytes())
	var err error
	switch answer.Header().Get("Content-Encoding") {
	case "br":
		body = brotli.NewReader(body)
	case "gzip":
		body, err = gzip.NewReader(body)
	}
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(body)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
