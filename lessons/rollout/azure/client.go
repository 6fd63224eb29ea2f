// Package azure updates a model that is served by Azure Machine Learning on a
// Kubernetes cluster: it puts a new version of the model into an online
// deployment and waits until the rollout has finished.
package azure

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/Azure/azure-sdk-for-go/sdk/azcore"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/arm"
	"github.com/Azure/azure-sdk-for-go/sdk/azcore/runtime"

	"abacus/lessons/rollout/config"
)

// apiVersion is the version of the REST API that the requests are written for.
const apiVersion = "2024-04-01"

// Workspace is where the model is registered and deployed. The JSON is that of
// the config.json which the Azure portal offers for download.
type Workspace struct {
	Subscription  string `json:"subscription_id"`
	ResourceGroup string `json:"resource_group"`
	Name          string `json:"workspace_name"`
}

// path joins escaped segments to the workspace's own path.
func (w Workspace) path(segments ...string) string {
	all := append([]string{"subscriptions", w.Subscription, "resourceGroups", w.ResourceGroup,
		"providers", "Microsoft.MachineLearningServices", "workspaces", w.Name}, segments...)
	for i := range all {
		all[i] = url.PathEscape(all[i])
	}
	return "/" + strings.Join(all, "/")
}

// asset is the identifier of a version of a model or an environment.
func (w Workspace) asset(kind, name, version string) string {
	return w.path(kind, name, "versions", version)
}

// Client updates deployments of one workspace.
type Client struct {
	workspace Workspace
	arm       *arm.Client
	pollEvery time.Duration
}

// Options changes how a Client works. The zero value is right for Azure.
type Options struct {
	ARM       arm.ClientOptions
	PollEvery time.Duration // between looks at an update under way; 0 means 5 s; Azure may ask for longer
}

// NewClient returns a client. The credential is usually that of
// azidentity.NewDefaultAzureCredential.
func NewClient(workspace Workspace, credential azcore.TokenCredential, options *Options) (*Client, error) {
	if workspace.Subscription == "" || workspace.ResourceGroup == "" || workspace.Name == "" {
		return nil, errors.New("azure: subscription, resource group and workspace must be given")
	}
	if options == nil {
		options = &Options{}
	}
	client, err := arm.NewClient("abacus/rollout", "v1.0.0", credential, &options.ARM)
	if err != nil {
		return nil, fmt.Errorf("azure: %w", err)
	}
	every := options.PollEvery
	if every == 0 {
		every = 5 * time.Second
	}
	return &Client{workspace, client, every}, nil
}

// Deployment is what we need to know about a deployment.
type Deployment struct {
	Name       string `json:"name"`
	Properties struct {
		Model             string `json:"model"`
		ProvisioningState string `json:"provisioningState"`
	} `json:"properties"`
}

// Update has the deployment serve another version of its model. It reads the
// deployment, registers the environment if it is new, writes the deployment
// back with the changes, and waits until Azure has rolled the pods. Cancelling
// ctx ends the waiting, not the update. Errors of Azure are
// *azcore.ResponseError and carry Azure's error code.
func (c *Client) Update(
	ctx context.Context, args Args, cfg config.Config,
) (Deployment, error) {
	fail := func(doing string, err error) (Deployment, error) {
		return Deployment{}, fmt.Errorf("azure: %s deployment %s/%s: %w",
			doing, args.Service, args.Deployment, err)
	}
	path := c.workspace.path("onlineEndpoints", args.Service,
		"deployments", args.Deployment)
	now, err := c.get(ctx, path)
	if err != nil {
		return fail("reading", err)
	}
	next, err := change(now, c.workspace, cfg, args.Model)
	if err != nil {
		return fail("changing", err)
	}
	if err := c.register(ctx, cfg.Environment); err != nil {
		return fail("preparing", err)
	}
	response, err := c.send(ctx, http.MethodPut, path, next,
		http.StatusOK, http.StatusCreated, http.StatusAccepted)
	if err != nil {
		return fail("writing", err)
	}
	done, err := c.wait(ctx, response)
	if err != nil {
		return fail("waiting for", err)
	}
	return done, nil
}

// wait follows the long-running operation that a response has started.
func (c *Client) wait(
	ctx context.Context, response *http.Response,
) (done Deployment, err error) {
	options := &runtime.NewPollerOptions[Deployment]{
		FinalStateVia: runtime.FinalStateViaOriginalURI,
	}
	poller, err := runtime.NewPoller(response, c.arm.Pipeline(), options)
	if err != nil {
		return done, err
	}
	every := &runtime.PollUntilDoneOptions{Frequency: c.pollEvery}
	if done, err = poller.PollUntilDone(ctx, every); err != nil {
		return done, err
	}
	if state := done.Properties.ProvisioningState; state != "Succeeded" {
		return done, fmt.Errorf("it ended as %q", state)
	}
	return done, nil
}

// register makes sure that the environment's version exists. Versions do not
// change, so an existing one is the right one.
func (c *Client) register(ctx context.Context, e config.Environment) error {
	path := c.workspace.asset("environments", e.Name, e.Version())
	_, err := c.get(ctx, path)
	var azure *azcore.ResponseError
	if errors.As(err, &azure) && azure.StatusCode == http.StatusNotFound {
		var response *http.Response
		response, err = c.send(ctx, http.MethodPut, path, registration(e), http.StatusOK, http.StatusCreated)
		if err == nil {
			return response.Body.Close()
		}
	}
	if err != nil {
		return fmt.Errorf("environment %s: %w", e.Name, err)
	}
	return nil
}

// registration is the request that registers an environment.
func registration(e config.Environment) object {
	return object{"properties": object{
		"image": e.BaseImage, "condaFile": e.CondaFile(), "osType": "Linux",
	}}
}

// get reads a resource as it is, numbers included.
func (c *Client) get(ctx context.Context, path string) (object, error) {
	response, err := c.send(ctx, http.MethodGet, path, nil, http.StatusOK)
	if err != nil {
		return nil, err
	}
	data, err := runtime.Payload(response)
	if err != nil {
		return nil, err
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var o object
	if err := decoder.Decode(&o); err != nil {
		return nil, err
	}
	return o, nil
}

// send makes a request through the pipeline, which signs it, and retries it
// when Azure throttles or fails.
func (c *Client) send(ctx context.Context, method, path string, body object, want ...int) (*http.Response, error) {
	request, err := runtime.NewRequest(ctx, method, c.arm.Endpoint()+path+"?api-version="+apiVersion)
	if err != nil {
		return nil, err
	}
	request.Raw().Header.Set("Accept", "application/json")
	if body != nil {
		if err := runtime.MarshalAsJSON(request, body); err != nil {
			return nil, err
		}
	}
	response, err := c.arm.Pipeline().Do(request)
	if err != nil {
		return nil, err
	}
	if !runtime.HasStatusCode(response, want...) {
		return nil, runtime.NewResponseError(response)
	}
	return response, nil
}
