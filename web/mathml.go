package web

import (
	"fmt"
	"html"
	"io/fs"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/dop251/goja"

	"abacus/static"
)

// temml is the script that typesets formulas, here as in readers' own notes.
const temml = "third_party/temml.js"

// typesetter turns TeX into MathML with Temml, run in a JavaScript
// interpreter when lessons load: readers need no script and no network for
// formulas. Starting it takes some 60 ms and a formula about one, so it
// starts with the first formula. It is safe for concurrent use.
type typesetter struct {
	mu     sync.Mutex // a goja runtime serves one goroutine at a time
	vm     *goja.Runtime
	render goja.Callable
	cache  map[string]string
}

// start starts Temml unless it is already running.
func (t *typesetter) start() error {
	if t.render != nil {
		return nil
	}
	script, err := fs.ReadFile(static.FS(), temml)
	if err != nil {
		return err
	}
	t.vm, t.cache = goja.New(), map[string]string{}
	if _, err := t.vm.RunScript(temml, string(script)); err != nil {
		return fmt.Errorf("starting Temml: %w", err)
	}
	t.render, _ = goja.AssertFunction(t.vm.Get("temml").ToObject(t.vm).Get("renderToString")) // Temml has it
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
	key := fmt.Sprint(display, tex)
	if ml, ok := t.cache[key]; ok {
		return ml, nil
	}
	options := map[string]any{"displayMode": display, "throwOnError": true}
	v, err := t.render(goja.Undefined(), t.vm.ToValue(tex), t.vm.ToValue(options))
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return "", fmt.Errorf("formula %q: %s", tex, message)
	}
	t.cache[key] = v.String()
	return t.cache[key], nil
}

var styleAttribute = regexp.MustCompile(`(?: class="([^"]*)")?((?: [a-z]+="[^"]*")*?) style="([^"]*)"`)

// styles collects inline styles as classes, by the style, because a strict
// Content-Security-Policy blocks style attributes.
type styles map[string]string

// extract replaces the style attributes in markup by classes.
func (s styles) extract(markup string) string {
	return styleAttribute.ReplaceAllStringFunc(markup, func(attr string) string {
		m := styleAttribute.FindStringSubmatch(attr)
		class, others, style := m[1], m[2], html.UnescapeString(m[3])
		if s[style] == "" {
			s[style] = fmt.Sprintf("m%d", len(s))
		}
		return ` class="` + strings.TrimSpace(class+" "+s[style]) + `"` + others
	})
}

// css returns the rules for the classes handed out.
func (s styles) css() string {
	var rules []string
	for style, name := range s {
		rules = append(rules, "."+name+"{"+strings.NewReplacer("{", "", "}", "", "<", "").Replace(style)+"}")
	}
	slices.Sort(rules)
	return strings.Join(rules, "")
}
