package export

import (
	"os"
	"path/filepath"

	"abacus/server/build"
)

// sqliteModule is what the program of server/sql/program is built from.
func sqliteModule() []string {
	return []string{"go.mod", "go.sum", "lessons/notebook", "server/sql", "server/wire"}
}

// sqlite compiles the server's SQLite for browsers.
func (x *exporter) sqlite() error {
	prepared, err := x.Builder.Prepared()
	if err != nil {
		return err
	}
	files, err := build.ReadGo(x.Module, sqliteModule()...)
	if err != nil {
		return err
	}
	tmp, err := os.MkdirTemp("", "abacus-sqlite-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	if err := build.WriteGo(tmp, files); err != nil {
		return err
	}
	output := filepath.Join(tmp, "sqlite.wasm")
	err = prepared.Go(x.ctx, nil, "build", "-C", tmp, "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=",
		"-o", output, "./server/sql/program")
	if err != nil {
		return err
	}
	program, err := os.ReadFile(output)
	if err != nil {
		return err
	}
	return x.putHashed("sqlite", "sql/sqlite.wasm.gz", ahead(program), x.put)
}
