package pycheck

import (
	"slices"
	"strings"
)

// define adds the names that the line defines to defined.
func (l line) define(defined map[string]bool) {
	if l.imports() {
		l.defineImports(defined)
		return
	}
	assigned := l.lastAssignment()
	parameters := 0                          // the depth of the parameters of a def; 0 outside
	lambda, loop := false, l.at(0) == "case" // a pattern defines the names in it
	for i, t := range l.tokens {
		switch t.text {
		case "def":
			parameters = t.depth + 1
		case "lambda":
			lambda = true
		case "for":
			loop = true
		case "in":
			loop = false
		case ":":
			lambda = false
			if t.depth == 0 {
				parameters = 0
			}
		}
		if !t.name || keyword(t.text) {
			continue
		}
		before, after := l.at(i-1), l.at(i+1)
		switch {
		case before == "class", before == "def", before == "as", after == ":=":
		case i < assigned && before != "." && !slices.Contains([]string{".", "[", "("}, after):
		case i == 0 && after == ":" && !l.compound(): // x: int = 5
		case loop && before != ".":
		case (lambda || t.depth == parameters && parameters > 0) &&
			slices.Contains([]string{"(", ",", "*", "**", "lambda"}, before):
		default:
			continue
		}
		defined[t.text] = true
	}
}

// lastAssignment returns the place of the last "=" that assigns, or -1.
func (l line) lastAssignment() int {
	for i := len(l.tokens) - 1; i >= 0; i-- {
		if l.tokens[i].text == "=" && l.tokens[i].depth == 0 {
			return i
		}
	}
	return -1
}

// defineImports adds the names that an import brings: of "import a.b, c as d"
// a and d.
func (l line) defineImports(defined map[string]bool) {
	start := slices.IndexFunc(l.tokens, func(t token) bool { return t.text == "import" })
	for i, t := range l.tokens {
		if i > start && t.name && l.at(i-1) != "." && t.text != "as" && l.at(i+1) != "as" {
			defined[t.text] = true
		}
	}
}

func keyword(name string) bool { return keywords[name] }

var keywords = set(`False None True and as assert async await break class continue def del elif else except finally for
from global if import in is lambda nonlocal not or pass raise return try while with yield match case type`)

// builtins are the names that Python itself defines.
var builtins = set(`ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError
BrokenPipeError BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError
ConnectionRefusedError ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError
Exception ExceptionGroup FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError
ImportError ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt
LookupError MemoryError ModuleNotFoundError NameError NotADirectoryError NotImplemented NotImplementedError OSError
OverflowError PendingDeprecationWarning PermissionError ProcessLookupError PythonFinalizationError RecursionError
ReferenceError ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning
SystemError SystemExit TabError TimeoutError TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError
UnicodeError UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError _IncompleteInputError
__annotations__ __build_class__ __builtins__ __debug__ __doc__ __file__ __import__ __loader__ __name__ __package__
__spec__ _ abs aiter all anext any ascii bin bool
breakpoint bytearray bytes callable chr classmethod compile complex copyright credits delattr dict dir divmod
enumerate eval exec exit filter float format frozenset getattr globals hasattr hash help hex id input int isinstance
issubclass iter len license list locals map max memoryview min next object oct open ord pow print property quit range
repr reversed round set setattr slice sorted staticmethod str sum super tuple type vars zip`)

func set(words string) map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(words) {
		m[w] = true
	}
	return m
}
