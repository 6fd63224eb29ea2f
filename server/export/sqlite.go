package export

import (
	"io/fs"
	"os"
	"path/filepath"
)

// sqlite compiles the server's SQLite for browsers.
func (x *exporter) sqlite() error {
	inv, err := x.Builder.Inventory()
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "abacus-sqlite-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	if err := copyModule(x.Module, tmp); err != nil {
		return err
	}
	output := filepath.Join(tmp, "sqlite.wasm")
	err = inv.Go(x.ctx, nil, "build", "-C", tmp, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
		"-o", output, "./server/sql/program")
	if err != nil {
		return err
	}
	program, err := os.ReadFile(output)
	if err != nil {
		return err
	}
	return x.putHashed("sqlite", "sql/sqlite.wasm.gz", program, x.put)
}

// copyModule copies what the program of server/sql/program is built from.
func copyModule(module fs.FS, to string) error {
	for _, name := range []string{"go.mod", "go.sum"} {
		text, err := fs.ReadFile(module, name)
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(to, name), text, 0o644); err != nil {
			return err
		}
	}
	for _, dir := range []string{"lessons/notebook", "server/sql", "server/wire"} {
		files, err := fs.Sub(module, dir)
		if err != nil {
			return err
		}
		if err := os.CopyFS(filepath.Join(to, filepath.FromSlash(dir)), files); err != nil {
			return err
		}
	}
	return nil
}
