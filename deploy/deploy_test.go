package deploy

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"testing"
	"time"

	appsv1 "k8s.io/api/apps/v1"
	autoscalingv2 "k8s.io/api/autoscaling/v2"
	corev1 "k8s.io/api/core/v1"
	networkingv1 "k8s.io/api/networking/v1"
	policyv1 "k8s.io/api/policy/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	"sigs.k8s.io/yaml"
)

// load reads a manifest. A field that Kubernetes does not know, or that occurs
// twice, is an error.
func load[T any](t *testing.T, name string) *T {
	t.Helper()
	data, err := FS.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	out := new(T)
	if err := yaml.UnmarshalStrict(data, out); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

func deployment(t *testing.T) *appsv1.Deployment {
	return load[appsv1.Deployment](t, "deployment.yaml")
}

// TestEveryManifestIsChecked fails if there is a file that no test reads.
func TestEveryManifestIsChecked(t *testing.T) {
	kinds := map[string]string{
		"deployment.yaml":              "apps/v1 Deployment",
		"service.yaml":                 "v1 Service",
		"poddisruptionbudget.yaml":     "policy/v1 PodDisruptionBudget",
		"horizontalpodautoscaler.yaml": "autoscaling/v2 HorizontalPodAutoscaler",
		"networkpolicy.yaml":           "networking.k8s.io/v1 NetworkPolicy",
	}
	files, err := fs.Glob(FS, "*")
	if err != nil || len(files) != len(kinds) {
		t.Errorf("the files are %v (%v), want the %d that are checked here", files, err, len(kinds))
	}
	for _, name := range files {
		data, err := FS.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var head struct{ APIVersion, Kind string }
		if err := yaml.Unmarshal(data, &head); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if got := head.APIVersion + " " + head.Kind; got != kinds[name] {
			t.Errorf("%s is a %s, want %s", name, got, kinds[name])
		}
	}
}

func TestStrictReadingIsStrict(t *testing.T) {
	var d appsv1.Deployment
	if err := yaml.UnmarshalStrict([]byte("spec: {strategy: {rollingUpdate: {maxSurges: 1}}}"), &d); err == nil {
		t.Error("a misspelt field is accepted: the tests here prove nothing")
	}
}

// TestUpdateLosesNothing checks the promises that the lesson explains.
func TestUpdateLosesNothing(t *testing.T) {
	d := deployment(t)
	rolling := d.Spec.Strategy.RollingUpdate
	if d.Spec.Strategy.Type != appsv1.RollingUpdateDeploymentStrategyType ||
		*rolling.MaxSurge != intstr.FromInt32(1) || *rolling.MaxUnavailable != intstr.FromInt32(0) {
		t.Errorf("the strategy is %+v, want a rolling update with maxSurge 1 and maxUnavailable 0", d.Spec.Strategy)
	}
	longest, err := strconv.ParseInt(d.Annotations["abacus/longest-request-seconds"], 10, 64)
	if err != nil || longest < 1 {
		t.Fatalf("the annotation of the longest request is %d (%v)", longest, err)
	}
	pod := d.Spec.Template.Spec
	lag, err := time.ParseDuration(flagOf(t, pod.Containers[0].Args, "-lag"))
	if err != nil {
		t.Fatal(err)
	}
	hook := pod.Containers[0].Lifecycle
	if hook != nil {
		t.Errorf("%+v: the server waits by itself, and a hook would prolong that", hook)
	}
	grace := time.Duration(*pod.TerminationGracePeriodSeconds) * time.Second
	if lag+time.Duration(longest)*time.Second >= grace {
		t.Errorf("lag %s + longest request %d s do not fit into the grace period of %s", lag, longest, grace)
	}
	ready := pod.Containers[0].ReadinessProbe
	if ready.HTTPGet.Path != "/readyz" || ready.HTTPGet.Port != intstr.FromString("http") {
		t.Errorf("the readiness probe is %+v", ready.HTTPGet)
	}
	if heard := time.Duration(ready.PeriodSeconds*ready.FailureThreshold) * time.Second; heard > lag {
		t.Errorf("a probe needs %s to notice that a pod leaves, but the pod serves only for another %s", heard, lag)
	}
	startup := pod.Containers[0].StartupProbe
	limit := startup.PeriodSeconds*startup.FailureThreshold + d.Spec.MinReadySeconds
	if deadline := *d.Spec.ProgressDeadlineSeconds; deadline <= limit {
		t.Errorf("the progress deadline is %d s, but a pod may take %d s to become available", deadline, limit)
	}
}

// flagOf returns the value of a flag in the arguments of a container.
func flagOf(t *testing.T, args []string, name string) string {
	t.Helper()
	i := slices.Index(args, name)
	if i < 0 || i+1 == len(args) {
		t.Fatalf("%v does not contain %s", args, name)
	}
	return args[i+1]
}

// TestPorts checks that the server listens on the ports in the manifests and that
// readers cannot reach the metrics.
func TestPorts(t *testing.T) {
	c := deployment(t).Spec.Template.Spec.Containers[0]
	for i, name := range []string{"-addr", "-metrics"} {
		if got, want := flagOf(t, c.Args, name), ":"+strconv.Itoa(int(c.Ports[i].ContainerPort)); got != want {
			t.Errorf("%s is %s, but the port %s is %s", name, got, c.Ports[i].Name, want)
		}
	}
	for _, p := range load[corev1.Service](t, "service.yaml").Spec.Ports {
		if p.TargetPort.StrVal == "metrics" {
			t.Error("the service exposes the metrics")
		}
	}
	for _, rule := range load[networkingv1.NetworkPolicy](t, "networkpolicy.yaml").Spec.Ingress {
		for _, p := range rule.Ports {
			if p.Port.StrVal == "metrics" && (len(rule.From) != 1 || rule.From[0].PodSelector == nil) {
				t.Errorf("the metrics are open to %+v", rule.From)
			}
		}
	}
}

func TestContainerIsLockedDown(t *testing.T) {
	d := deployment(t)
	pod, c := d.Spec.Template.Spec, d.Spec.Template.Spec.Containers[0]
	s := c.SecurityContext
	if !*pod.SecurityContext.RunAsNonRoot || *s.AllowPrivilegeEscalation ||
		!*s.ReadOnlyRootFilesystem || *pod.AutomountServiceAccountToken ||
		len(s.Capabilities.Drop) != 1 || s.Capabilities.Drop[0] != "ALL" ||
		pod.SecurityContext.SeccompProfile.Type != corev1.SeccompProfileTypeRuntimeDefault {
		t.Errorf("the security contexts are %+v and %+v", pod.SecurityContext, s)
	}
	for _, v := range pod.Volumes {
		if v.EmptyDir == nil || v.EmptyDir.SizeLimit == nil {
			t.Errorf("the volume %s has no size limit", v.Name)
		}
	}
	if c.Resources.Requests.Cpu().IsZero() || c.Resources.Requests.Memory().Cmp(*c.Resources.Limits.Memory()) > 0 {
		t.Errorf("resources %+v: the autoscaler needs a CPU request, and the memory request must not exceed the limit",
			c.Resources)
	}
}

// TestManifestsFitTogether checks labels, names and ports across the files.
func TestManifestsFitTogether(t *testing.T) {
	d := deployment(t)
	labels := d.Spec.Template.Labels
	service := load[corev1.Service](t, "service.yaml")
	budget := load[policyv1.PodDisruptionBudget](t, "poddisruptionbudget.yaml")
	scaler := load[autoscalingv2.HorizontalPodAutoscaler](t, "horizontalpodautoscaler.yaml")
	policy := load[networkingv1.NetworkPolicy](t, "networkpolicy.yaml")
	for name, selector := range map[string]map[string]string{
		"deployment": d.Spec.Selector.MatchLabels, "service": service.Spec.Selector,
		"budget": budget.Spec.Selector.MatchLabels, "network policy": policy.Spec.PodSelector.MatchLabels,
	} {
		if !maps.Equal(selector, labels) {
			t.Errorf("the %s selects %v, but the pods have %v", name, selector, labels)
		}
	}
	port := d.Spec.Template.Spec.Containers[0].Ports[0].Name
	if service.Spec.Ports[0].TargetPort.StrVal != port || policy.Spec.Ingress[0].Ports[0].Port.StrVal != port {
		t.Errorf("the service and the network policy must use the port %q", port)
	}
	ref := scaler.Spec.ScaleTargetRef
	if ref.Kind != d.Kind || ref.APIVersion != d.APIVersion || ref.Name != d.Name {
		t.Errorf("the autoscaler scales %+v", ref)
	}
	if d.Spec.Replicas != nil {
		t.Error("the deployment sets replicas although the autoscaler does")
	}
	if *scaler.Spec.MinReplicas < 2 || scaler.Spec.MaxReplicas < *scaler.Spec.MinReplicas {
		t.Errorf("the autoscaler allows %d to %d replicas", *scaler.Spec.MinReplicas, scaler.Spec.MaxReplicas)
	}
	if budget.Spec.MinAvailable != nil || *budget.Spec.MaxUnavailable != intstr.FromInt32(1) {
		t.Errorf("budget %+v: with few pods a minimum could block every drain", budget.Spec)
	}
	if len(policy.Spec.Egress) != 0 || len(policy.Spec.PolicyTypes) != 2 {
		t.Errorf("network policy %+v lets the server call out", policy.Spec)
	}
}
