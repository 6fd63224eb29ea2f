package server

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"abacus/server/build"
	"abacus/server/frame"
	"abacus/server/packed"
	"abacus/web"
)

var errNoOwnExport = errors.New("own lessons cannot be exported: leave out -content")

// Export writes the course as plain files, for any web host and any number of
// readers. What a server would compute for them is computed in their browsers:
// cells by the lesson as a program, SQL by the same Go as here, readers' own
// code by Go's compiler. Equal courses make equal files.
//
// dir is made, or is empty; it is complete or, after an error, not there. The
// configuration's Builder has to be ready.
func Export(ctx context.Context, cfg Config, dir string) error {
	if list, err := os.ReadDir(dir); len(list) > 0 {
		return fmt.Errorf("%s is not empty: name a directory that is, or that does not exist yet", dir)
	} else if err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if cfg.Own != "" {
		return errNoOwnExport
	}
	cfg.exported = &web.Site{Files: map[string]string{}}
	s, err := New(cfg)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(dir)), 0o755); err != nil {
		return err
	}
	sweepExports(filepath.Dir(filepath.Clean(dir)))
	tmp, err := os.MkdirTemp(filepath.Dir(filepath.Clean(dir)), unfinished)
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp)
	x := &exporter{Server: s, ctx: ctx, dir: tmp}
	cfg.exported.Head = x.head
	if err := x.all(); err != nil {
		return err
	}
	if err := os.Chmod(tmp, 0o755); err != nil {
		return err
	}
	_ = os.Remove(dir) // empty
	return os.Rename(tmp, dir)
}

// unfinished begins the names of directories that are not whole yet.
const unfinished = "abacus-export-unfinished-"

// staleExport is the age at which such a directory is of an export that was
// killed.
const staleExport = time.Hour

// sweepExports removes what killed exports left beside the directories that
// they were to make.
func sweepExports(parent string) {
	left, _ := filepath.Glob(filepath.Join(parent, unfinished+"*")) // at worst it stays
	for _, dir := range left {
		if info, err := os.Stat(dir); err == nil && info.IsDir() && time.Since(info.ModTime()) > staleExport {
			_ = os.RemoveAll(dir)
		}
	}
}

// exporter writes one edition of the course.
type exporter struct {
	*Server
	ctx   context.Context
	dir   string
	frame *frame.Document

	mu      sync.Mutex // guards what follows
	written []string   // all files
	common  []string   // those that a visitor keeps from the start
}

func (x *exporter) all() error {
	course := x.now.Load().course
	if err := course.Warm(x.ctx); err != nil {
		return err
	}
	steps := []struct {
		name string
		do   func(*web.Course) error
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
		x.log.Info("exporting", "what", step.name)
		if err := step.do(course); err != nil {
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

// putCommon is put for what a visitor keeps from the start, for when there is
// no network.
func (x *exporter) putCommon(name string, content []byte) error {
	x.mu.Lock()
	x.common = append(x.common, name)
	x.mu.Unlock()
	return x.put(name, content)
}

// offer writes a file under a name that holds a hash of its content, and
// tells pages about it. Names that end in .gz are of content to be packed:
// plain hosts send files as they are.
func (x *exporter) offer(as, name string, content []byte, put func(string, []byte) error) error {
	sum := sha256.Sum256(content)
	bare, gz := strings.CutSuffix(name, ".gz")
	ext := path.Ext(bare)
	name = strings.TrimSuffix(bare, ext) + "-" + hex.EncodeToString(sum[:6]) + ext
	if gz {
		name += ".gz"
		content = packed.Gzip(content, packed.Best)
	}
	x.mu.Lock()
	x.cfg.exported.Files[as] = "/" + name
	x.mu.Unlock()
	return put(name, content)
}

// support writes the frame that programs run in, and Go's wasm_exec.js.
func (x *exporter) support(*web.Course) error {
	glue, err := x.cfg.Builder.Support()
	if err != nil {
		return err
	}
	if x.frame, err = frame.New(x.cfg.Static, glue); err != nil {
		return err
	}
	if err := x.offer("glue", "run/wasm_exec.js", glue, x.put); err != nil {
		return err
	}
	return x.putCommon(strings.TrimPrefix(frame.Path, "/"), x.frame.Alone)
}

// Bounds of what is computed ahead for a cell: states, and bytes packed. What
// is beyond is computed when it is asked for.
const (
	maxStates     = 120
	maxStateBytes = 150 << 10
)

// lessons writes each lesson's program, the states of its cells, and its SQL.
func (x *exporter) lessons(course *web.Course) error {
	group, _ := errgroup.WithContext(x.ctx)
	group.SetLimit(runtime.GOMAXPROCS(0))
	for _, l := range course.Lessons {
		group.Go(func() error {
			if err := errors.Join(x.program(course, l), x.states(course, l), x.statements(course, l)); err != nil {
				return fmt.Errorf("lesson %s: %w", l.Slug, err)
			}
			x.log.Info("exported", "lesson", l.Slug)
			return nil
		})
	}
	return group.Wait()
}

// program writes the lesson as it ships, for whatever is asked of its cells.
func (x *exporter) program(course *web.Course, l *web.Lesson) error {
	cells := course.CellNames(l)
	if len(cells) == 0 {
		return nil
	}
	result, err := x.cfg.Builder.Build(x.ctx, build.Request{Lesson: l.Slug, Cells: cells})
	if err != nil {
		return err
	}
	if result.Program == nil {
		return fmt.Errorf("it does not build: %v", result.Diagnostics)
	}
	return x.offer("program/"+l.Slug, "programs/"+l.Slug+".wasm.gz", result.Program.Plain, x.put)
}

func (x *exporter) states(course *web.Course, l *web.Lesson) error {
	for _, name := range course.CellNames(l) {
		states, err := course.States(l, name, maxStates)
		if err != nil {
			return err
		}
		text, err := json.Marshal(states)
		if err != nil {
			return err
		}
		if len(states) == 0 || len(packed.Gzip(text, packed.Best)) > maxStateBytes {
			continue
		}
		if err := x.offer("states/"+l.Slug+"/"+name, "states/"+l.Slug+"/"+name+".json.gz", text, x.put); err != nil {
			return err
		}
	}
	return nil
}

// statements writes the lesson's SQL cells.
func (x *exporter) statements(course *web.Course, l *web.Lesson) error {
	p := course.SQLPage(l)
	if len(p.Cells) == 0 {
		return nil
	}
	text, err := json.Marshal(p)
	if err != nil {
		return err
	}
	return x.offer("sql/"+l.Slug, "sql/"+l.Slug+".json", text, x.put)
}
