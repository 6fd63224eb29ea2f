package lessons_test

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"abacus/lessons"
	"abacus/lessons/notebook"
)

var update = flag.Bool("update", false, "write what the cells say now into testdata")

// What a reader sees first in every cell, as text: sentences, tables, what the
// figures say of themselves. A change here is a change to the course: look at
// it, then accept it with
//
//	go test ./lessons -run Golden -update
func TestGolden(t *testing.T) {
	for _, l := range lessons.All() {
		t.Run(l.Slug, func(t *testing.T) {
			var b strings.Builder
			for _, name := range slices.Sorted(maps.Keys(l.Cells)) {
				out := notebook.Run(l.Cells[name], notebook.Options{NoTiming: true})
				fmt.Fprintf(&b, "== %s\n", name)
				if out.Timed {
					b.WriteString("(measures time)\n\n")
					continue
				}
				writeEvents(&b, out.Events)
				for _, key := range slices.Sorted(maps.Keys(out.Values)) {
					fmt.Fprintf(&b, "{{%s.%s}} = %s\n", name, key, out.Values[key])
				}
				b.WriteString("\n")
			}
			golden(t, filepath.Join("testdata", l.Slug+".txt"), b.String())
		})
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	gotLines, wantLines := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(gotLines), len(wantLines)) {
		g, w := line(gotLines, i), line(wantLines, i)
		if g != w {
			t.Fatalf("%s:%d:\n got %s\nwant %s\nLook at the change; accept it with -update.", file, i+1, g, w)
		}
	}
}

func line(lines []string, i int) string {
	if i < len(lines) {
		return lines[i]
	}
	return "(the end)"
}

func writeEvents(b *strings.Builder, events []notebook.Event) {
	for _, e := range events {
		switch e.Kind {
		case notebook.KindTable:
			fmt.Fprintf(b, "table %s\n  %s\n", e.Table.Caption, strings.Join(e.Table.Columns, " | "))
			for _, row := range e.Table.Rows {
				fmt.Fprintf(b, "  %s\n", strings.ReplaceAll(strings.Join(row, " | "), notebook.Null, "NULL"))
			}
		case notebook.KindDrawing:
			fmt.Fprintf(b, "figure %s\n  %s\n", e.Drawing.Title, e.Drawing.Description)
		case notebook.KindRow:
			writeEvents(b, e.Events)
		case notebook.KindAnimation:
			fmt.Fprintf(b, "animation, %s %d of %d\n", e.Animation.Label, e.Animation.Current, e.Animation.Count)
			writeEvents(b, e.Animation.Frames[e.Animation.Current])
		default:
			fmt.Fprintf(b, "%s %s\n", e.Kind, strings.TrimRight(e.Text, "\n"))
		}
	}
}
