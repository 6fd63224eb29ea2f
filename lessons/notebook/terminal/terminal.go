// Package terminal runs cells outside a page: their text goes to a writer, and
// their drawings become standalone SVG documents.
package terminal

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"abacus/lessons/notebook"
)

// Main is the main function of a program that runs a lesson's cells in the
// given order. Its arguments are the name of a cell and inputs for it:
//
//	go run . BinaryCurve p=0.3
//
// Without arguments it runs every cell with its inputs at their defaults.
// Figures go into the directory that -figures names.
func Main(cells notebook.Cells, order ...string) {
	if err := run(os.Args[1:], os.Stdout, cells, order); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(args []string, w io.Writer, cells notebook.Cells, order []string) error {
	flags := flag.NewFlagSet("lesson", flag.ContinueOnError)
	flags.SetOutput(w)
	dir := flags.String("figures", "figures", "directory for the figures")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return nil
	} else if err != nil {
		return err
	}
	var inputs []string
	if flags.NArg() > 0 {
		order, inputs = flags.Args()[:1], flags.Args()[1:]
	}
	for _, name := range order {
		cell, ok := cells[name]
		if !ok {
			return fmt.Errorf("there is no cell %q; there are %s", name, strings.Join(order, ", "))
		}
		fmt.Fprintf(w, "== %s\n\n", name)
		if err := Show(w, cell, inputs, filer{w, *dir, name}.save); err != nil {
			return err
		}
	}
	return nil
}

// filer writes the figures of one cell.
type filer struct {
	w         io.Writer
	dir, cell string
}

func (f filer) save(i int, svg string) error {
	if err := os.MkdirAll(f.dir, 0o755); err != nil {
		return err
	}
	name := f.cell
	if i > 0 {
		name = fmt.Sprintf("%s-%d", f.cell, i+1)
	}
	file := filepath.Join(f.dir, name+".svg")
	fmt.Fprintf(f.w, "(drawn in %s)\n", file)
	return os.WriteFile(file, []byte(svg), 0o644)
}

// Show runs a cell with the given inputs, written name=value, and the others
// at their defaults. It writes text to w and hands drawings to figure, counted
// from 0.
func Show(w io.Writer, cell func(*notebook.Cell), inputs []string, figure func(i int, svg string) error) error {
	values := map[string]string{}
	for _, in := range inputs {
		name, value, ok := strings.Cut(in, "=")
		if !ok {
			return fmt.Errorf("an input is written name=value, not %q", in)
		}
		values[name] = value
	}
	out := notebook.Run(cell, notebook.Options{Inputs: values})
	for _, in := range out.Inputs {
		fmt.Fprintf(w, "%s = %s (%s)\n", in.Name, in.Value, choice(in))
	}
	for name := range values {
		if !slices.ContainsFunc(out.Inputs, func(in notebook.Input) bool { return in.Name == name }) {
			out.Notices = append(out.Notices, fmt.Sprintf("the cell has no input %q", name))
		}
	}
	slices.Sort(out.Notices)
	for _, notice := range out.Notices {
		fmt.Fprintf(w, "note: %s\n", notice)
	}
	if len(out.Inputs) > 0 {
		fmt.Fprintln(w)
	}
	s := shower{w: w, figure: figure}
	s.events(out.Events)
	return s.err
}

// Text runs a cell with its inputs at their defaults and writes its text to w. Of
// figures it writes what they show.
func Text(w io.Writer, cell func(*notebook.Cell)) {
	_ = Show(w, cell, nil, func(int, string) error { return nil }) // fails only with its inputs or figures
}

// choice describes the values an input accepts.
func choice(in notebook.Input) string {
	switch in.Kind {
	case notebook.InputSelect, notebook.InputButtons:
		return in.Label + ": " + strings.Join(in.Options, " | ")
	case notebook.InputCheckbox:
		return in.Label + ": on | off"
	}
	return fmt.Sprintf("%s: %g to %g", in.Label, in.Range.Min, in.Range.Max)
}

// shower writes the outputs of one cell.
type shower struct {
	w      io.Writer
	figure func(i int, svg string) error
	drawn  int
	err    error
}

func (s *shower) events(events []notebook.Event) {
	for _, e := range events {
		s.event(e)
	}
}

func (s *shower) event(e notebook.Event) {
	switch e.Kind {
	case notebook.KindTable:
		s.table(e.Table)
	case notebook.KindDrawing:
		if d := e.Drawing; s.err == nil {
			fmt.Fprintf(s.w, "%s. %s\n", d.Title, d.Description)
			s.err = s.figure(s.drawn, SVG(d))
			s.drawn++
			fmt.Fprintln(s.w)
		}
	case notebook.KindRow:
		s.events(e.Events)
	case notebook.KindAnimation:
		a := e.Animation
		fmt.Fprintf(s.w, "%s %d of 0 to %d; set %s for others\n\n", a.Label, a.Current, a.Count-1, a.Input)
		s.events(a.Frames[a.Current])
	default:
		fmt.Fprintf(s.w, "%s\n\n", strings.TrimRight(e.Text, "\n"))
	}
}

func (s *shower) table(t *notebook.Table) {
	if t.Caption != "" {
		fmt.Fprintln(s.w, t.Caption)
	}
	tw := tabwriter.NewWriter(s.w, 0, 0, 3, ' ', 0)
	fmt.Fprintln(tw, strings.Join(t.Columns, "\t"))
	for i, row := range t.Rows {
		mark := ""
		if slices.Contains(t.Mark, i) {
			mark = "\t<"
		}
		fmt.Fprintln(tw, strings.ReplaceAll(strings.Join(row, "\t"), notebook.Null, "NULL")+mark)
	}
	_ = tw.Flush() // to a writer whose errors show elsewhere
	fmt.Fprintln(s.w)
}
