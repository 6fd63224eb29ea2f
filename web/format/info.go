package format

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// words are the words that follow the language on the first line of a fenced
// block: rule 7. The value of a flag is "".
type words map[string]string

// readInfo reads the text behind the backquotes.
func readInfo(info string) (language string, w words, err error) {
	w = words{}
	fields := strings.Fields(info)
	if len(fields) == 0 {
		return "", w, nil
	}
	language = fields[0]
	if strings.Contains(language, "=") {
		return "", w, fmt.Errorf("a code block starts with its language: ```go %s", strings.Join(fields, " "))
	}
	for _, field := range fields[1:] {
		key, value, found := strings.Cut(field, "=")
		switch _, twice := w[key]; {
		case key == "" || found && value == "":
			return language, w, fmt.Errorf("setting %q should read key=value", field)
		case twice:
			return language, w, fmt.Errorf("the setting %q appears twice", key)
		}
		w[key] = value
	}
	return language, w, nil
}

// shape is a kind of block: how to recognise it, and which words it accepts. A
// word that needs a value ends with "="; the others are flags.
type shape struct {
	language string   // "" for any other
	word     string   // by which it is recognised; "": the language is enough
	words    []string // the others that it accepts
	make     func(b *reader) Block
}

// reader makes the block of a fence.
type reader struct {
	words
	*Fence
	word string // by which the kind of block was recognised
	line int    // of the error, in the body, from 1; 0 for the opening line
	err  error
}

// shapes lists the kinds of blocks. The first that fits counts.
func shapes() []shape {
	return []shape{
		{"go", "source=", []string{"fold="}, (*reader).source},
		{"go", "example=", []string{"fold="}, (*reader).example},
		{"go", "cell=", []string{"code="}, (*reader).cell},
		{"go", "exercise=", []string{"solution=", "goal="}, (*reader).stub},
		{"go", "hidden", nil, (*reader).hidden},
		{"go", "check", []string{"tolerance="}, (*reader).part},
		{"go", "solution", nil, (*reader).part},
		{"go", "wrong", nil, (*reader).part},
		{"go", "", []string{"fold="}, (*reader).source},
		{"sql", "data=", []string{"expect=", "plan", "exercise=", "goal="}, (*reader).statement},
		{"sql", "solution", []string{"ordered"}, (*reader).part},
		{"sql", "hidden", nil, (*reader).part},
		{"sql", "wrong", nil, (*reader).part},
		{"number", "exercise=", []string{"tolerance=", "goal="}, (*reader).question},
		{"choice", "exercise=", []string{"goal="}, (*reader).question},
		{"text", "exercise=", []string{"goal="}, (*reader).question},
		{"schema", "", []string{"data="}, func(b *reader) Block { return &Schema{Data: b.need("data")} }},
		{"lab", "", []string{"name="}, func(b *reader) Block { return &Lab{Name: b.need("name")} }},
		{"", "file=", []string{"fold="}, func(b *reader) Block { return &File{Name: b.words["file"]} }},
		{"", "", nil, func(*reader) Block { return &Listing{} }},
	}
}

// read reads a fenced block, whose body is known. line is that of an error: 0
// for the line with the backquotes, 1 for the first line of the body.
func (f *Fence) read(info string) (line int, err error) {
	language, w, err := readInfo(info)
	f.Language, f.Block = language, &Listing{}
	if err != nil {
		return 0, err
	}
	var s shape
	for _, s = range shapes() {
		if (s.language == language || s.language == "" && language != "go") && (s.word == "" || w.has(s.key())) {
			break
		}
	}
	if err := s.check(language, w); err != nil {
		return 0, err
	}
	f.Task = w["exercise"]
	b := &reader{words: w, Fence: f, word: s.word}
	if slices.Contains(s.words, "fold=") {
		f.Fold = b.fold()
	}
	if b.has("goal") {
		f.Goals = b.goals()
	}
	f.Block = s.make(b)
	return b.line, b.err
}

// key returns the word by which the kind of block is recognised.
func (s shape) key() string { return strings.TrimSuffix(s.word, "=") }

// check rejects words that the block does not accept: a misspelt one would
// silently do nothing.
func (s shape) check(language string, w words) error {
	accepted := append(s.words, s.word)
	for key, value := range w {
		switch {
		case slices.Contains(accepted, key+"="):
			if value == "" {
				return fmt.Errorf("%s= needs a name", key)
			}
		case !slices.Contains(accepted, key):
			return fmt.Errorf("a block %s has no setting %q", strings.TrimSpace("```"+language+" "+s.key()), key)
		case value != "" && value != "true":
			return fmt.Errorf("%s takes no value: drop =%s", key, value)
		}
	}
	return nil
}

// has reports whether a flag is set.
func (w words) has(flag string) bool {
	_, ok := w[flag]
	return ok
}

// fail notes the first mistake.
func (b *reader) fail(line int, format string, args ...any) {
	if b.err == nil {
		b.line, b.err = line, fmt.Errorf(format, args...)
	}
}

// need returns the value of a required word.
func (b *reader) need(key string) string {
	if b.words[key] == "" {
		b.fail(0, "a block ```%s needs %s=", b.Language, key)
	}
	return b.words[key]
}

// only reports whether a word is present that accepts a single value.
func (b *reader) only(key, value string) bool {
	if b.has(key) && b.words[key] != value {
		b.fail(0, "%s=%s: there is only %s=%s", key, b.words[key], key, value)
	}
	return b.has(key)
}

// goals returns the numbers of the goals that an exercise assesses.
func (b *reader) goals() (goals []int) {
	if b.Task == "" {
		b.fail(0, "goal= is for an exercise: add exercise=Name")
	}
	for number := range strings.SplitSeq(b.words["goal"], ",") {
		n, err := strconv.Atoi(number)
		if err != nil || n < 1 {
			b.fail(0, "goal=%s should be numbers of goals in the front matter: goal=1,3", b.words["goal"])
			return nil
		}
		goals = append(goals, n)
	}
	return goals
}

// filled reports whether the block has a text of its own.
func (b *reader) filled() bool { return strings.TrimSpace(b.Body) != "" }
