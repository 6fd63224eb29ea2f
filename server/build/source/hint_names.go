package source

import "strings"

// ofNames are names that are not there.
var ofNames = []advice{
	{`^undefined: (True|False)$`, "Truth values are written true and false, in lower-case letters."},
	{`^undefined: (None|null|NULL|Nil|nullptr|undefined)$`,
		"Go's word for nothing is nil; only pointers, slices, maps, functions and the like can be nil."},
	{`^undefined: (print|printf|Print|Printf|Println|console|System|cout|echo|puts)$`,
		"Print with fmt.Println(…)."},
	{`^undefined: (maths|Math)$`, "The package is called math."},
	{`^undefined: (abs|sqrt|pow|floor|ceil|exp|log|sin|cos|tan|round)$`,
		"Such functions are in the package math, and start with a capital letter, as in math.Sqrt(x)."},
	{`^undefined: (sum|mean|avg|average|median)$`,
		"Go has no $1 of its own. Write a loop, or use gonum's packages floats and stat."},
	{`^undefined: str$`, "A number becomes text with fmt.Sprint(…)."},
	{`^undefined: (?:random|Random)$`, "The package is called rand: rand.IntN(6) is a number from 0 to 5."},
	{`^undefined: (np|numpy|pd|pandas|plt|matplotlib|torch|sklearn)$`,
		"That is a package of Python. Here are gonum's packages, such as stat and mat, and figure for drawings."},
	{`^undefined: (http|net|smtp|rpc|websocket)$|^lessons cannot use the package "(net(?:/(?:http|smtp|rpc).*)?)"`,
		noNetwork},
	{`^undefined: (exec|syscall|unsafe|plugin|cgo)$|^lessons cannot use the package "(os/exec|syscall|unsafe|plugin)"`,
		"Programs run within the page: nothing outside of it can be reached."},
	{`^undefined: sql$|^lessons cannot use the package "database/sql`,
		"Go cannot ask a database here. Write the query into a cell of SQL."},
	{`^lessons cannot use the package "[^"/]+\.[^"]+"`,
		"Programs use what comes with the page: most of Go's standard library, and gonum. Nothing is fetched."},
	{`^cannot declare main|^main redeclared`,
		"The page creates the function main itself. Give yours another name."},
	{`^non-name .* on left side of :=`,
		"A name consists of letters, digits and _. With = instead of := you change a part of a value that exists."},
	{`name (\S+) not exported by package (\S+)`,
		"A name that starts with a lower-case letter is visible only inside its own package. " +
			"From $2 you can use the names that start with a capital letter."},
	{`undefined: \S+ \(but have (\w+)\)|undefined \(.*but does have (?:method|field) (\w+)`,
		"Go distinguishes capital and lower-case letters: the name is spelt $1$2."},
	{`^undefined: nb$`,
		"nb belongs to the statements of a cell. Hand it to the function: func show(nb *notebook.Cell) { … } " +
			"and show(nb)."},
	{`^undefined: (\w+)\n\s*func .*\((?:.*, )?¦\w+\)`, "A parameter has a name and a type: $1 int."},
	{`^undefined: (\w+)\n\s*func .*\b(u?int\d*|float64|string|bool) ¦`, "The name comes before the type: $1 $2."},
	{`^undefined: (\w+)\.(\w+)`,
		"The package $1 has no $2. Check the spelling, including capital letters."},
	{`^undefined: (\w+)\n.*¦\w+\.`,
		"Nothing here is called $1: no variable, and no package that programs on this page can use."},
	{`^undefined: (\w+)\n\s*¦\w+ = `, "There is no variable $1 yet: $1 := … makes one."},
	{`^undefined: (\S+)`,
		"Nothing here is called $1" + generalEnd},
	{`\.(?:length|len|size|count|Length|Len|Size) undefined \(type (?:\[|map|string)`,
		"How many there are is len(…) in Go."},
	{`(\w+)\.(?:append|push|add|Append|push_back) undefined \(type \[\]`, "A list grows with $1 = append($1, …)."},
	{`^string\.(\w+) undefined`, "string is the type; the package is called strings: strings.$1(…)."},
	{`undefined \(type string has no field or method`,
		"What can be done with texts is in the package strings, as in strings.ToUpper(s)."},
	{`undefined \(type (\S+) has no field or method (\w+)\)`,
		"A value of type $1 has nothing called $2. Check the spelling, and check which variable this is."},
	{`^unknown field (\w+) in struct literal of type (\S+)`, "The type $2 has no field $1. Check the spelling."},
}

// generalEnd ends the hint for a name of which nothing else is known.
const generalEnd = ". Check the spelling, including capital letters; a variable exists from its := on."

// general reports whether a hint is the one for a name of which nothing else is known.
func general(hint string) bool { return strings.HasSuffix(hint, generalEnd) }

const noNetwork = "Programs on this page have no network: they run within it and fetch nothing. " +
	"Write the data into the program, as a list or a text."
