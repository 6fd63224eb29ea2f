package export

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// sqliteModule is what the program of server/sql/program is built from.
func sqliteModule() []string {
	return []string{"go.mod", "go.sum", "lessons/notebook", "server/sql", "server/wire"}
}

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
	for _, root := range sqliteModule() {
		if err := copyGo(x.Module, root, tmp); err != nil {
			return err
		}
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

// copyGo copies a file, or what is under a directory but tests.
func copyGo(from fs.FS, root, to string) error {
	return fs.WalkDir(from, root, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(name, "_test.go") {
			return err
		}
		text, err := fs.ReadFile(from, name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Join(to, filepath.FromSlash(path.Dir(name))), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, text, 0o644)
	})
}
