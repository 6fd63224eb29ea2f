package web

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Fence is what the line that opens a fenced code block says: a language and
// settings, as in
//
//	```go cell=BinaryCurve code=show
type Fence struct {
	Language string
	Settings map[string]string // a bare word is a setting with the value "true"
}

// ParseFence reads the text after the backquotes.
func ParseFence(info string) (Fence, error) {
	f := Fence{Settings: map[string]string{}}
	fields := strings.FieldsFunc(info, unicode.IsSpace)
	if len(fields) == 0 {
		return f, nil
	}
	f.Language = fields[0]
	if strings.Contains(f.Language, "=") {
		return f, fmt.Errorf("a code block starts with its language: ```go %s", strings.Join(fields, " "))
	}
	for _, field := range fields[1:] {
		key, value, found := strings.Cut(field, "=")
		if !found {
			value = "true"
		}
		if key == "" || value == "" {
			return f, fmt.Errorf("setting %q should read key=value", field)
		}
		if _, twice := f.Settings[key]; twice {
			return f, fmt.Errorf("setting %q stands twice", key)
		}
		f.Settings[key] = value
	}
	return f, nil
}

// role decides what a block is and refuses settings it does not have: a
// misspelt one would silently do nothing.
func (f Fence) role() (string, error) {
	allowed := map[string][]string{
		"source":   {"source", "fold"},
		"example":  {"example", "fold"},
		"cell":     {"cell", "code"},
		"exercise": {"exercise", "solution"},
		"quiz":     {"quiz"},
		"sql":      {"data", "expect", "plan", "exercise"},
		"schema":   {"data"},
		"file":     {"file", "fold"},
		"lab":      {"name"},
		"code":     {},
	}
	role := "code"
	switch {
	case f.Language == "go":
		for _, r := range []string{"source", "example", "cell", "exercise", "quiz"} {
			if f.Settings[r] != "" {
				role = r
			}
		}
		if role == "code" {
			return "", fmt.Errorf("a lesson's Go belongs into its package: use source=, cell=, example=, exercise= or quiz=")
		}
	case f.Language == "sql" && f.Settings["data"] != "", f.Language == "schema", f.Language == "lab":
		role = f.Language
	case f.Settings["file"] != "":
		role = "file"
	}
	for key := range f.Settings {
		if !slices.Contains(allowed[role], key) {
			return "", fmt.Errorf("a %s block has no setting %q", role, key)
		}
	}
	for _, key := range allowed[role][:min(1, len(allowed[role]))] {
		if f.Settings[key] == "" {
			return "", fmt.Errorf("a %s block needs %s=", role, key)
		}
	}
	return role, nil
}
