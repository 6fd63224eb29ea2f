package kit

import (
	"os"
	"strings"
	"testing"
	"time"

	"abacus/server/build"
	"abacus/server/build/source"
)

// foreign puts into k's directory a kit that another program made of an edition
// of the lessons.
func foreign(t *testing.T, k *Kit, edition, toolchain string) *Manifest {
	t.Helper()
	m := &Manifest{Version: toolchain}
	for to, content := range map[*File]string{
		&m.Compile: "compile", &m.Link: "link", &m.Assemble: "assemble", &m.Glue: "glue of " + toolchain,
		&m.Course: `{"course": {"lessons": [{"slug": "entropy",
			"files": [{"name": "a.go", "text": "package entropy\nfunc A() {}"}]}]}}`,
	} {
		var err error
		if *to, err = k.add("some.json", []byte(content)); err != nil {
			t.Fatal(err)
		}
	}
	if err := k.save(k.manifestPath(edition, toolchain), m); err != nil {
		t.Fatal(err)
	}
	return m
}

// withoutToolchain returns a Kit whose Builder has looked for Go in vain.
func withoutToolchain(t *testing.T) (k *Kit, edition string) {
	t.Helper()
	k = newKit(t)
	if err := k.builder.Prepare(t.Context(), nil); err == nil {
		t.Fatal("there is a toolchain")
	}
	edition = k.builder.Edition()
	if edition == "" {
		t.Fatal("the lessons have no edition")
	}
	return k, edition
}

func TestAKitThatIsThereServesWithoutAToolchain(t *testing.T) {
	k, edition := withoutToolchain(t)
	foreign(t, k, "of-other-lessons", "go1.98")
	if m, ok, err := k.Manifest(); ok || err == nil {
		t.Fatalf("a kit of other lessons was taken: %+v", m)
	}
	foreign(t, k, edition, "go1.26")
	long := time.Now().Add(-time.Hour)
	if err := os.Chtimes(k.manifestPath(edition, "go1.26"), long, long); err != nil {
		t.Fatal(err)
	}
	foreign(t, k, edition, "go1.27")
	k.Want() // does nothing
	m, ok, err := k.Manifest()
	if err != nil || !ok || m.Version != "go1.27" {
		t.Errorf("found %+v, %v (%v), want the newer one", m, ok, err)
	}
	course, glue, err := k.Basis()
	if err != nil {
		t.Fatal(err)
	}
	if string(glue) != "glue of go1.27" {
		t.Errorf("the glue is %q", glue)
	}
	if _, err := course.Draft(source.Request{Lesson: "entropy"}); err != nil {
		t.Errorf("the course is another: %v", err)
	}
	if k.Status().State != build.Ready {
		t.Errorf("the status is %+v", k.Status())
	}
}

// A copy may have been cut, or files of two kits mixed.
func TestADamagedKitIsNotServed(t *testing.T) {
	for name, damage := range map[string]func(k *Kit, m *Manifest) error{
		"a file is missing": func(k *Kit, m *Manifest) error { return os.Remove(k.path(m.Link.Name, gzipped)) },
		"a file is cut":     func(k *Kit, m *Manifest) error { return os.Truncate(k.path(m.Link.Name, gzipped), 15) },
		"a file is empty":   func(k *Kit, m *Manifest) error { return os.Truncate(k.path(m.Glue.Name, gzipped), 0) },
		"a file is another": func(k *Kit, m *Manifest) error {
			return os.Rename(k.path(m.Compile.Name, gzipped), k.path(m.Link.Name, gzipped))
		},
		"a small form is damaged": func(k *Kit, m *Manifest) error {
			return os.WriteFile(k.path(m.Course.Name, brotlied), []byte("no brotli"), 0o644)
		},
		"a name leads elsewhere": func(k *Kit, m *Manifest) error {
			m.Link.Name = "../" + m.Link.Name
			return k.save(k.manifestPath(k.builder.Edition(), "go1.27"), m)
		},
		"the manifest is cut": func(k *Kit, _ *Manifest) error {
			return os.Truncate(k.manifestPath(k.builder.Edition(), "go1.27"), 20)
		},
	} {
		t.Run(name, func(t *testing.T) {
			k, edition := withoutToolchain(t)
			if err := damage(k, foreign(t, k, edition, "go1.27")); err != nil {
				t.Fatal(err)
			}
			if m, ok, err := k.Manifest(); ok || err == nil {
				t.Errorf("it was taken: %+v", m)
			}
			if s := k.Status(); s.State != build.Unavailable || !strings.Contains(s.Problem, "damaged") {
				t.Errorf("the status is %+v", s)
			}
		})
	}
}
