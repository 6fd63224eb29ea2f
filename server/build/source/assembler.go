package source

import (
	"cmp"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"time"
)

// Where the page's compiler and linker find things. They run with workDir as
// their working directory.
const (
	workDir    = "/work"
	compileCfg = "/compile.cfg"
	linkCfg    = "/link.cfg"
)

// pageDeadline is how long compiling may take in a page.
const pageDeadline = 10 * time.Second

// ExportFile and LinkFile name the two halves of a package, its export data
// and its object code, in packs.
func ExportFile(path string) string { return "/export/" + path }

// LinkFile is described with ExportFile.
func LinkFile(path string) string { return "/link/" + path }

// Assembler answers the questions of the page's worker about one program at a
// time: first the kit, then alternately a request and the compiler's output.
type Assembler struct {
	course   *Course
	packages []PackedPackage
	draft    *Draft
	unit     Unit   // that is being compiled
	units    []Unit // left to compile
	deadline time.Duration
}

// Answer answers a question; both are JSON.
func (a *Assembler) Answer(question []byte) []byte {
	var q Question
	answer := Answer{}
	if err := json.Unmarshal(question, &q); err != nil {
		answer.Problem = err.Error()
	} else {
		answer = a.answer(q)
	}
	text, err := json.Marshal(answer)
	if err != nil { // impossible: it holds only strings and numbers
		return []byte(`{"problem":"no answer"}`)
	}
	return text
}

func (a *Assembler) answer(q Question) Answer {
	switch {
	case q.Kit != nil:
		return a.open(*q.Kit)
	case a.course == nil:
		return Answer{Problem: "the first question must be the kit"}
	case q.Request != nil:
		return a.begin(*q.Request, cmp.Or(time.Duration(q.Deadline)*time.Millisecond, pageDeadline))
	case q.Format != nil:
		text, wrong := Format(*q.Format)
		return Answer{Text: text, Diagnostics: wrong}
	case a.draft == nil:
		return Answer{Problem: "no program has been requested"}
	case q.Output != nil:
		if u, ok := a.draft.Retry(a.unit, *q.Output); ok {
			a.units = []Unit{u}
			return a.next()
		}
		wrong, _ := a.draft.Mistakes(*q.Output)
		return Answer{Diagnostics: wrong}
	case q.Compiled:
		if wrong := a.draft.Compiled(); wrong != nil || len(a.units) == 0 {
			return Answer{Diagnostics: wrong}
		}
		return a.next()
	}
	return Answer{Diagnostics: a.draft.General(TooComplex)}
}

// open takes the kit and returns what is the same for all programs.
func (a *Assembler) open(k Kit) Answer {
	a.course, a.packages = NewCourse(k.Course), k.Packages
	var files []PackageFiles
	for _, p := range k.Packages {
		files = append(files, PackageFiles{p.Path, ExportFile(p.Path), LinkFile(p.Path)})
	}
	compile, link := a.course.ImportConfigs(files)
	return Answer{Files: map[string]string{compileCfg: compile, linkCfg: link}, Link: LinkArgs(linkCfg)}
}

// begin makes the files of a program.
func (a *Assembler) begin(req Request, deadline time.Duration) Answer {
	a.draft = nil
	var formatted []Edit
	req.Edits, formatted = FormatAll(req.Edits)
	draft, err := a.course.Draft(req)
	if errors.Is(err, ErrUnknown) {
		return Answer{Problem: "The page asks for something that the lesson does not have. Reload the page."}
	}
	if err != nil {
		return Answer{Problem: err.Error()}
	}
	if wrong := draft.Read(); len(wrong) > 0 {
		return Answer{Diagnostics: wrong, Formatted: formatted}
	}
	a.draft, a.units, a.deadline = draft, draft.Units(), deadline
	packs := a.needed(a.units)
	answer := a.next()
	answer.Packs, answer.Formatted = packs, formatted
	return answer
}

// next makes the files of the next package.
func (a *Assembler) next() Answer {
	u := a.units[0]
	a.unit, a.units = u, a.units[1:]
	tooLong := a.draft.General(TooLong(a.deadline))
	answer := Answer{
		Files: map[string]string{}, Compile: CompileArgs(workDir, compileCfg, u), Archive: workDir + "/" + u.Archive,
		Deadline: a.deadline.Milliseconds(), TooLong: &tooLong[0],
	}
	for name, text := range u.Files {
		answer.Files[workDir+"/"+name] = text
	}
	return answer
}

// needed returns the packs of all packages that the units are built on.
func (a *Assembler) needed(units []Unit) []string {
	imported := names{"runtime": true} // every program is built on it
	for _, u := range units {
		for _, text := range u.Files {
			maps.Copy(imported, setOf(Imports(text)))
		}
	}
	packs := names{}
	for _, p := range a.packages {
		if !imported[p.Path] {
			continue
		}
		packs[p.Pack] = true
		for _, i := range p.Deps {
			packs[a.packages[i].Pack] = true
		}
	}
	return slices.Sorted(maps.Keys(packs))
}
