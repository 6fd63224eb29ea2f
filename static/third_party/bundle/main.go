// Command bundle makes the scripts in static/third_party from the packages that
// package-lock.json pins, and collects their licences beside them. It needs npm;
// `go generate ./static` calls it in the static directory.
//
// The packages are installed in a directory of their own that is removed
// again, so that nothing but the results lands among the static files.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

const (
	inputs   = "third_party/bundle"
	results  = "third_party"
	licences = "third_party/LICENSES.txt"
)

// bundles are the scripts to make: what each is called, what it is made from, and
// how it is loaded.
var bundles = []struct{ name, entry, format string }{
	{"editor.js", "entry.js", "esm"},
	{"markdown.js", "markdown.js", "esm"},
	{"temml.js", "temml.js", "iife"}, // the server runs it too, in an interpreter without modules
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

func run() (err error) {
	dir, err := os.MkdirTemp("", "abacus-bundle-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(dir)) }()
	if err := copyInputs(dir); err != nil {
		return err
	}
	if err := command("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", dir); err != nil {
		return err
	}
	for _, b := range bundles {
		err := command("go", "tool", "esbuild", filepath.Join(dir, b.entry), "--bundle", "--minify", "--format="+b.format,
			"--target=es2022", "--charset=utf8", "--legal-comments=none", "--log-level=warning",
			"--outfile="+filepath.Join(results, b.name))
		if err != nil {
			return err
		}
	}
	text, err := collect(filepath.Join(dir, "node_modules"))
	if err != nil {
		return err
	}
	return os.WriteFile(licences, []byte(text), 0o644)
}

// copyInputs copies what the scripts are made from, without this program.
func copyInputs(dir string) error {
	names := []string{"package.json", "package-lock.json"}
	for _, b := range bundles {
		names = append(names, b.entry)
	}
	for _, name := range names {
		text, err := os.ReadFile(filepath.Join(inputs, name))
		if err != nil {
			return fmt.Errorf("run it by `go generate ./static`: %w", err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

func command(name string, args ...string) error {
	cmd := exec.Command(name, args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	if err := cmd.Run(); err != nil {
		return fmt.Errorf("%s %s: %w", name, args[0], err)
	}
	return nil
}

// collect returns the licences of all packages below dir, each text once,
// after the names of the packages it is for.
func collect(dir string) (string, error) {
	var packages []string
	for _, pattern := range []string{"*/package.json", "@*/*/package.json"} {
		found, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			return "", err
		}
		packages = append(packages, found...)
	}
	slices.Sort(packages)
	names := map[string][]string{}
	var texts []string
	for _, file := range packages {
		pkg := filepath.Dir(file)
		name, err := filepath.Rel(dir, pkg)
		if err != nil {
			return "", err
		}
		text, err := os.ReadFile(filepath.Join(pkg, "LICENSE"))
		if err != nil {
			return "", fmt.Errorf("package %s comes without a licence: %w", name, err)
		}
		key := strings.TrimSpace(string(text))
		if names[key] == nil {
			texts = append(texts, key)
		}
		names[key] = append(names[key], filepath.ToSlash(name))
	}
	var b strings.Builder
	b.WriteString("Licences of the packages in these scripts.\n")
	for _, text := range texts {
		fmt.Fprintf(&b, "\n%s\n%s\n\n%s\n", strings.Repeat("-", 72), strings.Join(names[text], ", "), text)
	}
	return b.String(), nil
}
