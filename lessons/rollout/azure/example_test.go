package azure_test

import (
	"fmt"
	"os"
	"strings"

	"abacus/lessons/rollout/azure"
)

// The command line names the configuration, the service and the model's new version.
func ExampleParseArgs() {
	line := "-config update.json -service churn -model churn-model:8"
	args, err := azure.ParseArgs(strings.Fields(line), os.Stderr)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println("read:", args.Config)
	fmt.Println("deployment:", args.Service+"/"+args.Deployment)
	fmt.Println("serve:", args.Model)

	line = "-config update.json -service churn -model churn-model"
	_, err = azure.ParseArgs(strings.Fields(line), os.Stderr)
	fmt.Println("error:", err)
	// Output:
	// read: update.json
	// deployment: churn/blue
	// serve: churn-model:8
	// error: -model: model "churn-model" is not of the form name:version
}
