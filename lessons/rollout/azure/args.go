package azure

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"abacus/lessons/rollout/config"
)

// Model is a registered model in a certain version.
type Model struct{ Name, Version string }

// String writes the model as ParseModel reads it.
func (m Model) String() string { return m.Name + ":" + m.Version }

// ParseModel reads "name:version". The version is required: "the latest" would
// make an update a matter of luck.
func ParseModel(s string) (Model, error) {
	name, version, ok := strings.Cut(s, ":")
	if !ok || !config.IsName(name) || !config.IsName(version) {
		return Model{}, fmt.Errorf("model %q is not of the form name:version", s)
	}
	return Model{name, version}, nil
}

// Args is the command line of an update.
type Args struct {
	Config     string // path of the configuration file
	Service    string // the online endpoint
	Deployment string // the deployment behind it
	Model      Model  // the version to serve from now on
}

// ParseArgs reads a command line without the program's name:
//
//	-config update.json -service churn -model churn-model:8
//
// The service may name one of several deployments as endpoint/deployment; the
// deployment is otherwise called blue, like that of the tutorials. The error
// of -h is flag.ErrHelp; usage goes to out.
func ParseArgs(args []string, out io.Writer) (Args, error) {
	flags := flag.NewFlagSet("update", flag.ContinueOnError)
	flags.SetOutput(out)
	file := flags.String("config", "", "`path` of the configuration file")
	service := flags.String("service", "", "`name` of the deployed service, or endpoint/deployment")
	model := flags.String("model", "", "new model as `name:version`")
	if err := flags.Parse(args); err != nil {
		return Args{}, err
	}
	if flags.NArg() > 0 {
		return Args{}, fmt.Errorf("unexpected argument %q", flags.Arg(0))
	}
	var errs []error
	if *file == "" {
		errs = append(errs, errors.New("-config is missing"))
	}
	endpoint, deployment, ok := strings.Cut(*service, "/")
	if !ok {
		deployment = "blue"
	}
	if !config.IsName(endpoint) || !config.IsName(deployment) {
		errs = append(errs, fmt.Errorf("-service: %q is neither a name nor endpoint/deployment", *service))
	}
	m, err := ParseModel(*model)
	if err != nil {
		errs = append(errs, fmt.Errorf("-model: %w", err))
	}
	if err := errors.Join(errs...); err != nil {
		return Args{}, err
	}
	return Args{Config: *file, Service: endpoint, Deployment: deployment, Model: m}, nil
}
