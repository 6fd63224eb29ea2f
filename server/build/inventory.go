package build

import (
	"context"
	"path/filepath"
	"slices"

	"abacus/server/build/source"
)

// Inventory is what a Builder builds with, for building elsewhere.
type Inventory struct {
	Edition  string // of the lessons, whichever toolchain builds them
	Key      string // changes with everything below
	Version  string // of the toolchain
	Root     string // GOROOT
	Module   string // directory of the module, for Go
	Course   source.Data
	Archives []Archive

	tools *toolchain
}

// Archive is a compiled package: export data and object code in one file.
type Archive struct {
	Path string
	File string
	Deps []string // all its dependencies
}

// Inventory returns the inventory. The error is ErrPreparing or
// ErrUnavailable.
func (b *Builder) Inventory() (*Inventory, error) {
	p, err := b.prepared()
	if err != nil {
		return nil, err
	}
	inv := &Inventory{
		Edition: p.edition, Key: filepath.Base(p.dir), Version: p.tools.version, Root: p.tools.root,
		Module: filepath.Join(p.dir, "module"), Course: p.data, tools: p.tools,
	}
	for _, pk := range p.packages {
		if pk.Export != "" { // unsafe has none
			deps := slices.DeleteFunc(slices.Clone(pk.Deps), func(path string) bool { return path == "unsafe" })
			inv.Archives = append(inv.Archives, Archive{Path: pk.ImportPath, File: filepath.Join(p.dir, pk.Export), Deps: deps})
		}
	}
	return inv, nil
}

// Edition identifies the sources that Prepare last read, even without a toolchain
// to build them; "" before the first Prepare.
func (b *Builder) Edition() string {
	if key := b.edition.Load(); key != nil {
		return *key
	}
	return ""
}

// Go runs the go command for js/wasm in the module. lines, which may be nil,
// receives its messages.
func (inv *Inventory) Go(ctx context.Context, lines func(string), args ...string) error {
	_, err := inv.tools.run(ctx, inv.Module, lines, args...)
	return err
}
