package course

import (
	"io"
	"testing"
)

func TestMain(m *testing.M) { Main(m) }

// TestAKitCanBeMade makes the kit for all packages that need it. On a machine that
// has none this takes minutes.
func TestAKitCanBeMade(t *testing.T) {
	_, k := NewKit(t)
	m, ok, err := k.Manifest()
	if err != nil || !ok {
		t.Fatalf("no kit is ready: %v", err)
	}
	content, _, _, err := k.Packed(m.Compile.Name, "")
	if err != nil {
		t.Fatal(err)
	}
	defer content.Close()
	wasm, err := io.ReadAll(content)
	if err != nil || int64(len(wasm)) != m.Compile.Size || string(wasm[:4]) != "\x00asm" {
		t.Errorf("the compiler has %d bytes, want %d; it begins with %q (%v)",
			len(wasm), m.Compile.Size, wasm[:min(8, len(wasm))], err)
	}
}
