package azure_test

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/cloud"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/policy"

	"abacus/lessons/rollout/azure"
)

const (
	workspacePath = "/subscriptions/sub-1/resourceGroups/models" +
		"/providers/Microsoft.MachineLearningServices/workspaces/shop"
	deploymentPath = workspacePath + "/onlineEndpoints/churn/deployments/blue"
	operationPath  = "/operations/42"
)

// fakeAzure is a small Azure Resource Manager: one deployment, a store of
// environments, and updates that take a few looks to finish.
type fakeAzure struct {
	*httptest.Server

	mu           sync.Mutex
	deployment   map[string]any
	environments map[string]map[string]any
	requests     []string // "METHOD path"
	polls        int

	looks     int             // looks at the operation before it ends
	end       string          // how the operation ends: Succeeded, Failed, Canceled
	throttle  map[string]int  // refusals with 429 still to come, by method
	refuse    map[string]int  // answers with this status instead, by method
	polled    chan struct{}   // gets a value at every look
	anonymous map[string]bool // requests that came without a token
}

func startFake(t *testing.T) *fakeAzure {
	t.Helper()
	f := &fakeAzure{
		looks: 2, end: "Succeeded", environments: map[string]map[string]any{},
		throttle: map[string]int{}, refuse: map[string]int{}, polled: make(chan struct{}, 100), anonymous: map[string]bool{},
	}
	if err := json.Unmarshal([]byte(`{
		"id": "`+deploymentPath+`", "name": "blue", "location": "westeurope", "tags": {"team": "growth"},
		"sku": {"name": "Default", "capacity": 3}, "systemData": {"createdBy": "someone"},
		"properties": {
			"endpointComputeType": "Kubernetes", "provisioningState": "Succeeded",
			"model": "`+workspacePath+`/models/churn-model/versions/7",
			"codeConfiguration": {"codeId": "`+workspacePath+`/codes/churn/versions/3", "scoringScript": "old.py"},
			"containerResourceRequirements": {"containerResourceRequests": {"cpu": "500m", "memory": "1Gi"}},
			"aFieldFromTheFuture": {"kept": 9007199254740993}
		}}`), &f.deployment); err != nil {
		t.Fatal(err)
	}
	f.Server = httptest.NewTLSServer(f)
	t.Cleanup(f.Close)
	return f
}

func (f *fakeAzure) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()
	call := r.Method + " " + r.URL.Path
	f.requests = append(f.requests, call)
	if r.Header.Get("Authorization") != "Bearer token" {
		f.anonymous[call] = true
	}
	switch {
	case r.URL.Path != operationPath && r.URL.Query().Get("api-version") == "":
		azureError(w, http.StatusBadRequest, "MissingApiVersionParameter")
	case f.throttle[r.Method] > 0:
		f.throttle[r.Method]--
		w.Header().Set("Retry-After-Ms", "1")
		azureError(w, http.StatusTooManyRequests, "TooManyRequests")
	case f.refuse[r.Method] != 0:
		azureError(w, f.refuse[r.Method], "Refused")
	case r.URL.Path == operationPath:
		f.operation(w)
	case r.URL.Path == deploymentPath && r.Method == http.MethodPut:
		f.put(w, r)
	case r.URL.Path == deploymentPath && r.Method == http.MethodGet:
		write(w, http.StatusOK, f.deployment)
	case strings.HasPrefix(r.URL.Path, workspacePath+"/environments/"):
		f.environment(w, r)
	default:
		azureError(w, http.StatusNotFound, "ResourceNotFound")
	}
}

// put starts an update: the deployment has its new properties at once, and is Updating.
func (f *fakeAzure) put(w http.ResponseWriter, r *http.Request) {
	decoder := json.NewDecoder(r.Body)
	decoder.UseNumber()
	var next map[string]any
	if err := decoder.Decode(&next); err != nil {
		azureError(w, http.StatusBadRequest, "InvalidRequestContent")
		return
	}
	next["name"], next["id"] = "blue", deploymentPath
	next["properties"].(map[string]any)["provisioningState"] = "Updating"
	f.deployment = next
	w.Header().Set("Azure-AsyncOperation", f.URL+operationPath)
	w.Header().Set("Retry-After-Ms", "1")
	write(w, http.StatusOK, next)
}

// operation is a look at the update.
func (f *fakeAzure) operation(w http.ResponseWriter) {
	f.polls++
	f.polled <- struct{}{}
	w.Header().Set("Retry-After-Ms", "1")
	if f.polls <= f.looks {
		write(w, http.StatusOK, map[string]any{"status": "InProgress"})
		return
	}
	f.deployment["properties"].(map[string]any)["provisioningState"] = f.end
	status := map[string]any{"status": f.end}
	if f.end != "Succeeded" {
		status["error"] = map[string]any{"code": "DeploymentTimedOut", "message": "0 of 3 replicas became ready"}
	}
	write(w, http.StatusOK, status)
}

func (f *fakeAzure) environment(w http.ResponseWriter, r *http.Request) {
	e, ok := f.environments[r.URL.Path]
	switch {
	case r.Method == http.MethodPut:
		data, err := io.ReadAll(r.Body)
		if err != nil || json.Unmarshal(data, &e) != nil {
			azureError(w, http.StatusBadRequest, "InvalidRequestContent")
			return
		}
		f.environments[r.URL.Path] = e
		write(w, http.StatusCreated, e)
	case ok:
		write(w, http.StatusOK, e)
	default:
		azureError(w, http.StatusNotFound, "UserError")
	}
}

func (f *fakeAzure) count(call string) int {
	f.mu.Lock()
	defer f.mu.Unlock()
	n := 0
	for _, r := range f.requests {
		if strings.HasPrefix(r, call) {
			n++
		}
	}
	return n
}

func write(w http.ResponseWriter, status int, body any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(body)
}

func azureError(w http.ResponseWriter, status int, code string) {
	write(w, status, map[string]any{"error": map[string]any{"code": code, "message": fmt.Sprintf("fake: %s", code)}})
}

// token is a credential that needs no Azure.
type token struct{}

func (token) GetToken(context.Context, policy.TokenRequestOptions) (azcore.AccessToken, error) {
	return azcore.AccessToken{Token: "token", ExpiresOn: time.Now().Add(time.Hour)}, nil
}

// client returns a client that talks to the fake.
func (f *fakeAzure) client() (*azure.Client, error) {
	return azure.NewClient(
		azure.Workspace{Subscription: "sub-1", ResourceGroup: "models", Name: "shop"}, token{},
		&azure.Options{
			PollEvery: time.Millisecond,
			ARM: arm.ClientOptions{
				DisableRPRegistration: true,
				ClientOptions: policy.ClientOptions{
					Transport: f.Client(),
					Retry:     policy.RetryOptions{MaxRetries: 2, RetryDelay: time.Millisecond},
					Cloud: cloud.Configuration{Services: map[cloud.ServiceName]cloud.ServiceConfiguration{
						cloud.ResourceManager: {Endpoint: f.URL, Audience: f.URL},
					}},
				},
			},
		})
}
