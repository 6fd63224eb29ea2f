package rooms

import (
	"os/exec"
	"slices"
	"strings"
	"testing"

	"abacus/go_test/course"
)

// What only tests and readers need is not linked into the program: a lesson shows
// an Azure client, and tests read Kubernetes manifests.
func TestTheProgramLeavesOut(t *testing.T) {
	cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", ".")
	cmd.Dir = course.Root()
	out, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	linked := strings.Fields(string(out))
	if !slices.Contains(linked, "abacus/lessons/rollout/config") {
		t.Fatalf("the list of linked packages is incomplete:\n%s", out)
	}
	unwanted := []string{
		"github.com/Azure/", "abacus/lessons/rollout/azure", "k8s.io/", "sigs.k8s.io/", "github.com/chromedp/",
	}
	for _, pkg := range linked {
		for _, prefix := range unwanted {
			if strings.HasPrefix(pkg+"/", prefix) || pkg == prefix {
				t.Errorf("%s is linked into the program: find the import with go mod why or go list -f '{{.Imports}}'", pkg)
			}
		}
	}
}
