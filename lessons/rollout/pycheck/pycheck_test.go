package pycheck

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

type trial struct{ name, script, want string }

func TestCheck(t *testing.T) {
	tests := []trial{
		{"nothing", "", ""},
		{"wrong class", "class A:\n    pass\n\nB()\n", "line 4: NameError: name 'B' is not defined"},
		{"upper and lower case", "class A:\n    pass\na()\n", "line 3: NameError: name 'a' is not defined"},
		{"attributes are not names", "import os\nos.nope.b = os.c\n", ""},
		{"arguments are not names", "print('x', end='')\n", ""},
		{"parameters", "def f(a, *b, c=1, **d):\n    return a, b, c, d\nf(1)\n", ""},
		{"value of a parameter", "def f(a=nope):\n    return a\n", "line 1: NameError: name 'nope' is not defined"},
		{"lambda", "f = lambda x, y: x + y\n", ""},
		{
			"imports",
			"import a.b, c as d\nfrom e import (f as g, h)\na, d, g, h\nf\n",
			"line 4: NameError: name 'f' is not defined",
		},
		{"star import", "from a import *\nx\n", ""},
		{
			"loops and blocks",
			"for a, b in []:\n    print(a, b, [c for c in ''])\nwith open('x') as d:\n    d\n" +
				"try:\n    pass\nexcept OSError as e:\n    e\n",
			"",
		},
		{"assignments", "a = b = 1\nc: int = a\n(d, e) = b, c\nif (n := 2):\n    n\n", ""},
		{"texts and comments", "x = 'nope' # nope\ny = f\"{nope}\"\nz = '''\nnope\n'''\n", ""},
		{"call over lines", "print(\n1,\nnope)\n", "line 3: NameError: name 'nope' is not defined"},
		{"open bracket", "print(1\nx = 2\n", "line 1: SyntaxError: '(' was never closed"},
		{"closing bracket", "print(1))\n", "line 1: SyntaxError: unmatched ')'"},
		{"brackets cross", "print([1)]\n", "line 1: SyntaxError: closing ')' does not match opening '[' in line 1"},
		{"open text", "x = 'a\n", "line 1: SyntaxError: unterminated string literal: 'a"},
		{"no colon", "class A\n    pass\n", "line 1: SyntaxError: expected ':'"},
		{"no block", "def f():\nprint(1)\n", "line 2: IndentationError: expected an indented block"},
		{"no block at the end", "def f():\n", "line 1: IndentationError: expected an indented block"},
		{"indented by itself", "x = 1\n  y = 2\n", "line 2: IndentationError: unexpected indent"},
		{
			"between two levels",
			"if 1:\n    if 2:\n        x = 1\n  y = 2\n",
			"line 4: IndentationError: unindent does not match",
		},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got := Check(tt.script)
			switch {
			case tt.want == "" && len(got) > 0:
				t.Errorf("got %v, want nothing", got)
			case tt.want != "" && (len(got) != 1 || !strings.HasPrefix(got[0].String(), tt.want)):
				t.Errorf("got %v, want %q", got, tt.want)
			}
		})
	}
	for i, broken := range pythonRefuses(t, tests) {
		if tt := tests[i]; broken != strings.Contains(tt.want, "Error") && !strings.Contains(tt.want, "NameError") {
			t.Errorf("%s: Python is of another opinion", tt.name)
		}
	}
}

// Since Python 3.12 the texts within an f-string may have its own quotes.
func TestTextsWithinTexts(t *testing.T) {
	if got := Check("x = f'{{nope {'a'} {f'{'b'}'} nope'\nx\n"); len(got) > 0 {
		t.Errorf("got %v", got)
	}
}

// pythonRefuses asks Python which scripts it cannot read; without a Python on
// the machine it returns nothing.
func pythonRefuses(t *testing.T, tests []trial) (refuses []bool) {
	t.Helper()
	var scripts []string
	for _, tt := range tests {
		scripts = append(scripts, tt.script)
	}
	in, err := json.Marshal(scripts)
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("python3", "-c", `import ast, json, sys
def refuses(script):
    try:
        ast.parse(script)
    except SyntaxError:
        return True
    return False
print(json.dumps([refuses(s) for s in json.load(sys.stdin)]))`)
	cmd.Stdin = bytes.NewReader(in)
	out, err := cmd.Output()
	if err != nil {
		t.Log("there is no python3 on this machine to compare with")
		return nil
	}
	if err := json.Unmarshal(out, &refuses); err != nil || len(refuses) != len(tests) {
		t.Fatalf("Python says %q (%v)", out, err)
	}
	return refuses
}

// Nothing is wrong with the modules that come with Python.
func TestPythonItselfIsClean(t *testing.T) {
	out, err := exec.Command("python3", "-c", "import os; print(os.path.dirname(os.__file__))").Output()
	if err != nil {
		missing := t.Skip
		if os.Getenv("CI") == "true" {
			missing = t.Fatal
		}
		missing("there is no python3: apt-get install python3")
	}
	files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(out)), "*.py"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no modules in %q (%v)", out, err)
	}
	made := []string{"_compat_pickle.py", "ssl.py"} // of Windows; by an enum, at run time
	for _, file := range files {
		if slices.Contains(made, filepath.Base(file)) {
			continue
		}
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if got := Check(string(text)); len(got) > 0 {
			t.Errorf("%s: %v", filepath.Base(file), got[0])
		}
	}
	t.Logf("%d modules", len(files))
}

func FuzzCheck(f *testing.F) {
	f.Add("class A(B):\n    def f(self, x=1):\n        return f'{x}'\n")
	f.Add("x = [\n'''a\n''', {1: \"\\\"\"}]\n")
	f.Fuzz(func(t *testing.T, script string) {
		for _, p := range Check(script) {
			if p.Line < 1 || p.Line > strings.Count(script, "\n")+1 {
				t.Errorf("%q: impossible line %d", script, p.Line)
			}
		}
	})
}
