// Package export writes the course as plain files, for any web host and any number
// of readers. Their browsers compute what a server would: cells with the lesson
// compiled to a program, SQL with the same Go as on a server, readers' own code with
// Go's compiler. Equal courses give equal files.
//
// The pages come from package web, with the addresses of a web.Site: nothing
// rewrites a finished page.
package export

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"abacus/server/assets"
	"abacus/server/build"
	"abacus/server/frame"
	"abacus/server/kit"
	"abacus/server/packed"
	"abacus/server/project"
	"abacus/web"
)

// Config is what an export is made from.
type Config struct {
	project.Project
	Lessons []string       // which to export; nil: all of the course
	Builder *build.Builder // must be ready
	Kit     *kit.Kit       // what readers' browsers compile with; nil: code cannot be changed
	Log     *slog.Logger   // nil: nobody is told how far it is
}

// Write writes the course into dir, which is empty or does not exist. Afterwards dir
// is complete or, after an error, does not exist.
func Write(ctx context.Context, cfg Config, dir string) error {
	if list, err := os.ReadDir(dir); len(list) > 0 {
		return fmt.Errorf("%s is not empty: name a directory that is empty or does not exist yet", dir)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	x, err := newExporter(ctx, cfg)
	if err != nil {
		return err
	}
	parent := filepath.Dir(filepath.Clean(dir))
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	sweep(parent)
	if x.dir, err = os.MkdirTemp(parent, unfinished); err != nil {
		return err
	}
	defer os.RemoveAll(x.dir)
	if err := x.all(); err != nil {
		return err
	}
	if err := os.Chmod(x.dir, 0o755); err != nil {
		return err
	}
	_ = os.Remove(dir) // empty
	return os.Rename(x.dir, dir)
}

// unfinished is the prefix of directories that are not complete yet.
const unfinished = "abacus-export-unfinished-"

// staleExport is the age at which such a directory belongs to a killed export.
const staleExport = time.Hour

// sweep removes the unfinished directories of killed exports.
func sweep(parent string) {
	left, _ := fs.Glob(os.DirFS(parent), unfinished+"*") // at worst it stays
	for _, name := range left {
		dir := filepath.Join(parent, name)
		if info, err := os.Stat(dir); err == nil && info.IsDir() && time.Since(info.ModTime()) > staleExport {
			_ = os.RemoveAll(dir)
		}
	}
}

// exporter writes one version of the course.
type exporter struct {
	Config
	ctx    context.Context
	dir    string
	course *web.Course
	site   *web.Site
	static *assets.Set
	frame  *frame.Document

	mu      sync.Mutex                   // guards what follows, and the site's files
	written []string                     // all files
	common  map[string][sha256.Size]byte // hashes of those that a visitor's browser stores from the start
}

// newExporter reads the course.
func newExporter(ctx context.Context, cfg Config) (*exporter, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	x := &exporter{
		Config: cfg, ctx: ctx, site: &web.Site{Files: map[string]string{}}, common: map[string][sha256.Size]byte{},
	}
	x.site.Head = x.head
	var err error
	if x.static, err = assets.Load(cfg.Static); err != nil {
		return nil, err
	}
	course, err := cfg.Course()
	if err != nil {
		return nil, err
	}
	if cfg.Lessons != nil {
		kept := course.Lessons[:0]
		for _, l := range course.Lessons {
			if slices.Contains(cfg.Lessons, l.Slug) {
				kept = append(kept, l)
			}
		}
		course.Lessons = kept
	}
	course.Asset, course.Exported, course.Log = x.static.URL, x.site, cfg.Log
	course.Kit, course.Editable = cfg.Kit != nil, cfg.Kit != nil
	x.course, err = web.Load(course)
	return x, err
}

func (x *exporter) all() error {
	if err := x.course.Warm(x.ctx); err != nil {
		return err
	}
	steps := []struct {
		name string
		do   func() error
	}{
		{"what programs run in", x.support},
		{"SQLite", x.sqlite},
		{"the compiler", x.compiler},
		{"lessons", x.lessons},
		{"search", x.searchIndex},
		{"pages", x.pages},
		{"static files", x.statics},
		{"offline", x.offline},
	}
	for _, step := range steps {
		x.Log.Info("exporting", "what", step.name)
		if err := step.do(); err != nil {
			return fmt.Errorf("exporting %s: %w", step.name, err)
		}
	}
	return nil
}

// put writes a file. Its name is a path with slashes.
func (x *exporter) put(name string, content []byte) error {
	target := filepath.Join(x.dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	x.mu.Lock()
	x.written = append(x.written, name)
	x.mu.Unlock()
	return os.WriteFile(target, content, 0o644)
}

// putCommon is put for a file that a visitor's browser stores from the start, for use
// without a network.
func (x *exporter) putCommon(name string, content []byte) error {
	x.mu.Lock()
	x.common[name] = sha256.Sum256(content)
	x.mu.Unlock()
	return x.put(name, content)
}

// putHashed writes a file under a name with a hash of its content, and tells pages
// about it. Content whose name ends in .gz is written compressed: plain hosts do not
// compress.
func (x *exporter) putHashed(as, name string, content *packed.Body, put func(string, []byte) error) error {
	bare, gz := strings.CutSuffix(name, ".gz")
	ext := path.Ext(bare)
	sum := sha256.Sum256(content.Plain)
	name = fmt.Sprintf("%s-%x%s", strings.TrimSuffix(bare, ext), sum[:6], ext)
	bytes := content.Plain
	if gz {
		name += ".gz"
		bytes = content.Gzip()
	}
	x.mu.Lock()
	x.site.Files[as] = "/" + name
	x.mu.Unlock()
	return put(name, bytes)
}

// ahead is content of a file that is made once, for many.
func ahead(content []byte) *packed.Body {
	return &packed.Body{Plain: content, Effort: packed.Best}
}

// support writes the frame that programs run in, and Go's wasm_exec.js.
func (x *exporter) support() error {
	prepared, err := x.Builder.Prepared()
	if err != nil {
		return err
	}
	glue, err := prepared.Support()
	if err != nil {
		return err
	}
	if x.frame, err = frame.New(x.Static, glue); err != nil {
		return err
	}
	if err := x.putHashed("glue", "run/wasm_exec.js", ahead(glue), x.put); err != nil {
		return err
	}
	return x.putCommon(strings.TrimPrefix(frame.Path, "/"), x.frame.Standalone)
}
