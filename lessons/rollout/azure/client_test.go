package azure_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"reflect"
	"strings"
	"testing"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"

	"abacus/lessons/rollout/azure"
	"abacus/lessons/rollout/config"
)

func settings(t *testing.T) config.Config {
	t.Helper()
	data, err := os.ReadFile("../config/testdata/update.json")
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse("update.json", data)
	if err != nil {
		t.Fatal(err)
	}
	return cfg
}

func args() azure.Args {
	return azure.Args{Service: "churn", Deployment: "blue", Model: azure.Model{Name: "churn-model", Version: "8"}}
}

func update(t *testing.T, f *fakeAzure, args azure.Args) (azure.Deployment, error) {
	t.Helper()
	client, err := f.client()
	if err != nil {
		t.Fatal(err)
	}
	return client.Update(t.Context(), args, settings(t))
}

func TestUpdate(t *testing.T) {
	f := startFake(t)
	done, err := update(t, f, args())
	if err != nil {
		t.Fatal(err)
	}
	if done.Name != "blue" || done.Properties.ProvisioningState != "Succeeded" ||
		!strings.HasSuffix(done.Properties.Model, "/models/churn-model/versions/8") {
		t.Errorf("got %+v", done)
	}
	if f.polls != f.looks+1 {
		t.Errorf("looked %d times, want %d", f.polls, f.looks+1)
	}
	if len(f.anonymous) > 0 {
		t.Errorf("without a token: %v", f.anonymous)
	}
	cfg := settings(t)
	var want map[string]any
	text := `{
		"name": "blue", "id": "` + deploymentPath + `", "location": "westeurope", "tags": {"team": "growth"},
		"sku": {"name": "Default", "capacity": 3},
		"properties": {
			"endpointComputeType": "Kubernetes", "provisioningState": "Succeeded",
			"model": "` + workspacePath + `/models/churn-model/versions/8",
			"environmentId": "` + workspacePath + `/environments/churn-scoring/versions/` + cfg.Environment.Version() + `",
			"codeConfiguration": {"codeId": "` + workspacePath + `/codes/churn/versions/3", "scoringScript": "src/score.py"},
			"containerResourceRequirements": {
				"containerResourceRequests": {"cpu": "500m", "memory": "1536Mi"},
				"containerResourceLimits": {"memory": "1536Mi"}},
			"scaleSettings": {"scaleType": "TargetUtilization",
				"minInstances": 2, "maxInstances": 6, "targetUtilizationPercentage": 70},
			"aFieldFromTheFuture": {"kept": 9007199254740993}
		}}`
	if err := json.Unmarshal([]byte(text), &want); err != nil {
		t.Fatal(err)
	}
	if got := plain(t, f.deployment); !reflect.DeepEqual(got, want) {
		t.Errorf("the deployment became\n%v\nwant\n%v", got, want)
	}
}

// plain brings numbers to one type for comparing.
func plain(t *testing.T, o map[string]any) map[string]any {
	t.Helper()
	data, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	var p map[string]any
	if err := json.Unmarshal(data, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// TestLongNumbersSurvive: reading and writing back must not round a number
// that this program does not even know.
func TestLongNumbersSurvive(t *testing.T) {
	f := startFake(t)
	f.deployment["properties"].(map[string]any)["aFieldFromTheFuture"] = json.Number("9007199254740993")
	if _, err := update(t, f, args()); err != nil {
		t.Fatal(err)
	}
	if got := f.deployment["properties"].(map[string]any)["aFieldFromTheFuture"]; got != json.Number("9007199254740993") {
		t.Errorf("became %v", got)
	}
}

func TestEnvironmentIsRegisteredOnce(t *testing.T) {
	f := startFake(t)
	for range 2 {
		f.polls = 0
		if _, err := update(t, f, args()); err != nil {
			t.Fatal(err)
		}
	}
	if n := f.count("PUT " + workspacePath + "/environments/"); n != 1 {
		t.Errorf("registered %d times, want once", n)
	}
	for _, e := range f.environments {
		properties := e["properties"].(map[string]any)
		want := `name: "churn-scoring"
channels:
  - conda-forge
dependencies:
  - "python=3.11"
  - "numpy=2.1"
  - "pip"
  - pip:
      - "scikit-learn==1.5.2"
      - "joblib"
`
		if properties["condaFile"] != want {
			t.Errorf("conda file:\n%v\nwant:\n%s", properties["condaFile"], want)
		}
	}
}

func TestUpdateFails(t *testing.T) {
	for _, end := range []string{"Failed", "Canceled"} {
		f := startFake(t)
		f.end = end
		_, err := update(t, f, args())
		var azureErr *azcore.ResponseError
		if !errors.As(err, &azureErr) || azureErr.ErrorCode != "DeploymentTimedOut" {
			t.Errorf("%s: got error %v, want Azure's code DeploymentTimedOut", end, err)
		}
		if err != nil && !strings.Contains(err.Error(), "churn/blue") {
			t.Errorf("%s: the error does not name the deployment: %v", end, err)
		}
	}
}

func TestThrottlingIsWaitedOut(t *testing.T) {
	f := startFake(t)
	f.throttle[http.MethodGet], f.throttle[http.MethodPut] = 2, 2
	if _, err := update(t, f, args()); err != nil {
		t.Errorf("two refusals with 429: %v", err)
	}
	f = startFake(t)
	f.throttle[http.MethodPut] = 99
	_, err := update(t, f, args())
	var azureErr *azcore.ResponseError
	if !errors.As(err, &azureErr) || azureErr.StatusCode != http.StatusTooManyRequests {
		t.Errorf("endless refusals gave %v, want status 429", err)
	}
	if n := f.count("PUT"); n != 3 {
		t.Errorf("tried %d times, want 3", n)
	}
}

func TestCancelledWhileWaiting(t *testing.T) {
	f := startFake(t)
	f.looks = 1 << 30
	client, err := f.client()
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-f.polled
		cancel()
	}()
	cfg := settings(t)
	if _, err := client.Update(ctx, args(), cfg); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want %v", err, context.Canceled)
	}
}

func TestRefusals(t *testing.T) {
	tests := []struct {
		name   string
		change func(*fakeAzure, *azure.Args)
		want   string
	}{
		{
			"no such deployment",
			func(_ *fakeAzure, a *azure.Args) { a.Deployment = "green" },
			"reading deployment churn/green",
		},
		{"not on Kubernetes", func(f *fakeAzure, _ *azure.Args) {
			f.deployment["properties"].(map[string]any)["endpointComputeType"] = "Managed"
		}, `not a Kubernetes online deployment but "Managed"`},
		{
			"forbidden",
			func(f *fakeAzure, _ *azure.Args) { f.refuse[http.MethodPut] = http.StatusForbidden },
			"preparing deployment churn/blue: environment churn-scoring",
		},
	}
	for _, tt := range tests {
		f, a := startFake(t), args()
		tt.change(f, &a)
		if _, err := update(t, f, a); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got error %v, want one with %q", tt.name, err, tt.want)
		}
		if n := f.count("PUT " + deploymentPath); n != 0 {
			t.Errorf("%s: the deployment was written all the same", tt.name)
		}
	}
}

func TestNewClientNeedsAWorkspace(t *testing.T) {
	if _, err := azure.NewClient(azure.Workspace{Name: "shop"}, token{}, nil); err == nil {
		t.Error("no error without a subscription")
	}
}
