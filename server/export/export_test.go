package export

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// What a killed export left goes with the next one; what is under way, or is
// another's, stays.
func TestExportsSweepWhatAKilledOneLeft(t *testing.T) {
	parent := filepath.Join(t.TempDir(), "[a] site") // no pattern
	long := time.Now().Add(-2 * staleExport)
	for name, old := range map[string]bool{unfinished + "1": true, unfinished + "2": false, "abacus-export-mine": true} {
		dir := filepath.Join(parent, name)
		if err := os.MkdirAll(filepath.Join(dir, "lessons"), 0o755); err != nil {
			t.Fatal(err)
		}
		if old {
			if err := os.Chtimes(dir, long, long); err != nil {
				t.Fatal(err)
			}
		}
	}
	sweep(parent)
	for name, want := range map[string]bool{unfinished + "1": false, unfinished + "2": true, "abacus-export-mine": true} {
		if _, err := os.Stat(filepath.Join(parent, name)); (err == nil) != want {
			t.Errorf("%s is there: %v, want %v", name, err == nil, want)
		}
	}
}
