// Package config reads and checks the configuration file of an update.
package config

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
)

// Config is the configuration file of an update: what the model needs to run,
// and how the service should run it.
type Config struct {
	Environment Environment `json:"environment"`
	Update      Update      `json:"update"`
}

// Environment is the software that the entry script needs.
type Environment struct {
	Name              string   `json:"name"`
	BaseImage         string   `json:"base_image"` // container image that the packages are added to
	CondaDependencies []string `json:"conda_dependencies"`
	PipDependencies   []string `json:"pip_dependencies"`
}

// Update is how the service runs the model.
type Update struct {
	EntryScript   string    `json:"entry_script"`   // file that loads the model and scores requests
	InferencePath string    `json:"inference_path"` // its folder, within the code of the deployment
	Autoscale     Autoscale `json:"autoscale"`
	MemoryGB      float64   `json:"memory_gb"` // per replica, in units of 2^30 bytes
}

// Autoscale lets the number of replicas follow the load.
type Autoscale struct {
	Enabled           bool `json:"enabled"`
	MinReplicas       int  `json:"min_replicas"`
	MaxReplicas       int  `json:"max_replicas"`
	TargetUtilization int  `json:"target_utilization"` // per cent
}

// Parse reads and checks a configuration. The file name is used in
// errors only. Broken JSON is reported with its line and column, a bad value
// with the name of its field; all bad values are reported together.
func Parse(file string, data []byte) (Config, error) {
	var cfg Config
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&cfg); err != nil {
		return Config{}, locate(file, data, err)
	}
	if rest := bytes.TrimLeft(data[decoder.InputOffset():], " \t\r\n"); len(rest) > 0 {
		return Config{}, at(file, data, len(data)-len(rest),
			errors.New("there is text after the configuration's last }"))
	}
	if err := cfg.validate(); err != nil {
		return Config{}, fmt.Errorf("%s: %w", file, err)
	}
	return cfg, nil
}

// validate collects everything that is wrong with the values.
func (c Config) validate() error {
	var errs []error
	check := func(ok bool, format string, args ...any) {
		if !ok {
			errs = append(errs, fmt.Errorf(format, args...))
		}
	}
	e, u := c.Environment, c.Update
	check(IsName(e.Name), "environment.name: %q is not a name (letters, digits, '_', '-', '.')", e.Name)
	check(e.BaseImage != "", "environment.base_image is missing")
	for _, list := range []struct {
		name     string
		packages []string
	}{{"conda_dependencies", e.CondaDependencies}, {"pip_dependencies", e.PipDependencies}} {
		for i, p := range list.packages {
			check(strings.TrimSpace(p) != "" && !strings.ContainsAny(p, "\n\r"), "environment.%s[%d]: %q is not a package",
				list.name, i, p)
			check(!slices.Contains(list.packages[:i], p), "environment.%s[%d]: %q is listed twice", list.name, i, p)
		}
	}
	check(path.Ext(u.EntryScript) == ".py" && !strings.Contains(u.EntryScript, "/"),
		"update.entry_script: %q is not the name of a .py file", u.EntryScript)
	check(isInside(u.InferencePath), "update.inference_path: %q is not a folder within the code", u.InferencePath)
	check(u.MemoryGB > 0 && u.MemoryGB <= 1024, "update.memory_gb: %g is not above 0 and at most 1024", u.MemoryGB)
	if a := u.Autoscale; a.Enabled {
		check(a.MinReplicas >= 1 && a.MaxReplicas >= a.MinReplicas,
			"update.autoscale: min_replicas is %d and max_replicas %d; 1 <= min <= max must hold", a.MinReplicas, a.MaxReplicas)
		check(a.TargetUtilization >= 1 && a.TargetUtilization <= 100,
			"update.autoscale.target_utilization: %d is not a percentage from 1 to 100", a.TargetUtilization)
	}
	return errors.Join(errs...)
}

// assetName matches what IsName allows.
var assetName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_.-]{0,254}$`)

// IsName reports whether s can name a model, a version of one, an environment
// or a service.
func IsName(s string) bool { return assetName.MatchString(s) }

// isInside reports whether the slash-separated path p is relative and does not
// lead out of the folder it starts from. The empty path is the folder itself.
func isInside(p string) bool {
	clean := path.Clean(p)
	return !path.IsAbs(clean) && clean != ".." && !strings.HasPrefix(clean, "../") && !strings.Contains(p, `\`)
}

// Script is the path of the entry script within the code of the deployment.
func (u Update) Script() string { return path.Join(u.InferencePath, u.EntryScript) }
