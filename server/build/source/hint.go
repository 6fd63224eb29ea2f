package source

import "regexp"

// advice is what to do about a kind of mistake.
type advice struct {
	sign *regexp.Regexp // in the compiler's message
	text string         // may quote what sign captured as $1, $2
}

// lessonsOwn explains a mistake in a text that the learner has not touched.
const lessonsOwn = "This is the lesson's own code, and it uses what you changed. " +
	"Keep its name, parameters and results as they were, or change this place, too, if the page shows it."

// hint explains the commonest mistakes in plain words. It returns "" for
// others.
func hint(message string) string {
	for _, a := range knownMistakes {
		if m := a.sign.FindStringSubmatchIndex(message); m != nil {
			return string(a.sign.ExpandString(nil, a.text, message, m))
		}
	}
	return ""
}

// knownMistakes holds the more particular first. It is never changed.
var knownMistakes = []advice{
	{regexp.MustCompile(`^declared and not used: (\S+)`),
		"Go wants every variable to be used. Use $1, remove it, or write _ in its place."},
	{regexp.MustCompile(`^"([^"]+)" imported .*and not used|^"([^"]+)" imported and not used`),
		"Remove the import of $1$2: nothing here needs it."},
	{regexp.MustCompile(`^undefined: main\b|^main redeclared`),
		"The page makes the function main itself. Give yours another name."},
	{regexp.MustCompile(`name (\S+) not exported by package (\S+)`),
		"Names that start with a small letter belong to their package alone. From $2 you can use those that start with a capital letter."},
	{regexp.MustCompile(`undefined \(.*but does have (?:method|field) (\w+)`),
		"Go tells capital and small letters apart: it is spelt $1."},
	{regexp.MustCompile(`^undefined: (\w+)\.(\w+)`),
		"The package $1 has no $2. Check the spelling, capital letters too."},
	{regexp.MustCompile(`^undefined: (\S+)`),
		"Nothing is called $1 here. Check the spelling, capital letters too; a variable is made with $1 := value before it is used."},
	{regexp.MustCompile(`undefined \(type (\S+) has no field or method (\w+)\)`),
		"A value of type $1 has nothing called $2. Check the spelling and which variable this is."},
	{regexp.MustCompile(`^missing return`),
		"Every way through the function must end with return and a value. Add one before the last brace."},
	{regexp.MustCompile(`mismatched types (.+) and ([^;)]+)`),
		"Go does not mix types in arithmetic. Turn one side into the other's type, like float64(n)."},
	{regexp.MustCompile(`cannot use .+ as (\S+) value in (?:return|argument|assignment|variable)`),
		"A $1 is wanted here. If the value is a number, turn it into one with $1(…); if not, check which variable this is."},
	{regexp.MustCompile(`non-declaration statement outside function body`),
		"Outside functions only func, var, const, type and import can stand. Write var x = … instead of x := …, or look for a brace } too many above."},
	{regexp.MustCompile(`unexpected newline in (?:composite literal|argument list|parameter list)`),
		"A list over several lines needs a comma at the end of every line, the last one too."},
	{regexp.MustCompile(`unexpected EOF|expecting }|expected }`),
		"A brace { has no partner. Count the braces: each { needs its }."},
	{regexp.MustCompile(`unexpected else|else must be`),
		"else belongs on the line of the brace before it: } else {"},
	{regexp.MustCompile(`unexpected newline, expected \{|unexpected semicolon or newline before \{`),
		"The brace { belongs at the end of the line, not on the next."},
	{regexp.MustCompile(`not enough arguments in call to ([^\s;]+)`),
		"$1 needs more values between its brackets: compare what you have with what it wants."},
	{regexp.MustCompile(`too many arguments in call to ([^\s;]+)`),
		"$1 takes fewer values between its brackets: compare what you have with what it wants."},
	{regexp.MustCompile(`(?:not enough|too many) return values`),
		"The values after return must be as many as the results in the first line of the function."},
	{regexp.MustCompile(`^assignment mismatch`),
		"There must be as many names on the left as values on the right. A result you do not need goes to _."},
	{regexp.MustCompile(`no new variables on left side of :=`),
		"The variable exists already: change it with = instead of :=."},
	{regexp.MustCompile(`(\S+) redeclared in this block`),
		"There are two things called $1. Rename or remove one of them."},
	{regexp.MustCompile(`missing function body`),
		"A function needs a body in braces: { … }, starting on its first line."},
	{regexp.MustCompile(`cannot use .+ \(.*nil`),
		"nil stands for no pointer, slice, map, function or error; other types have their own zero, like 0 or \"\"."},
}
