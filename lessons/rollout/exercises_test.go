package rollout

import (
	"math"
	"os"
	"os/exec"
	"strings"
	"testing"
)

// The solutions agree with the lesson's own code.
func TestPodsDuringAgreesWithLimits(t *testing.T) {
	for replicas := range 12 {
		for surge := 0; surge <= 100; surge += 5 {
			for unavailable := 0; unavailable <= 100; unavailable += 5 {
				most, least, err := podsDuring(replicas+1, surge, unavailable)
				above, missing, wantErr := Limits(Percent(surge), Percent(unavailable), replicas+1)
				if (err != nil) != (wantErr != nil) || err == nil && (most != replicas+1+above || least != replicas+1-missing) {
					t.Errorf("%d replicas, %d%%, %d%%: %d, %d, %v; Limits says %d, %d, %v",
						replicas+1, surge, unavailable, most, least, err, above, missing, wantErr)
				}
			}
		}
	}
}

func TestCutOffIsWhatTheTextWorksOut(t *testing.T) {
	if got := cutOff().Want; math.Abs(got-10*(6-3)) > 1e-6 {
		t.Errorf("got %g, want 30", got)
	}
	if got := ExpectedCut(10, 2, 8, 6, 1e-9); got > 1e-6 {
		t.Errorf("a grace period of 8 s cuts off %g", got)
	}
}

// The broken file of the exercise is the one that the parser is tested with.
func TestYourConfigIsTheBrokenFile(t *testing.T) {
	data, err := os.ReadFile("config/testdata/broken.json")
	if err != nil {
		t.Fatal(err)
	}
	if YourConfig != "\n"+string(data) {
		t.Error("YourConfig is not testdata/broken.json")
	}
	want := `update.json:8:3: a comma is missing before this name. Line 8 of the file reads: "update": {`
	if got := wrongConfig(YourConfig); got != want {
		t.Errorf("the check says %q, want %q", got, want)
	}
}

// Python itself is of the same opinion about the scripts.
func TestScriptsInPython(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		missing := t.Skip
		if os.Getenv("CI") == "true" {
			missing = t.Fatal
		}
		missing("there is no python3: apt-get install python3")
	}
	run := func(script string) string {
		cmd := exec.Command("python3", "-", "--config", "c", "--service", "churn", "--model", "m:8")
		cmd.Stdin = strings.NewReader(script)
		out, _ := cmd.CombinedOutput() // a script that fails says why
		return string(out)
	}
	if out := run(YourScript); !strings.Contains(out, "NameError: name 'UpdateDeployment' is not defined") {
		t.Errorf("the stub: %s", out)
	}
	if out := run(mendedScript); out != "updating churn to m:8\n" {
		t.Errorf("the solution: %s", out)
	}
	renamed := strings.Replace(YourScript, "class DeploymentUpdate", "class UpdateDeployment", 1)
	if wrong := wrongScript(renamed); wrong != "" || run(renamed) != "updating churn to m:8\n" {
		t.Errorf("renaming the class instead: %q", wrong)
	}
	for _, slip := range yourScript().Slips {
		if out := run(slip.Text); out == "updating churn to m:8\n" {
			t.Errorf("Python likes a script of which the check says %q", slip.Says)
		}
	}
}
