package azure

import (
	"errors"
	"fmt"
	"maps"
	"math"

	"abacus/lessons/rollout/config"
)

// object is a JSON object whose fields we do not all know. Working on it rather
// than on a struct keeps the fields that this program does not know.
type object = map[string]any

// ErrNotKubernetes says that the deployment runs on machines of Azure's own.
var ErrNotKubernetes = errors.New("not a Kubernetes online deployment")

// change returns the deployment as it should be after the update. Only these
// differ: model, entry script, environment, memory, scaling. The fields that
// Azure itself fills in are left out.
func change(
	now object, ws Workspace, cfg config.Config, model Model,
) (object, error) {
	next := maps.Clone(now)
	for _, field := range []string{"id", "name", "type", "systemData"} {
		delete(next, field)
	}
	p := child(next, "properties")
	if kind, _ := p["endpointComputeType"].(string); kind != "Kubernetes" {
		return nil, fmt.Errorf("%w but %q", ErrNotKubernetes, kind)
	}
	delete(p, "provisioningState")
	p["model"] = ws.asset("models", model.Name, model.Version)
	p["environmentId"] = ws.asset("environments",
		cfg.Environment.Name, cfg.Environment.Version())
	child(p, "codeConfiguration")["scoringScript"] = cfg.Update.Script()
	resources := child(p, "containerResourceRequirements")
	memory := quantity(cfg.Update.MemoryGB)
	child(resources, "containerResourceRequests")["memory"] = memory
	child(resources, "containerResourceLimits")["memory"] = memory
	p["scaleSettings"] = scaling(cfg.Update.Autoscale)
	return next, nil
}

// child returns a copy of the object in a field, put in place of the original;
// the field is made if it is missing.
func child(parent object, field string) object {
	c, ok := parent[field].(object)
	if c = maps.Clone(c); !ok || c == nil {
		c = object{}
	}
	parent[field] = c
	return c
}

// quantity writes gigabytes as Kubernetes does.
func quantity(gb float64) string {
	if gb == math.Trunc(gb) {
		return fmt.Sprintf("%.0fGi", gb)
	}
	return fmt.Sprintf("%.0fMi", math.Ceil(gb*1024))
}

// scaling writes the settings for the REST API.
func scaling(a config.Autoscale) object {
	if !a.Enabled {
		return object{"scaleType": "Default"}
	}
	return object{
		"scaleType":    "TargetUtilization",
		"minInstances": a.MinReplicas, "maxInstances": a.MaxReplicas,
		"targetUtilizationPercentage": a.TargetUtilization,
	}
}
