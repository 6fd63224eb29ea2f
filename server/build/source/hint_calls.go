package source

// ofCalls are mistakes in calls, indices, assignments and values that nobody uses.
var ofCalls = []advice{
	{`^append\((\w+),.* is not used`, "append returns the longer slice. Keep it: $1 = append($1, …)."},
	{`^[\w.]+ == .* is not used`, "== compares. To change the variable, write =."},
	{`\(value of type func.* is not used`, "A function is called with parentheses after its name."},
	{` is not used$`, nothingDone},
	{`^(\w+)\(.*\) \(no value\) used as value`,
		"$1 returns nothing. What a function returns stands behind its parameters."},
	{`cannot call (len|cap|append|max|min|make|new|copy|print|println|delete|clear|string|int|float64) \(variable`,
		"$1 is a variable here and hides Go's own $1. Give the variable another name."},
	{`cannot call (\S+) \(untyped`, "A multiplication needs its sign: $1 * (…)"},
	{`cannot call (\w+) \(variable of type ` + numeric + `\)`,
		"$1 is a number, not a function. A multiplication needs its sign: $1 * (…)"},
	{`^(\S+) \(type\) is not an expression`, "$1 is a type. A variable of it is made with var x $1."},
	{`^(\S+) .*is not a type`, "$1 is a value. A type is needed here, such as int."},
	{`cannot range over .*float`, "A loop counts to a whole number: convert it with int(…)."},
	{`cannot range over`,
		"A loop goes over a slice, an array, a map, a text or up to a whole number. This is none of these."},
	{`permits only one iteration variable`, "A loop that counts has one variable: for i := range 3 {"},
	{`for built-in len`, "len counts what is in a slice, an array, a map or a text."},
	{`index .* must not be negative\n.*\b(\w+)\[[^\[]*:¦`,
		"Positions count from 0. All but the last are $1[:len($1)-1]."},
	{`index .* must not be negative\n.*\b(\w+)\[¦`, "Positions count from 0. The last one is $1[len($1)-1]."},
	{`index (\S+) .* must be integer`, "A position is a whole number: convert it with int($1)."},
	{`out of bounds`, "Positions count from 0, so the last one is one less than the length."},
	{`cannot assign to struct field`,
		"A part of a map's value cannot be changed in place. Take the value out, change it, and put it back."},
	{`cannot assign to \w+\[.*\(neither`,
		"A text cannot be changed in place. Make a []byte or []rune of it, or a new text."},
	{`cannot assign to (\w+) \(neither`,
		"$1 is not a variable, so it never changes. Use var instead of const if it has to."},
	{`division by zero`, "Nothing can be divided by 0."},
	{`^assignment mismatch: 1 variable but (\S+) returns 2 values`,
		"$1 returns two values. Take both, as in x, err := $1(…); one that you do not need is called _."},
	{`^assignment mismatch`,
		"The number of names on the left must equal the number of values on the right. " +
			"Assign a result you do not need to _."},
	{`^no new variables on left side of :=`, "The variable already exists: change it with = instead of :=."},
	{`^not enough arguments in call to ([^\s;]+)`,
		"$1 needs more values in its parentheses: compare what you pass with what it expects."},
	{`^too many arguments in call to ([^\s;]+)`,
		"$1 takes fewer values in its parentheses: compare what you pass with what it expects."},
	{`make\(.*expects 2 or 3 arguments`, "make needs the length: make([]int, 3)."},
}

const strayBrace = "This } closes nothing: there is one too many, here or above."

const nothingDone = "Nothing is done with this value. Print it with fmt.Println(…), or give it a name with := ."

// ofDeclarations are mistakes in declarations, and in what stands between them.
var ofDeclarations = []advice{
	{`^declared and not used: (\S+)`,
		"Go requires every variable to be used. Use $1, remove it, or replace it with _."},
	{`missing import path`, "The name of a package stands in quotes: import \"math\". You may leave the import out."},
	{`^missing init expr`, "A constant gets its value where it is declared: const x = 3."},
	{`^missing return`,
		"Every path through the function must end with return and a value. Add one before the last brace."},
	{`^too many return values; have .*; want \(\)`,
		"Nothing is to be returned here. A function says in its first line what it returns; " +
			"a cell shows the value on its last line without return."},
	{`(?:not enough|too many) return values`,
		"return must give exactly as many values as the first line of the function lists results."},
	{`^syntax error: non-declaration statement outside function body\n\s*¦(\w+) := `,
		"Outside functions a variable is made with var: var $1 = …. Or is there a brace } too many above?"},
	{`^syntax error: non-declaration statement outside function body`,
		"Outside functions Go allows only func, var, const, type and import. " +
			"Move this into a function, or look for a brace } too many above."},
	{`unexpected name (\w+), expected \(\n\s+func ¦`,
		"A function within another one has no name of its own: $1 := func() { … }"},
	{`^(\S+) redeclared in this block`, "There are two things called $1. Rename or remove one of them."},
	{`^invalid recursive type`,
		"A value of the type would contain itself without end. Use a slice of it, or a pointer to it."},
	{`^initialization cycle`, "Each of these needs the other first. Give one of them a value of its own."},
	{`^(break|continue) is not in a loop`, "$1 belongs into a loop."},
	{`^label (\w+) defined and not used`, "Nothing jumps to the label $1. Remove it."},
	{`^duplicate case`, "Each case may stand only once."},
	{`^duplicate key`, "Each key may stand only once."},
	{`^too (?:few|many) values in struct literal`,
		"Without names, all fields get a value, in their order. With names, as in x: 1, some may be left out."},
	{`^mixture of field:value`, "Either all values have the name of their field, or none has."},
}
