package source

import (
	"regexp"
	"sync"
)

// advice says what to do about one kind of mistake. $1, $2 in the text are the
// groups of the pattern, which is matched against the compiler's message.
type advice struct{ pattern, text string }

// lessonsOwn explains a mistake in code that the learner has not touched.
const lessonsOwn = "This is the lesson's own code, and it uses what you changed. " +
	"Keep the name, parameters and results as they were, or change this code too if the page shows it."

// hint explains the most common mistakes in plain words. It returns "" for
// others.
func hint(message string) string {
	for i, pattern := range patterns() {
		if m := pattern.FindStringSubmatchIndex(message); m != nil {
			return string(pattern.ExpandString(nil, knownMistakes[i].text, message, m))
		}
	}
	return ""
}

// patterns returns the compiled patterns of knownMistakes.
var patterns = sync.OnceValue(func() []*regexp.Regexp {
	var list []*regexp.Regexp
	for _, a := range knownMistakes {
		list = append(list, regexp.MustCompile(a.pattern))
	}
	return list
})

// knownMistakes lists the more specific mistakes first. It never changes.
var knownMistakes = []advice{
	{`^declared and not used: (\S+)`,
		"Go requires every variable to be used. Use $1, remove it, or replace it with _."},
	{`^"([^"]+)" imported .*and not used|^"([^"]+)" imported and not used`,
		"Remove the import of $1$2: nothing here uses it."},
	{`^undefined: main\b|^main redeclared`,
		"The page creates the function main itself. Give yours another name."},
	{`name (\S+) not exported by package (\S+)`,
		"A name that starts with a lower-case letter is visible only inside its own package. " +
			"From $2 you can use the names that start with a capital letter."},
	{`undefined \(.*but does have (?:method|field) (\w+)`,
		"Go distinguishes capital and lower-case letters: the name is spelt $1."},
	{`^undefined: nb$`,
		"nb belongs to the statements of a cell. Hand it to the function: func show(nb *notebook.Cell) { … } " +
			"and show(nb)."},
	{`^undefined: (\w+)\.(\w+)`,
		"The package $1 has no $2. Check the spelling, including capital letters."},
	{`^undefined: (\S+)`,
		"Nothing here is called $1. Check the spelling, including capital letters; " +
			"create a variable with $1 := value before you use it."},
	{`undefined \(type (\S+) has no field or method (\w+)\)`,
		"A value of type $1 has nothing called $2. Check the spelling, and check which variable this is."},
	{`^missing return`,
		"Every path through the function must end with return and a value. Add one before the last brace."},
	{`mismatched types (.+) and ([^;)]+)`,
		"Go does not mix types in arithmetic. Convert one side to the other's type, as in float64(n)."},
	{`\(overflows\)|constant .+ overflows`,
		"The number is too large for this type. Write float64(…) around it, or uint64(…) for a whole number."},
	{`cannot use .+ as (\S+) value in (?:return|argument|assignment|variable)`,
		"A value of type $1 is needed here. If the value is a number, convert it with $1(…); " +
			"if not, check which variable this is."},
	{` is not used$`,
		"Nothing is done with this value. Print it with fmt.Println(…), or give it a name with := . " +
			"Only the value on a cell's last line is shown by itself."},
	{`non-declaration statement outside function body`,
		"Outside functions Go allows only func, var, const, type and import. " +
			"Write var x = … instead of x := …, or look for an extra brace } above."},
	{`unexpected newline in (?:composite literal|argument list|parameter list)`,
		"A list that spans several lines needs a comma at the end of every line, including the last."},
	{textEnds, "The text ends too early. Is a bracket ( [ { never closed?"},
	{`unexpected newline, expected := or = or comma`,
		"A line holds one value. To show several, write fmt.Println(…) around them."},
	{`unexpected EOF|expecting }|expected }`,
		"A brace { is never closed. Count the braces: each { needs its }."},
	{`unexpected else|else must be`,
		"else belongs on the same line as the brace before it: } else {"},
	{`unexpected newline, expected \{|unexpected semicolon or newline before \{`,
		"The brace { belongs at the end of the line, not on the next line."},
	{`not enough arguments in call to ([^\s;]+)`,
		"$1 needs more values in its parentheses: compare what you pass with what it expects."},
	{`too many arguments in call to ([^\s;]+)`,
		"$1 takes fewer values in its parentheses: compare what you pass with what it expects."},
	{`^too many return values; have .*; want \(\)`,
		"Nothing is to be returned here. A function says in its first line what it returns; " +
			"a cell shows the value on its last line without return."},
	{`(?:not enough|too many) return values`,
		"return must give exactly as many values as the first line of the function lists results."},
	{`^assignment mismatch`,
		"The number of names on the left must equal the number of values on the right. " +
			"Assign a result you do not need to _."},
	{`no new variables on left side of :=`,
		"The variable already exists: change it with = instead of :=."},
	{`(\S+) redeclared in this block`,
		"There are two things called $1. Rename or remove one of them."},
	{`missing function body`,
		"A function needs a body in braces: { … }, starting on its first line."},
	{`cannot use .+ \(.*nil`,
		"nil is the zero value of pointers, slices, maps, functions and errors; other types have their own, " +
			"such as 0 or \"\"."},
}
