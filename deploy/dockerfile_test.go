package deploy

import (
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// instruction is an instruction in a Dockerfile, such as COPY and its arguments.
type instruction struct {
	name  string
	args  []string
	stage string // the last word of its stage's FROM
}

// dockerfile reads the project's Dockerfile. The tests have no container engine and
// check what can be checked without one.
func dockerfile(t *testing.T) []instruction {
	t.Helper()
	text, err := os.ReadFile("../Dockerfile")
	if err != nil {
		t.Fatal(err)
	}
	known := []string{"FROM", "ENV", "WORKDIR", "COPY", "RUN", "USER", "VOLUME", "EXPOSE", "ENTRYPOINT", "CMD"}
	var file []instruction
	stage := ""
	for i, line := range strings.Split(strings.ReplaceAll(string(text), "\\\n", " "), "\n") {
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		words := strings.Fields(line)
		if !slices.Contains(known, words[0]) {
			t.Fatalf("Dockerfile:%d: the tests do not know the instruction %s", i+1, words[0])
		}
		if words[0] == "FROM" {
			stage = words[len(words)-1]
		}
		file = append(file, instruction{words[0], words[1:], stage})
	}
	return file
}

// last returns the arguments of the last instruction with a name.
func last(t *testing.T, file []instruction, name string) []string {
	t.Helper()
	for _, in := range slices.Backward(file) {
		if in.name == name {
			return in.args
		}
	}
	t.Fatalf("the Dockerfile has no %s", name)
	return nil
}

// list reads the arguments of ENTRYPOINT or CMD. They must be in exec form: without
// a shell, signals reach the program.
func list(t *testing.T, args []string) (out []string) {
	t.Helper()
	if err := json.Unmarshal([]byte(strings.Join(args, " ")), &out); err != nil {
		t.Fatalf("%v is not a list: %v", args, err)
	}
	return out
}

func TestImageIsBuiltWithTheModulesGo(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	version := regexp.MustCompile(`(?m)^go (\S+)$`).FindStringSubmatch(string(mod))[1]
	file := dockerfile(t)
	if from := file[0].args[0]; from != "golang:"+version+"-trixie" {
		t.Errorf("the image is built with %s, but go.mod requires %s", from, version)
	}
	for _, in := range file {
		if in.name == "FROM" && in.args[0] != "scratch" &&
			(!strings.Contains(in.args[0], ":") || strings.HasSuffix(in.args[0], ":latest")) {
			t.Errorf("%s may be another image tomorrow", in.args[0])
		}
	}
}

// TestTheImagesToolchain checks that what is copied from Go's installation exists.
func TestTheImagesToolchain(t *testing.T) {
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal("go env: ", err)
	}
	copied := 0
	for _, in := range dockerfile(t) {
		i := slices.Index(in.args, "--parents")
		if in.name != "RUN" || i < 0 {
			continue
		}
		for _, pattern := range in.args[i+1 : len(in.args)-1] {
			found, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), pattern))
			if err != nil || len(found) == 0 {
				t.Errorf("Go's installation has no %s", pattern)
			}
			copied++
		}
	}
	if copied < 4 {
		t.Errorf("only %d patterns are copied; the image needs the go command, compiler, linker and wasm_exec.js", copied)
	}
}

// TestStagesFitTogether checks that the build stage makes what later stages copy.
func TestStagesFitTogether(t *testing.T) {
	file := dockerfile(t)
	final := last(t, file, "FROM")
	made := ""
	for _, in := range file {
		if in.stage == "build" {
			made += in.name + " " + strings.Join(in.args, " ") + "\n"
		}
	}
	copies := 0
	for _, in := range file {
		if in.name != "COPY" || in.stage == "build" {
			continue
		}
		copies++
		if in.args[0] != "--from=build" {
			t.Errorf("a stage copies %v, not from the build stage", in.args)
		}
		source := in.args[len(in.args)-2]
		if !strings.Contains(made, source) && !strings.Contains(made, path.Dir(source)) {
			t.Errorf("the build stage does not make %s", source)
		}
	}
	if len(final) != 1 || copies < 6 {
		t.Errorf("the last stage is %v with %d copies: it would contain build tools", final, copies)
	}
}

// TestImageWithoutGo checks that the small image starts like the other one, and has
// the kit and no shell.
func TestImageWithoutGo(t *testing.T) {
	var all, small []instruction
	for _, in := range dockerfile(t) {
		switch in.stage {
		case "build":
		case "browsers":
			small = append(small, in)
		default:
			all = append(all, in)
		}
	}
	for _, name := range []string{"USER", "EXPOSE", "ENTRYPOINT", "CMD"} {
		if got, want := last(t, small, name), last(t, all, name); !slices.Equal(got, want) {
			t.Errorf("%s is %v, but %v in the image with Go", name, got, want)
		}
	}
	copied := ""
	for _, in := range small {
		if in.name == "RUN" {
			t.Errorf("RUN %v: there is no shell", in.args)
		}
		if in.name == "COPY" {
			copied += in.args[len(in.args)-1] + " "
		}
	}
	if copied != "/var/cache/abacus/kit /var/cache/abacus/work /usr/local/bin/abacus " {
		t.Errorf("the image contains %s", copied)
	}
	if env := last(t, small, "ENV"); !slices.Contains(env, "XDG_CACHE_HOME=/var/cache") {
		t.Errorf("the program does not find the kit: ENV %v", env)
	}
}

// TestImageFitsTheManifests checks that the user, ports, volume and flags are those
// of the Deployment.
func TestImageFitsTheManifests(t *testing.T) {
	file := dockerfile(t)
	pod := deployment(t).Spec.Template.Spec
	c := pod.Containers[0]
	user := strconv.FormatInt(*pod.SecurityContext.RunAsUser, 10)
	if got := last(t, file, "USER"); got[0] != user+":"+user || user == "0" {
		t.Errorf("the image runs as %v, the pod as %s", got, user)
	}
	var ports []string
	for _, p := range c.Ports {
		ports = append(ports, strconv.Itoa(int(p.ContainerPort)))
	}
	if got := last(t, file, "EXPOSE"); !slices.Equal(got, ports) {
		t.Errorf("the image exposes %v, but the pod has %v", got, ports)
	}
	volume := last(t, file, "VOLUME")[0]
	mounted := false
	for _, m := range c.VolumeMounts {
		mounted = mounted || m.MountPath == volume
	}
	if !mounted {
		t.Errorf("the pod mounts nothing at %s, where builds are written", volume)
	}
	flags, err := os.ReadFile("../server/app/app.go") // declares the flags
	if err != nil {
		t.Fatal(err)
	}
	entry := list(t, last(t, file, "ENTRYPOINT"))
	if entry[0] != "abacus" || len(c.Command) != 0 {
		t.Errorf("the image starts %v and the pod %v", entry, c.Command)
	}
	for _, arg := range slices.Concat(entry[1:], list(t, last(t, file, "CMD")), c.Args) {
		if name, ok := strings.CutPrefix(arg, "-"); ok {
			name, _, _ = strings.Cut(name, "=")
			if !strings.Contains(string(flags), `"`+name+`"`) {
				t.Errorf("the program has no flag %s", arg)
			}
		}
	}
}
