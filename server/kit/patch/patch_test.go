package patch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

func TestTrim(t *testing.T) {
	const text = `package main

import (
	"cmd/amd64"
	"cmd/wasm"
	"fmt"
	"os"
)

var inits = map[string]func(){
	"386": x86.Init, "amd64": amd64.Init, "arm": arm.Init, "arm64": arm64.Init, "wasm": wasm.Init,
}

func main() {
	switch os.Args[1] {
	case "386", "amd64":
		amd64.Run()
	case "arm", "arm64":
		arm.Run()
	case "wasm":
		fmt.Println("it")
	default:
		panic("unknown")
	}
	switch os.Args[2] {
	case "amd64":
		other()
	}
}
`
	got, err := trim([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{`"cmd/wasm"`, `"fmt"`, "wasm.Init", `case "wasm"`, `panic("unknown")`, "other()"} {
		if !bytes.Contains(got, []byte(part)) {
			t.Errorf("%s is missing in\n%s", part, got)
		}
	}
	for _, part := range []string{`"cmd/amd64"`, "amd64.Init", "arm.Run", "amd64.Run"} {
		if bytes.Contains(got, []byte(part)) {
			t.Errorf("%s is still in\n%s", part, got)
		}
	}
	if _, err := trim([]byte("package main\nfunc main() { switch x { case \"wasm\": } }")); err == nil {
		t.Error("a file without a choice between machines was trimmed")
	}
}

// What the linker is changed by fits the toolchain that the course is written
// with. Another one's files stay as they are where they look different.
func TestChangesFitTheToolchain(t *testing.T) {
	if !strings.HasPrefix(runtime.Version(), "go1.26") {
		t.Skipf("this is %s", runtime.Version())
	}
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("there is no go command")
	}
	root := strings.TrimSpace(string(out))
	if _, err := os.Stat(filepath.Join(root, "src", "cmd", "link")); err != nil {
		t.Skip("the toolchain's sources are not here")
	}
	_, misfits, err := writeOverlay(root, t.TempDir(), patches)
	if err != nil || len(misfits) > 0 {
		t.Error(misfits, err)
	}
}

// A toolchain whose sources look different is built as it is, and so is one that
// does not compile with the patches. The log says so.
func TestAnotherGo(t *testing.T) {
	const tool = "package main\n\nfunc main() { println(\"a tool\") }\n"
	changeMain := func(to func([]byte) ([]byte, error)) []patch {
		return []patch{{name: "a patch", rewrite: to, files: []string{"main.go"}}}
	}
	for _, tt := range []struct {
		name    string
		patches []patch
		log     string
		says    string
	}{
		{"it fits", changeMain(replacing("a tool", "a patched tool")), "", "a patched tool"},
		{"it looks different", changeMain(replacing("another tool", "none")),
			"main.go: \\\"another tool\\\" occurs 0 times", "a tool"},
		{"it does not compile", changeMain(replacing("println", "printline")), "do not compile with the patches", "a tool"},
		{"the file is not there", []patch{{name: "a patch", files: []string{"gone.go"}}}, "gone.go", "a tool"},
		{"this one's patches", patches, "src/cmd/compile/main.go", "a tool"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			root := t.TempDir()
			for name, text := range map[string]string{"go.mod": "module example.org/tool\n", "main.go": tool} {
				if err := os.WriteFile(filepath.Join(root, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			output := filepath.Join(t.TempDir(), "tool.exe")
			var log bytes.Buffer
			err := build(root, t.TempDir(), tt.patches, slog.New(slog.NewTextHandler(&log, nil)), goBuild(t, root, output, "."))
			if err != nil {
				t.Fatal(err)
			}
			if got := log.String(); tt.log == "" && got != "" || !strings.Contains(got, tt.log) {
				t.Errorf("the log is %q, want %q", got, tt.log)
			}
			if says, err := exec.Command(output).CombinedOutput(); err != nil || strings.TrimSpace(string(says)) != tt.says {
				t.Errorf("it says %q, %v, want %q", says, err, tt.says)
			}
		})
	}
	broken := errors.New("it does not compile")
	err := build(t.TempDir(), t.TempDir(), nil, slog.New(slog.DiscardHandler), func(...string) error { return broken })
	if !errors.Is(err, broken) {
		t.Errorf("a tool that compiles in no way: %v", err)
	}
}

// goBuild returns go build of a package, in a directory.
func goBuild(t testing.TB, dir, output, path string, env ...string) func(flags ...string) error {
	return func(flags ...string) error {
		args := append(
			[]string{"build", "-trimpath", "-buildvcs=false", "-pgo=off", "-ldflags=-s -w", "-o", output},
			flags...)
		cmd := exec.CommandContext(t.Context(), "go", append(args, path)...)
		cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
		out, err := cmd.CombinedOutput()
		if err != nil {
			return errors.New(string(out))
		}
		return nil
	}
}

// BenchmarkSizes tells what each patch saves: the sizes of the tools with all
// patches, with all but one, and with none.
func BenchmarkSizes(b *testing.B) {
	out, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		b.Skip("there is no go command")
	}
	root := strings.TrimSpace(string(out))
	type set struct {
		name    string
		patches []patch
	}
	sets := []set{{"all", patches}}
	for i, p := range patches {
		sets = append(sets, set{"without " + p.name, slices.Concat(patches[:i], patches[i+1:])})
	}
	for _, s := range append(sets, set{"none", nil}) {
		for _, tool := range []string{"compile", "link"} {
			b.Run(s.name+"/"+tool, func(b *testing.B) {
				output := filepath.Join(b.TempDir(), "tool.wasm")
				for b.Loop() {
					run := goBuild(b, root, output, "cmd/"+tool, "GOOS=js", "GOARCH=wasm")
					if err := build(root, b.TempDir(), s.patches, slog.New(slog.DiscardHandler), run); err != nil {
						b.Fatal(err)
					}
				}
				text, err := os.ReadFile(output)
				if err != nil {
					b.Fatal(err)
				}
				var small bytes.Buffer
				w := gzip.NewWriter(&small)
				if _, err := w.Write(text); err != nil {
					b.Fatal(err)
				}
				if err := w.Close(); err != nil {
					b.Fatal(err)
				}
				b.ReportMetric(float64(len(text))/1e6, "MB")
				b.ReportMetric(float64(small.Len())/1e6, "MB(gzip)")
			})
		}
	}
}
