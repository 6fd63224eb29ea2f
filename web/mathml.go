package web

import (
	_ "embed" // for Temml
	"errors"
	"fmt"
	"html"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"
)

// temmlJS is Temml 0.13.5 (MIT), see third_party/README.md.
//
//go:embed third_party/temml.min.js
var temmlJS string

// typesetter turns TeX into MathML with Temml, run in a JavaScript
// interpreter when lessons load: readers need no script and no network for
// formulas. Starting it takes some 60 ms and a formula about one, so it
// starts with the first formula. It is safe for concurrent use.
type typesetter struct {
	mu     sync.Mutex // a goja runtime serves one goroutine at a time
	render goja.Callable
	vm     *goja.Runtime
	err    error // why it could not start
	cache  map[formula]string
}

type formula struct {
	tex     string
	display bool
}

func (t *typesetter) start() error {
	if t.vm != nil || t.err != nil {
		return t.err
	}
	vm := goja.New()
	if _, err := vm.RunScript("temml.min.js", temmlJS); err != nil {
		t.err = fmt.Errorf("starting Temml: %w", err)
		return t.err
	}
	render, ok := goja.AssertFunction(vm.Get("temml").ToObject(vm).Get("renderToString"))
	if !ok {
		t.err = errors.New("starting Temml: it has no renderToString")
		return t.err
	}
	t.vm, t.render, t.cache = vm, render, map[formula]string{}
	return nil
}

// MathML returns the markup of a formula. A mistake in it is an error that
// names the place within the formula.
func (t *typesetter) MathML(tex string, display bool) (string, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if err := t.start(); err != nil {
		return "", err
	}
	key := formula{tex, display}
	if ml, ok := t.cache[key]; ok {
		return ml, nil
	}
	options := t.vm.NewObject()
	for name, v := range map[string]any{"displayMode": display, "throwOnError": true} {
		if err := options.Set(name, v); err != nil {
			return "", err
		}
	}
	v, err := t.render(goja.Undefined(), t.vm.ToValue(tex), options)
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return "", fmt.Errorf("formula %q: %s", tex, message)
	}
	ml := v.String()
	t.cache[key] = ml
	return ml, nil
}

var styleAttribute = regexp.MustCompile(`(?: class="([^"]*)")?((?: [a-z]+="[^"]*")*?) style="([^"]*)"`)

// styles collects inline styles as classes, because a strict
// Content-Security-Policy blocks style attributes.
type styles struct{ classes map[string]string }

// extract replaces the style attributes in markup by classes.
func (s *styles) extract(markup string) string {
	return styleAttribute.ReplaceAllStringFunc(markup, func(attr string) string {
		m := styleAttribute.FindStringSubmatch(attr)
		class, others, style := m[1], m[2], html.UnescapeString(m[3])
		if s.classes == nil {
			s.classes = map[string]string{}
		}
		name, ok := s.classes[style]
		if !ok {
			name = fmt.Sprintf("m%d", len(s.classes))
			s.classes[style] = name
		}
		return ` class="` + strings.TrimSpace(class+" "+name) + `"` + others
	})
}

// css returns the rules for the classes handed out.
func (s *styles) css() string {
	var rules []string
	for style, name := range s.classes {
		rules = append(rules, "."+name+"{"+strings.NewReplacer("{", "", "}", "", "<", "").Replace(style)+"}")
	}
	slices.Sort(rules)
	return strings.Join(rules, "")
}
