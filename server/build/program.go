package build

import (
	"bytes"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Program is a learner's program. Its ID names its content, so that it can be
// served under an address that never changes.
type Program struct {
	ID    string
	Cells []string
	Wasm  []byte

	brotli, gzip func() []byte
}

func newProgram(id string, cells []string, wasm []byte) *Program {
	return &Program{
		ID: id, Cells: cells, Wasm: wasm,
		brotli: sync.OnceValue(func() []byte {
			var b bytes.Buffer
			w := brotli.NewWriterLevel(&b, 1)
			_, _ = w.Write(wasm) // a Buffer takes everything
			_ = w.Close()
			return b.Bytes()
		}),
		gzip: sync.OnceValue(func() []byte {
			var b bytes.Buffer
			w, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed) // the level exists
			_, _ = w.Write(wasm)
			_ = w.Close()
			return b.Bytes()
		}),
	}
}

// Brotli returns the program compressed, which happens once, at a low level:
// a program is made for one learner. On the same machine it is quicker to
// send it as it is.
func (p *Program) Brotli() []byte { return p.brotli() }

// Gzip is Brotli for those who do not take it.
func (p *Program) Gzip() []byte { return p.gzip() }

// cost is what keeping the program takes, compressed forms included.
func (p *Program) cost() int { return len(p.Wasm) * 8 / 5 }
