package wire_test

import (
	"encoding/json"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"maps"
	"os/exec"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"abacus/server/wire"
)

// messages holds a value of each type that is sent.
func messages() []any {
	return []any{
		wire.SubmissionGroup{}, wire.SubmissionName{}, wire.AssemblerAnswer{}, wire.AssemblerKit{}, wire.AssemblerQuestion{},
		wire.BuildAnswer{}, wire.BuildRequest{}, wire.ClassSubmission{}, wire.ClassSubmissions{}, wire.ClassState{},
		wire.CourseData{}, wire.Diagnostic{}, wire.DownloadRequest{}, wire.Edit{}, wire.ExerciseState{},
		wire.FormatAnswer{}, wire.Frame{}, wire.ImportablePackage{}, wire.JoinRequest{}, wire.Kept{}, wire.KitFile{},
		wire.KitManifest{}, wire.KitPack{}, wire.LabCounts{}, wire.LabLine{}, wire.LabProgress{}, wire.LabReplica{},
		wire.LabSummary{}, wire.LearnerState{}, wire.LessonSource{}, wire.Member{}, wire.NoKit{}, wire.Outcome{},
		wire.Output{}, wire.OwnCell{}, wire.OwnSQL{}, wire.PackedPackage{}, wire.Panic{}, wire.Place{},
		wire.ReceivedSubmission{},
		wire.RecheckAnswer{}, wire.RecheckVerdict{}, wire.RemoveRequest{}, wire.RunOptions{}, wire.SQLAnswer{},
		wire.SQLCell{}, wire.SQLCheck{}, wire.SQLPage{}, wire.SQLRequest{}, wire.SQLSlip{}, wire.SearchIndex{},
		wire.SearchSection{}, wire.SourceFile{}, wire.Spotlight{}, wire.SpotlightRequest{}, wire.Submission{},
		wire.Trial{}, wire.TrialOutcome{}, wire.Typed{}, wire.Verdict{},
	}
}

// TestRoundTrip: what is written in full is read in full, and its names are in
// camel case.
func TestRoundTrip(t *testing.T) {
	for _, m := range messages() {
		of := reflect.TypeOf(m)
		checkNames(t, of, map[reflect.Type]bool{})
		full := reflect.New(of)
		fill(t, full.Elem(), 0)
		text, err := json.Marshal(full.Interface())
		if err != nil {
			t.Errorf("%s: %v", of, err)
			continue
		}
		read := reflect.New(of)
		if err := json.Unmarshal(text, read.Interface()); err != nil {
			t.Errorf("%s: %v", of, err)
		}
		if !reflect.DeepEqual(read.Interface(), full.Interface()) {
			t.Errorf("%s: wrote %s\nread %+v", of, text, read.Elem())
		}
	}
}

// TestMessagesAreListed notices a type that the round trip forgets.
func TestMessagesAreListed(t *testing.T) {
	listed := map[string]bool{}
	for _, m := range messages() {
		listed[reflect.TypeOf(m).Name()] = true
	}
	for name := range taggedStructs(t, filepath.Join("..", ".."), "server/wire") {
		if _, name, _ = strings.Cut(name, ":"); !listed[name] {
			t.Errorf("list %s in messages", name)
		}
	}
}

var camelCase = regexp.MustCompile(`^[a-z][a-zA-Z0-9]*$`)

// checkNames looks at the names that a type and what it is made of have as JSON.
func checkNames(t *testing.T, of reflect.Type, seen map[reflect.Type]bool) {
	t.Helper()
	switch of.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		checkNames(t, of.Elem(), seen)
		return
	case reflect.Struct:
	default:
		return
	}
	if seen[of] {
		return
	}
	seen[of] = true
	for i := range of.NumField() {
		f := of.Field(i)
		name, _, _ := strings.Cut(f.Tag.Get("json"), ",")
		if !f.Anonymous && !camelCase.MatchString(name) {
			t.Errorf("%s.%s is %q as JSON, which is not camel case", of, f.Name, name)
		}
		checkNames(t, f.Type, seen)
	}
}

// fill sets all there is in a value. What holds itself ends after a while.
func fill(t *testing.T, v reflect.Value, depth int) {
	const deepest = 6
	switch v.Kind() {
	case reflect.String:
		v.SetString("ä\x01\"<")
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint16:
		v.SetUint(7)
	case reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Struct:
		for i := range v.NumField() {
			fill(t, v.Field(i), depth+1)
		}
	case reflect.Pointer:
		if depth < deepest {
			v.Set(reflect.New(v.Type().Elem()))
			fill(t, v.Elem(), depth+1)
		}
	case reflect.Slice:
		if depth < deepest {
			v.Set(reflect.MakeSlice(v.Type(), 2, 2))
			fill(t, v.Index(0), depth+1)
			fill(t, v.Index(1), depth+1)
		}
	case reflect.Map:
		if depth < deepest {
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(t, key, depth+1)
			fill(t, value, depth+1)
			v.Set(reflect.MakeMap(v.Type()))
			v.SetMapIndex(key, value)
		}
	default:
		t.Fatalf("a %s is no part of a message", v.Type())
	}
}

// elsewhere are the structs with JSON that are not of this package, and why.
func elsewhere() map[string]string {
	return map[string]string{
		"server/class:row":         "a file that a teacher saves",
		"server/build:Archive":     "the go command's list, and a file that the builder alone reads",
		"server/download:*":        "Jupyter's format",
		"lessons/notebook:*":       "aliases in this package",
		"lessons/rollout/azure:*":  "Azure's interface",
		"lessons/rollout/config:*": "files of the lesson's example",
	}
}

// TestNowhereElse: no message is declared in another package.
func TestNowhereElse(t *testing.T) {
	root := filepath.Join("..", "..")
	allowed, used := elsewhere(), map[string]bool{}
	found := map[string]bool{}
	for _, dir := range []string{"server", "web", "lessons"} {
		maps.Copy(found, taggedStructs(t, root, dir))
	}
	for _, name := range slices.Sorted(maps.Keys(found)) {
		dir, _, _ := strings.Cut(name, ":")
		if dir == "server/wire" {
			continue
		}
		if _, all := allowed[dir+":*"]; all {
			used[dir+":*"] = true
		} else if _, one := allowed[name]; one {
			used[name] = true
		} else {
			t.Errorf("%s has JSON: declare it in server/wire, or say in elsewhere why it is no message", name)
		}
	}
	for name := range allowed {
		if !used[name] {
			t.Errorf("%s needs no exception any more", name)
		}
	}
}

// taggedStructs returns the structs with JSON under a directory, as
// "path/of/package:Type".
func taggedStructs(t *testing.T, root, dir string) map[string]bool {
	t.Helper()
	found := map[string]bool{}
	err := filepath.WalkDir(
		filepath.Join(root, filepath.FromSlash(dir)),
		func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			rel, err := filepath.Rel(root, filepath.Dir(path))
			for _, name := range tagged(f) {
				found[filepath.ToSlash(rel)+":"+name] = true
			}
			return err
		},
	)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// tagged returns the names of a file's structs that have JSON; a struct without
// a name has that of the declaration that it stands in.
func tagged(f *ast.File) (names []string) {
	within := ""
	ast.Inspect(f, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncDecl:
			within = n.Name.Name
		case *ast.TypeSpec:
			within = n.Name.Name
		case *ast.Field:
			if n.Tag != nil && strings.Contains(n.Tag.Value, `json:"`) && !slices.Contains(names, within) {
				names = append(names, within)
			}
		}
		return true
	})
	return names
}

// TestLight: learners' programs hold this package.
func TestLight(t *testing.T) {
	out, err := exec.Command("go", "list", "-deps", "abacus/server/wire", "abacus/server/build/program").Output()
	if err != nil {
		t.Fatal(err)
	}
	for dep := range strings.Lines(string(out)) {
		dep = strings.TrimSpace(dep)
		ours := strings.HasPrefix(dep, "abacus/") && !strings.HasPrefix(dep, "abacus/lessons/notebook")
		if dep == "encoding/json" || dep == "regexp" || dep == "net/http" ||
			ours && dep != "abacus/server/wire" && dep != "abacus/server/build/program" {
			t.Errorf("learners' programs hold %s", dep)
		}
	}
}

// TestVerdicts says which verdicts are sound, and what they say of an answer.
func TestVerdicts(t *testing.T) {
	long := strings.Repeat("ä", wire.MaxSaid)
	for _, tt := range []struct {
		verdict    wire.Verdict
		conclusive bool
		wrong      string
	}{
		{wire.Judged(true, long+"ä"), true, ""},
		{wire.Judged(false, ""), true, ""},
		{wire.Unjudged(wire.Broken, ""), true, ""},
		{wire.Unjudged(wire.Unanswered, ""), true, ""},
		{wire.Unjudged(wire.Busy, ""), false, ""},
		{wire.Unjudged(wire.Interrupted, ""), false, ""},
		{wire.Unjudged(wire.Unavailable, ""), false, ""},
		{wire.Verdict{State: wire.Passed, Said: long + "ä"}, true, "at most 400"},
		{wire.Verdict{State: wire.NoVerdict}, false, "cannot have the reason"},
		{wire.Verdict{State: wire.NotYet, Reason: wire.Busy}, true, `cannot have the reason "busy"`},
		{wire.Verdict{State: wire.VerdictState(long)}, true, `"ääääääääääääääääääää" is not the state`},
	} {
		if got := tt.verdict.Conclusive(); got != tt.conclusive {
			t.Errorf("%.40v: conclusive %v", tt.verdict, got)
		}
		if err := tt.verdict.Check(); (err == nil) != (tt.wrong == "") ||
			err != nil && !strings.Contains(err.Error(), tt.wrong) {
			t.Errorf("%.40v: %v, want %q", tt.verdict, err, tt.wrong)
		}
	}
	if got := wire.Clip(long + "ä"); got != long[:len(long)-2]+"…" || wire.Clip(long) != long {
		t.Errorf("clipped to %q", got)
	}
}
