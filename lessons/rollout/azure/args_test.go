package azure

import (
	"strings"
	"testing"
)

func TestParseArgs(t *testing.T) {
	var out strings.Builder
	got, err := ParseArgs([]string{"-config", "update.json", "-service", "churn/green", "-model", "churn-model:8"}, &out)
	want := Args{Config: "update.json", Service: "churn", Deployment: "green", Model: Model{"churn-model", "8"}}
	if err != nil || got != want {
		t.Errorf("got %+v, %v; want %+v", got, err, want)
	}
	got, err = ParseArgs(strings.Fields("-config c -service churn -model m:1"), &out)
	if err != nil || got.Deployment != "blue" {
		t.Errorf("got %+v, %v; want deployment blue", got, err)
	}
	for line, want := range map[string]string{
		"":                                       "-config is missing",
		"-config c -service a/b/c -model m:1":    `-service: "a/b/c"`,
		"-config c -service s -model m":          `-model: model "m" is not of the form name:version`,
		"-config c -service s -model m:":         "name:version",
		"-config c -service s -model m:1 extra":  `unexpected argument "extra"`,
		"-config c -service s -model m:1 -force": "not defined",
	} {
		if _, err := ParseArgs(strings.Fields(line), &out); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got error %v, want one with %q", line, err, want)
		}
	}
}
