package rollout

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
	"abacus/lessons/rollout/config"
	"abacus/lessons/rollout/pycheck"
)

// YourConfig is the file update.json. Fix it.
const YourConfig = `
{
  "environment": {
    "name": "churn-scoring",
    "base_image": "registry.example.com/inference-base:22.04",
    "conda_dependencies": ["python=3.11", "numpy=2.1"],
    "pip_dependencies": ["scikit-learn==1.5.2", "joblib"]
  }
  "update": {
    "entry_script": "score.py",
    "inference_path": "src",
    "autoscale": {"enabled": false},
    "memory_gb": 2
  }
}
`

// mendedConfig solves YourConfig: a comma after the first object.
const mendedConfig = `
{
  "environment": {
    "name": "churn-scoring",
    "base_image": "registry.example.com/inference-base:22.04",
    "conda_dependencies": ["python=3.11", "numpy=2.1"],
    "pip_dependencies": ["scikit-learn==1.5.2", "joblib"]
  },
  "update": {
    "entry_script": "score.py",
    "inference_path": "src",
    "autoscale": {"enabled": false},
    "memory_gb": 2
  }
}
`

// wrongConfig says what is wrong with the text of a configuration. The line
// break after the opening quote is not part of the file.
func wrongConfig(text string) string {
	text = strings.TrimPrefix(text, "\n")
	cfg, err := config.Parse("update.json", []byte(text))
	var place *config.SyntaxError
	if errors.As(err, &place) {
		line := strings.TrimSpace(strings.Split(text, "\n")[place.Line-1])
		return fmt.Sprintf("%v. Line %d of the file reads: %s", err, place.Line, line)
	}
	if err != nil {
		return err.Error()
	}
	if want, err := config.Parse("", []byte(mendedConfig)); err != nil || !reflect.DeepEqual(cfg, want) {
		return "the file can be read now, but its content has changed. Start over and add only what is missing."
	}
	return ""
}

// CheckYourConfig checks the learner's YourConfig.
func CheckYourConfig(nb *notebook.Cell) { yourConfig().Check(nb) }

func yourConfig() exercise.Text {
	edit := func(old, new string) string { return strings.Replace(YourConfig, old, new, 1) }
	return exercise.Text{
		Yours: YourConfig, Solution: mendedConfig, Wrong: wrongConfig,
		Praise: "The file can be read, and every value in it is valid.",
		Slips: []exercise.TextSlip{
			{Says: "the comma before this } should not be there", Text: edit("\"joblib\"]\n", "\"joblib\"],\n")},
			{Says: "a comma or } is missing before this character", Text: edit("  }\n", "  };\n")},
			{Says: "there is text after the configuration's last }", Text: edit("  }\n", "  }}\n")},
			{Says: "the file ends too early: a } or ] is missing", Text: edit("  }\n", ",")},
			{Says: `update.entry_script: "" is not the name of a .py file`,
				Text: YourConfig[:strings.Index(YourConfig, `  "update"`)] + "}\n"},
			{Says: "its content has changed", Text: strings.Replace(mendedConfig, `"memory_gb": 2`, `"memory_gb": 4`, 1)},
		},
	}
}

// YourScript is the file update.py. Fix it.
const YourScript = `
import argparse


class DeploymentUpdate:
    """Brings a new version of a model to a service."""

    def __init__(self, config, service, model):
        self.config, self.service, self.model = config, service, model

    def run(self):
        print(f"updating {self.service} to {self.model}")


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("config", "service", "model"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


if __name__ == "__main__":
    args = parse_arguments()
    update = UpdateDeployment(args.config, args.service, args.model)
    update.run()
`

// mendedScript solves YourScript: the last lines name the class as it is.
const mendedScript = `
import argparse


class DeploymentUpdate:
    """Brings a new version of a model to a service."""

    def __init__(self, config, service, model):
        self.config, self.service, self.model = config, service, model

    def run(self):
        print(f"updating {self.service} to {self.model}")


def parse_arguments():
    parser = argparse.ArgumentParser()
    for name in ("config", "service", "model"):
        parser.add_argument(f"--{name}", required=True)
    return parser.parse_args()


if __name__ == "__main__":
    args = parse_arguments()
    update = DeploymentUpdate(args.config, args.service, args.model)
    update.run()
`

// wrongScript says what is wrong with the text of a script.
func wrongScript(text string) string {
	text = strings.TrimPrefix(text, "\n")
	if problems := pycheck.Check(text); len(problems) > 0 {
		p := problems[0]
		line := strings.TrimSpace(strings.Split(text, "\n")[p.Line-1])
		return fmt.Sprintf("update.py, line %d: %s. The line reads: %s", p.Line, p.Text, line)
	}
	dense := strings.Join(strings.Fields(text), "")
	for _, needed := range []string{"defrun(self):", "(args.config,args.service,args.model)", ".run()"} {
		if !strings.Contains(dense, needed) {
			return "every name is defined now, but the script no longer makes an update with the three arguments and runs it. " +
				"Start over and change one name."
		}
	}
	return ""
}

// CheckYourScript checks the learner's YourScript.
func CheckYourScript(nb *notebook.Cell) { yourScript().Check(nb) }

func yourScript() exercise.Text {
	edit := func(old, new string) string { return strings.Replace(YourScript, old, new, 1) }
	return exercise.Text{
		Yours: YourScript, Solution: mendedScript, Wrong: wrongScript,
		Praise: "Every name the script uses is defined.",
		Slips: []exercise.TextSlip{
			{Says: "name 'deploymentUpdate' is not defined", Text: edit("UpdateDeployment", "deploymentUpdate")},
			{Says: "name 'UpdateDeployment' is not defined", Text: edit("class DeploymentUpdate", "class UpdateDeployments")},
			{Says: "expected ':'", Text: edit("class DeploymentUpdate:", "class UpdateDeployment")},
			{
				Says: "'(' was never closed",
				Text: edit("UpdateDeployment(args.config, args.service, args.model)",
					"DeploymentUpdate(args.config, args.service, args.model"),
			},
			{
				Says: "no longer makes an update",
				Text: edit("    update = UpdateDeployment(args.config, args.service, args.model)\n    update.run()\n", ""),
			},
		},
	}
}
