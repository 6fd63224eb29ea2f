package source

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

var (
	// yours/Entropy:3:5: undefined: x
	placed = regexp.MustCompile(`^(yours|lesson)/([^:\s]+):(\d+)(?::(\d+))?: (.*)$`)
	// the same inside a message: other declaration of x at yours/Entropy:3:5
	mentioned = regexp.MustCompile(`(?:\./)?(yours|lesson)/([^:\s]+):(\d+)(?::\d+)?(?:\[[^\]]*\])?`)
	// the compiler did not end as it should: it exits with the same code after a crash
	// as after a mistake, so only its words tell
	crash = regexp.MustCompile(
		`(^|\n|: )(internal compiler error|panic: |fatal error: |runtime: |goroutine |signal: |SIGXCPU)`,
	)
	// any other file, as in x.go:1:1 or a path of this machine
	paths = regexp.MustCompile(
		`(?:[A-Za-z]:)?(?:[\w.@~-]*[/\\])*[\w.@~-]+\.(?:go|a|o|cfg)\b(?::\d+)*|(?:[\w.@~-]*/){3,}[\w.@~-]*`,
	)
)

// diagnose reads what the compiler printed. It returns nil for what are not
// mistakes in a source, such as a crash of the compiler.
func diagnose(output string) []Diagnostic {
	if crash.MatchString(output) {
		return nil
	}
	var list []Diagnostic
	for line := range strings.SplitSeq(output, "\n") {
		m := placed.FindStringSubmatch(strings.TrimPrefix(line, "./"))
		switch {
		case m != nil:
			list = append(list, Diagnostic{
				Declaration: m[2], Yours: m[1] == yours,
				Line: number(m[3]), Column: number(m[4]), Message: m[5],
			})
		case len(list) > 0 && strings.HasPrefix(line, "\t") && !strings.Contains(line, mainFile):
			list[len(list)-1].Message += "; " + strings.TrimSpace(line)
		}
	}
	var readers, lessons []Diagnostic
	for _, d := range list {
		d.Message = clean(d.Message)
		if d.Yours {
			readers = append(readers, d)
		} else {
			d.Hint = lessonsOwn
			lessons = append(lessons, d)
		}
	}
	return append(readers, lessons...)
}

// clean words a message for the page: places as the page has them, and
// nothing of this machine's files.
func clean(message string) string {
	message = strings.ReplaceAll(message, " in argument to "+showCall, "")
	message = mentioned.ReplaceAllStringFunc(message, func(s string) string {
		m := mentioned.FindStringSubmatch(s)
		return fmt.Sprintf("%s, line %s", m[2], m[3])
	})
	message = paths.ReplaceAllStringFunc(message, func(s string) string {
		if strings.HasPrefix(s, "gonum.org/") || strings.HasPrefix(s, "abacus/") {
			return s // import paths
		}
		return "the program"
	})
	const limit = 1000
	if len(message) > limit {
		message = strings.ToValidUTF8(message[:limit], "") + " …"
	}
	return message
}

// number returns the number in s, 0 when s is empty.
func number(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
