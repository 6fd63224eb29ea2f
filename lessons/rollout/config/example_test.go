package config_test

import (
	"fmt"

	"abacus/lessons/rollout/config"
)

// A missing comma is reported where it is missing.
func ExampleParse() {
	broken := `{
  "environment": {
    "name": "churn-scoring",
    "base_image": "registry.example.com/base:1"
  }
  "update": {"entry_script": "score.py", "memory_gb": 2}
}`
	_, err := config.Parse("update.json", []byte(broken))
	fmt.Println(err)
	// Output:
	// update.json:6:3: a comma is missing before this name
}
