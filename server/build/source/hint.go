package source

import (
	"regexp"
	"slices"
	"strings"
	"sync"
)

// advice says what to do about one kind of mistake. The pattern is matched against
// the compiler's message and, below it, the line it is about, with a mark where the
// mistake is. $1, $2 in the text are its groups. An empty text says that there is
// nothing to advise: no hint rather than a wrong one.
type advice struct{ pattern, text string }

// mark stands in the line that a message is about, where the mistake is.
const mark = "¦"

// lessonsOwn explains a mistake in code that the learner has not touched.
const lessonsOwn = "This is the lesson's own code, and it uses what you changed. " +
	"Keep the name, parameters and results as they were, or change this code too if the page shows it."

// hint explains the most common mistakes in plain words. It returns "" for others.
// line is the learner's line with the mark, or "".
func hint(message, line string) string {
	text, _ := rule(message, line)
	return text
}

// rule is hint that also says which of knownMistakes it is; -1 for none.
func rule(message, line string) (text string, index int) {
	about := message + "\n" + line
	for i, pattern := range patterns() {
		if m := pattern.FindStringSubmatchIndex(about); m != nil {
			return string(pattern.ExpandString(nil, knownMistakes[i].text, about, m)), i
		}
	}
	return "", -1
}

// knownMistakes lists the more specific mistakes first. It never changes.
var knownMistakes = slices.Concat(ofSigns, ofStatements, ofBrackets, ofNames, ofTypes, ofCalls, ofDeclarations)

// patterns returns the compiled patterns of knownMistakes.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, a := range knownMistakes {
		list = append(list, regexp.MustCompile("(?m)"+a.pattern))
	}
	return list
})

// marked returns the line that a diagnostic is about, with the mark; "" if it is
// about none.
func marked(text string, w Diagnostic) string {
	lines := strings.Split(text, "\n")
	if w.Line < 1 || w.Line > len(lines) {
		return ""
	}
	line := lines[w.Line-1]
	column := min(max(w.Column-1, 0), len(line))
	return line[:column] + mark + line[column:]
}
