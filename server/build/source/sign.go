package source

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// typed says what to type instead of signs that look like Go's, or that nobody sees.
// They come along when somebody pastes from a text.
var typed = map[rune]string{
	'“': `"`, '”': `"`, '„': `"`, '«': `"`, '»': `"`, '‟': `"`, '″': `"`, '＂': `"`,
	'‘': single, '’': single, '‚': single, '´': single, '′': single, '＇': single, '‛': single,
	'−': "-", '–': "-", '—': "-", '‐': "-", '‑': "-", '－': "-",
	'×': "*", '·': "*", '∙': "*", '⋅': "*", '＊': "*",
	'÷': "/", '∕': "/", '⁄': "/", '／': "/", '＋': "+", '％': "%",
	'≤': "<=", '≥': ">=", '≠': "!=", '＜': "<", '＞': ">", '＝': "=", '！': "!", '＆': "&", '｜': "|",
	'…': "...", '←': "<-", '∞': "math.Inf(1)", '√': "math.Sqrt(…)",
	'（': "(", '）': ")", '［': "[", '］': "]", '｛': "{", '｝': "}",
	'，': ",", '、': ",", '：': ":", '；': ";", '．': ".", '。': ".", '＃': "//",
}

const single = "\" around a text, or ' around a single character,"

// foreignSign reports a sign outside of texts and comments that is none of Go's, but
// looks like one or like nothing. Whatever the compiler says of it, or of what is around
// it, is less to the point. Others are the compiler's affair.
func foreignSign(e Edit, offset int) []Diagnostic {
	r, _ := utf8.DecodeRuneInString(e.Text[offset:])
	better, known := typed[r]
	if digit := strings.IndexRune("０１２３４５６７８９", r); digit >= 0 {
		better, known = strconv.Itoa(digit/len("０")), true
	}
	wrong := at(e, offset, "")
	switch {
	case r == '²' || r == '³':
		wrong[0].Message = fmt.Sprintf("Go does not know the sign %c (U+%04X)", r, r)
		power := map[rune]int{'²': 2, '³': 3}[r]
		wrong[0].Hint = fmt.Sprintf("A power is math.Pow(x, %d), or x multiplied by itself.", power)
	case unicode.IsSpace(r) || unicode.Is(unicode.Zs, r):
		wrong[0].Message = fmt.Sprintf("this space (U+%04X) is not the one that Go knows", r)
		wrong[0].Hint = "Replace it with the space of the keyboard; it may have come along when you pasted."
	case unicode.Is(unicode.Cf, r):
		wrong[0].Message = fmt.Sprintf("here is a sign that nobody sees (U+%04X)", r)
		wrong[0].Hint = "Delete it; it may have come along when you pasted."
	case known:
		wrong[0].Message = fmt.Sprintf("Go does not know the sign %c (U+%04X)", r, r)
		wrong[0].Hint = fmt.Sprintf("Type %s instead; it may have come along when you pasted.", better)
	default:
		return nil
	}
	return wrong
}
