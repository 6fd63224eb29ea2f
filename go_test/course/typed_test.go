package course

import "testing"

func TestTypedIn(t *testing.T) {
	const file = "# values\n\n## a sum\n1 + 1\n=> text: 2\n\n# statements\n\n" +
		"# mistaken values\n\n## no sum\n1 +\n=> line 1: …\n"
	for _, tt := range []struct {
		kinds []string
		names string
		err   string
	}{
		{nil, "a sum, no sum, ", ""},
		{[]string{"values"}, "a sum, ", ""},
		{[]string{"mistaken values"}, "no sum, ", ""},
		{[]string{"mistaken values", "values"}, "a sum, no sum, ", ""},
		{[]string{"values", "value"}, "", "there are no value"},
		{[]string{"values", "statements"}, "", "there are no statements"},
	} {
		list, err := typedIn(file, tt.kinds...)
		names, said := "", ""
		for _, typed := range list {
			names += typed.Name + ", "
		}
		if err != nil {
			said = err.Error()
		}
		if names != tt.names || said != tt.err {
			t.Errorf("of the kinds %q there are %q and the error %q, want %q and %q", tt.kinds, names, said, tt.names, tt.err)
		}
	}
}
