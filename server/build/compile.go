package build

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"abacus/server/build/source"
	"abacus/server/packed"
)

// failureMemory is how long a failure stays cached for which the machine may be to
// blame.
const failureMemory = time.Minute

// job is one build.
type job struct {
	b      *Builder
	p      *Prepared
	lesson string
	id     string
	draft  *source.Draft
}

// run builds and caches the result.
func (j *job) run(ctx context.Context, fl *flight) (Result, error) {
	if wrong := j.draft.Read(); len(wrong) > 0 {
		return j.keep(Result{Diagnostics: wrong}, 0)
	}
	patient, stop := context.WithTimeout(ctx, j.b.cfg.Patience)
	release, err := fl.enter(patient)
	stop()
	if errors.Is(err, context.DeadlineExceeded) {
		_, ahead := j.b.Load()
		return Result{}, &BusyError{Ahead: ahead}
	}
	if err != nil {
		return Result{}, err
	}
	defer release()
	start := time.Now()
	dir, err := j.workDir()
	if err != nil {
		return Result{}, noRoom(err)
	}
	defer os.RemoveAll(dir)

	timed, cancel := context.WithTimeout(ctx, j.b.cfg.Deadline)
	defer cancel()
	result, err := j.build(timed, dir)
	result.Took = time.Since(start)
	switch {
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		j.b.cfg.Log.Warn("build took too long", "lesson", j.lesson, "after", result.Took)
		result.Diagnostics = j.draft.General(source.TooLong(j.b.cfg.Deadline))
		return j.keep(result, failureMemory) // briefly, since the machine may have been busy
	case errors.Is(err, errStopped):
		result.Diagnostics = j.draft.General(StoppedText)
		return result, nil
	case err != nil:
		return Result{}, err
	}
	return j.keep(result, 0)
}

// workDir creates a directory to build in, and its parent if that was removed.
func (j *job) workDir() (string, error) {
	if err := os.MkdirAll(j.b.work, 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(j.b.work, "build-")
}

// build compiles and links in dir.
func (j *job) build(ctx context.Context, dir string) (Result, error) {
	wrong, err := j.compile(ctx, dir)
	if err != nil || len(wrong) > 0 {
		return Result{Diagnostics: wrong}, err
	}
	output, failed, err := j.p.runTool(ctx, dir, j.b.cfg, "link", source.LinkArgs(j.p.path(linkCfg)))
	if err != nil {
		return Result{}, err
	}
	if failed {
		if err := j.blameless(output); err != nil {
			return Result{}, err
		}
		j.b.cfg.Log.Warn("the linker failed", "lesson", j.lesson, "output", firstLine(output))
		return Result{Diagnostics: j.draft.General(source.TooComplex)}, nil
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "program.wasm"))
	if err != nil {
		return Result{}, fmt.Errorf("building: %w", err)
	}
	program := &Program{ID: j.id, Cells: j.draft.Cells, Body: packed.Body{Plain: wasm, Effort: packed.Program}}
	return Result{Program: program, NoValue: j.draft.NoValue()}, nil
}

// compile compiles the draft's packages.
func (j *job) compile(ctx context.Context, dir string) ([]Diagnostic, error) {
	for _, u := range j.draft.Units() {
		if wrong, err := j.compileUnit(ctx, dir, u); err != nil || len(wrong) > 0 {
			return wrong, err
		}
	}
	return j.draft.Compiled(), nil
}

func (j *job) compileUnit(ctx context.Context, dir string, u source.Unit) ([]Diagnostic, error) {
	for name, text := range u.Files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return nil, noRoom(err)
		}
	}
	args := source.CompileArgs(dir, j.p.path(compileCfg), u)
	output, failed, err := j.p.runTool(ctx, dir, j.b.cfg, "compile", args)
	if err != nil || !failed {
		return nil, err
	}
	if u, ok := j.draft.Again(output); ok {
		return j.compileUnit(ctx, dir, u)
	}
	wrong, known := j.draft.Mistakes(output)
	if !known || strings.Contains(output, importFailed) {
		if err := j.blameless(output); err != nil {
			return nil, err
		}
	}
	if !known {
		j.b.cfg.Log.Warn("the compiler failed", "lesson", j.lesson, "output", firstLine(output))
	}
	return wrong, nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line[:min(len(line), 200)]
}
