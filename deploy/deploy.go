// Package deploy holds the Kubernetes manifests of this server. The lesson on
// rolling updates shows them as its worked example.
package deploy

import "embed"

// FS holds the manifests.
//
//go:embed *.yaml
var FS embed.FS
