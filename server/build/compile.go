package build

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Limits of a build besides Config's.
const (
	maxFile       = 64 << 20 // bytes of any file a tool writes
	failureMemory = time.Minute
)

// job is one build.
type job struct {
	b     *Builder
	p     *prepared
	l     *lesson
	id    string
	edits []Edit
	cells []string
}

// run builds, and keeps the outcome.
func (j *job) run(ctx context.Context) (Result, error) {
	changes, broken, wrong := j.read()
	if len(wrong) > 0 {
		return j.keep(Result{Diagnostics: wrong}, 0)
	}
	leave, err := j.b.queue.enter(ctx)
	if err != nil {
		return Result{}, err
	}
	defer leave()
	start := time.Now()
	dir, err := os.MkdirTemp(j.b.work, "build-")
	if err != nil {
		return Result{}, fmt.Errorf("building: %w", err)
	}
	defer os.RemoveAll(dir)

	timed, cancel := context.WithTimeout(ctx, j.b.cfg.Deadline)
	defer cancel()
	result, err := j.build(timed, dir, changes, broken)
	result.Took = time.Since(start)
	switch {
	case errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil:
		j.b.cfg.Log.Warn("build took too long", "lesson", j.l.slug, "after", result.Took)
		message := fmt.Sprintf("%s in %s", tooComplex, j.b.cfg.Deadline)
		// A busy machine may have been at fault: do not hold it against the text for long.
		return j.keep(Result{Diagnostics: []Diagnostic{j.general(message)}, Took: result.Took}, failureMemory)
	case err != nil:
		return Result{}, err
	}
	return j.keep(result, 0)
}

func (j *job) keep(r Result, expire time.Duration) (Result, error) {
	j.b.cache.put(j.id, r, expire)
	return r, nil
}

// general returns a diagnostic that has no place. With one edit it is that
// edit's.
func (j *job) general(message string) Diagnostic {
	d := Diagnostic{Message: message}
	if len(j.edits) == 1 {
		d.Declaration, d.Yours = j.edits[0].Declaration, true
	}
	return d
}

// read checks and parses the edits. broken are those that are not Go.
func (j *job) read() (changes []*change, broken []Edit, wrong []Diagnostic) {
	for _, e := range j.edits {
		if d := check(e); d != nil {
			wrong = append(wrong, *d)
			continue
		}
		c, ds := j.p.edited(j.l, e)
		wrong = append(wrong, ds...)
		if c == nil {
			broken = append(broken, e)
		} else {
			changes = append(changes, c)
		}
	}
	return changes, broken, wrong
}

// build compiles and links in dir.
func (j *job) build(ctx context.Context, dir string, changes []*change, broken []Edit) (Result, error) {
	if len(broken) > 0 {
		return j.syntaxErrors(ctx, dir, broken)
	}
	wrong, err := j.compile(ctx, dir, j.p.assemble(j.l, changes, j.cells))
	if err != nil || len(wrong) > 0 {
		return Result{Diagnostics: wrong}, err
	}
	output, failed, err := j.p.tools.runTool(ctx, dir, j.limits(), "link",
		"-s", "-w", "-buildmode=exe", "-importcfg", j.p.linkCfg, "-o", "program.wasm", "main.a")
	if err != nil {
		return Result{}, err
	}
	if failed {
		j.b.cfg.Log.Warn("link failed", "lesson", j.l.slug, "output", firstLine(output))
		return Result{Diagnostics: []Diagnostic{j.general(tooComplex)}}, nil
	}
	wasm, err := os.ReadFile(filepath.Join(dir, "program.wasm"))
	if err != nil {
		return Result{}, fmt.Errorf("building: %w", err)
	}
	return Result{Program: newProgram(j.id, j.cells, wasm)}, nil
}

func (j *job) limits() limits {
	cfg := j.b.cfg
	return limits{seconds: int((cfg.Processor + time.Second - 1) / time.Second), memory: cfg.Memory, fileSize: maxFile}
}

// compile compiles the files as package main.
func (j *job) compile(ctx context.Context, dir string, files map[string]string) ([]Diagnostic, error) {
	args := []string{
		"-p", "main", "-lang", "go" + language, "-complete", "-pack", "-dwarf=false", "-o", "main.a",
		"-importcfg", j.p.compileCfg,
		"-trimpath", trimpath(dir),
	}
	for _, name := range slices.Sorted(maps.Keys(files)) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(files[name]), 0o644); err != nil {
			return nil, fmt.Errorf("building: %w", err)
		}
		args = append(args, name)
	}
	output, failed, err := j.p.tools.runTool(ctx, dir, j.limits(), "compile", args...)
	if err != nil || !failed {
		return nil, err
	}
	wrong := diagnose(output)
	j.intoText(wrong)
	if len(wrong) == 0 {
		j.b.cfg.Log.Warn("compiler gave up", "lesson", j.l.slug, "output", firstLine(output))
		wrong = []Diagnostic{j.general(tooComplex)}
	}
	return wrong, nil
}

// intoText moves what is reported behind the end of a learner's text, such as
// a missing brace, to its end.
func (j *job) intoText(wrong []Diagnostic) {
	for i := range wrong {
		for _, e := range j.edits {
			if d := &wrong[i]; d.Yours && d.Declaration == e.Declaration && d.Line > strings.Count(e.Text, "\n")+1 {
				end := at(e, len(e.Text), "")
				d.Line, d.Column = end.Line, end.Column
			}
		}
	}
}

// language is the version of Go that lessons are written in.
const language = "1.26"

// trimpath has the compiler record files without the directory of the build.
func trimpath(dir string) string {
	var rules []string
	for _, sub := range []string{yoursDir, lessonDir} {
		sub = strings.TrimSuffix(sub, "/")
		rules = append(rules, filepath.Join(dir, sub)+"=>"+sub)
	}
	return strings.Join(append(rules, dir+"=>program"), ";")
}

// syntaxErrors has the compiler say what is wrong with texts that do not
// parse. Each is compiled by itself: an open bracket must not reach into its
// neighbours.
func (j *job) syntaxErrors(ctx context.Context, dir string, broken []Edit) (Result, error) {
	files := map[string]string{}
	for i, e := range broken {
		files[fmt.Sprintf(changeFile, i)] = renderChange(&change{edit: e, text: e.Text}, nil)
	}
	wrong, err := j.compile(ctx, dir, files)
	if err != nil {
		return Result{}, err
	}
	wrong = slices.DeleteFunc(wrong, func(d Diagnostic) bool { return d.Line == 0 && len(wrong) > 1 })
	if len(wrong) == 0 {
		wrong = []Diagnostic{{Declaration: broken[0].Declaration, Yours: true, Line: 1, Column: 1, Message: "this is not Go"}}
	}
	return Result{Diagnostics: wrong}, nil
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(s, "\n")
	return line[:min(len(line), 200)]
}
