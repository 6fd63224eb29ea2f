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

// run waits for a core, builds and caches the result.
func (j *job) run(ctx context.Context, fl *flight) (Result, error) {
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
	if wrong := j.draft.Read(); len(wrong) > 0 {
		return j.keep(Result{Diagnostics: wrong, Took: time.Since(start)}, 0)
	}
	dir, err := j.workDir()
	if err != nil {
		return Result{}, noRoom(err)
	}
	defer os.RemoveAll(dir)

	timed, cancel := context.WithTimeout(ctx, j.b.cfg.Deadline)
	defer cancel()
	result, err := j.build(timed, dir)
	expire := time.Duration(0)
	switch {
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		j.b.cfg.Log.Warn("build took too long", "lesson", j.lesson, "after", time.Since(start))
		result, expire = j.undecided(source.TooLong(j.b.cfg.Deadline)), failureMemory // the machine may have been busy
	case errors.Is(err, errStopped):
		result = j.undecided(StoppedText)
		result.Took = time.Since(start)
		return result, nil
	case err != nil:
		return Result{}, err
	}
	result.Took = time.Since(start)
	return j.keep(result, expire)
}

// workDir creates a directory to build in, and its parent if that was removed.
func (j *job) workDir() (string, error) {
	if err := os.MkdirAll(j.b.work, 0o755); err != nil {
		return "", err
	}
	return os.MkdirTemp(j.b.work, "build-")
}

// undecided is the result when the compiler comes to no verdict.
func (j *job) undecided(message string) Result {
	return Result{Diagnostics: j.draft.General(message), Undecided: true}
}

// build compiles and links in dir.
func (j *job) build(ctx context.Context, dir string) (Result, error) {
	for _, u := range j.draft.Units() {
		if r, err := j.compile(ctx, dir, u); err != nil || len(r.Diagnostics) > 0 {
			return r, err
		}
	}
	if wrong := j.draft.Compiled(); len(wrong) > 0 {
		return Result{Diagnostics: wrong}, nil
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
		return j.undecided(source.TooComplex), nil
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "program.wasm"))
	if err != nil {
		return Result{}, fmt.Errorf("building: %w", err)
	}
	program := &Program{ID: j.id, Cells: j.draft.Wanted, Body: packed.Body{Plain: wasm, Effort: packed.Program}}
	return Result{Program: program, NoValue: j.draft.NoValue()}, nil
}

// compile compiles a package. The result has no program, but what is wrong.
func (j *job) compile(ctx context.Context, dir string, u source.Unit) (Result, error) {
	for name, text := range u.Files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			return Result{}, noRoom(err)
		}
	}
	args := source.CompileArgs(dir, j.p.path(compileCfg), u)
	output, failed, err := j.p.runTool(ctx, dir, j.b.cfg, "compile", args)
	if err != nil || !failed {
		return Result{}, err
	}
	if again, ok := j.draft.Retry(u, output); ok {
		return j.compile(ctx, dir, again)
	}
	wrong, known := j.draft.Mistakes(output)
	if !known || strings.Contains(output, importFailed) {
		if err := j.blameless(output); err != nil {
			return Result{}, err
		}
	}
	if !known {
		j.b.cfg.Log.Warn("the compiler failed", "lesson", j.lesson, "output", firstLine(output))
	}
	return Result{Diagnostics: wrong, Undecided: !known}, nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line[:min(len(line), 200)]
}
