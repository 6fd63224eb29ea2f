package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"
)

// SyntaxError says where a configuration file cannot be read. Line and Column
// count from 1; a column is a character.
type SyntaxError struct {
	File         string
	Line, Column int
	Err          error
}

func (e *SyntaxError) Error() string {
	return fmt.Sprintf("%s:%d:%d: %v", e.File, e.Line, e.Column, e.Err)
}

func (e *SyntaxError) Unwrap() error { return e.Err }

// locate finds the position in the file of an error from the JSON decoder.
func locate(file string, data []byte, err error) error {
	var syntax *json.SyntaxError
	var kind *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return at(file, data, int(syntax.Offset)-1, hint(err)) // the offset is after the offending byte
	case errors.As(err, &kind):
		return at(file, data, int(kind.Offset)-1, fmt.Errorf("%s: a %s is not a %s", kind.Field, kind.Value, kind.Type))
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		return at(file, data, len(data), fmt.Errorf("the file ends too early: a } or ] is missing: %w", err))
	}
	// The decoder has no type for an unknown field: it comes without an offset,
	// but its quoted name is in the text.
	if _, field, ok := strings.Cut(err.Error(), "unknown field "); ok {
		return at(file, data, bytes.Index(data, []byte(field)), err)
	}
	return fmt.Errorf("%s: %w", file, err)
}

// at turns a byte offset into a line and a column.
func at(file string, data []byte, offset int, err error) error {
	before := data[:min(max(offset, 0), len(data))]
	line := bytes.Count(before, []byte("\n")) + 1
	start := bytes.LastIndexByte(before, '\n') + 1
	return &SyntaxError{File: file, Line: line, Column: utf8.RuneCount(before[start:]) + 1, Err: err}
}

// explained is an error from the JSON parser in words that say what to fix.
type explained struct {
	text string
	err  error
}

func (e explained) Error() string { return e.text }
func (e explained) Unwrap() error { return e.err }

// hint explains what the JSON parser only detects. A json.SyntaxError has an
// offset and a text, and nothing else tells one mistake from another.
func hint(err error) error {
	switch text := err.Error(); {
	case strings.Contains(text, `'"' after object key:value pair`):
		return explained{"a comma is missing before this name", err}
	case strings.Contains(text, "after object key:value pair"):
		return explained{"a comma or } is missing before this character", err}
	case strings.Contains(text, "after array element"):
		return explained{"a comma or ] is missing", err}
	case strings.Contains(text, `'}' looking for beginning of object key`):
		return explained{"the comma before this } should not be there", err}
	}
	return err
}
