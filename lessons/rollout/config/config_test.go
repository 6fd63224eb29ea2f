package config

import (
	"errors"
	"os"
	"strings"
	"testing"
)

func read(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestParse(t *testing.T) {
	cfg, err := Parse("update.json", read(t, "update.json"))
	if err != nil {
		t.Fatal(err)
	}
	if cfg.Environment.PipDependencies[0] != "scikit-learn==1.5.2" || cfg.Update.Script() != "src/score.py" ||
		cfg.Update.Autoscale != (Autoscale{true, 2, 6, 70}) || cfg.Update.MemoryGB != 1.5 {
		t.Errorf("got %+v", cfg)
	}
}

func TestBrokenJSONIsLocated(t *testing.T) {
	good := string(read(t, "update.json"))
	tests := []struct {
		name, text, want string
	}{
		{"the published mistake", string(read(t, "broken.json")), "update.json:8:3: a comma is missing before this name"},
		{"comma too many", strings.Replace(good, `1.5
`, `1.5,
`, 1), "update.json:18:3: the comma before this } should not be there"},
		{
			"no comma in a list",
			strings.Replace(good, `"python=3.11",`, `"python=3.11"`, 1),
			"update.json:5:42: a comma or ] is missing",
		},
		{"cut short", good[:60], "update.json:4:11: the file ends too early"},
		{
			"wrong type",
			strings.Replace(good, ": 1.5", `: "1.5"`, 1),
			"update.json:17:22: update.memory_gb: a string is not a float64",
		},
		{"unknown field", strings.Replace(good, "memory_gb", "memory", 1), `update.json:17:5: json: unknown field "memory"`},
		{"two objects", good + "{}", "update.json:20:1: there is text after"},
		{"columns are characters", `{"environment": {"name": "é" "base_image": ""}}`, "update.json:1:30: a comma"},
		{"empty", "", "update.json:1:1: the file ends too early"},
	}
	for _, tt := range tests {
		_, err := Parse("update.json", []byte(tt.text))
		if err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got error %v, want one with %q", tt.name, err, tt.want)
		}
	}
	var syntax *SyntaxError
	if _, err := Parse("x", []byte("{]")); !errors.As(err, &syntax) || syntax.Line != 1 || syntax.Column != 2 {
		t.Errorf("got %v, want a SyntaxError at 1:2", err)
	}
}

func TestBadValuesAreAllNamed(t *testing.T) {
	_, err := Parse("update.json", []byte(`{
		"environment": {"name": "a b", "conda_dependencies": ["numpy", "numpy"], "pip_dependencies": [""]},
		"update": {"entry_script": "src/score.sh", "inference_path": "../other", "memory_gb": -1,
			"autoscale": {"enabled": true, "min_replicas": 3, "max_replicas": 2, "target_utilization": 0}}}`))
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`environment.name: "a b"`, "environment.base_image is missing", "environment.conda_dependencies[1]",
		"environment.pip_dependencies[0]", `update.entry_script: "src/score.sh"`, `update.inference_path: "../other"`,
		"update.memory_gb: -1", "min_replicas is 3 and max_replicas 2", "target_utilization: 0",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("the error does not name %q:\n%v", want, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"environment": {"name": "a"} "update": {}}`))
	f.Add([]byte("{\n\n  \"update\": {\"memory_gb\": \"2\"}}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, err := Parse("f", data)
		var syntax *SyntaxError
		if errors.As(err, &syntax) &&
			(syntax.Line < 1 || syntax.Column < 1 || syntax.Line > strings.Count(string(data), "\n")+1) {
			t.Errorf("%q: impossible place %d:%d", data, syntax.Line, syntax.Column)
		}
	})
}
