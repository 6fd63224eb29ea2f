package box

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/ncruces/go-sqlite3"
)

// allowed names the functions that may be called. Each takes time that grows no faster than the
// length of its arguments (or is replaced below), touches nothing outside the database and reveals
// nothing about the machine. Left out on purpose, because their time grows with a product of
// lengths and one call could outlast the deadline by minutes: decimal_*, json_patch, unhex and
// regexp. Left out because nobody needs them: sqlite_log, sqlite_compileoption_*, ieee754*.
const allowed = `
	abs acos acosh asin asinh atan atan2 atanh avg
	ceil ceiling changes char coalesce concat concat_ws cos cosh count cume_dist
	current_date current_time current_timestamp
	date datetime degrees dense_rank exp first_value floor format
	generate_series glob group_concat hex ifnull if iif instr
	json json_array json_array_length json_each json_error_position json_extract json_group_array
	json_group_object json_insert json_object json_pretty json_quote json_remove json_replace json_set
	json_tree json_type json_valid -> ->>
	julianday lag last_insert_rowid last_value lead length like likelihood likely ln log log10 log2
	lower ltrim max min mod nth_value ntile nullif octet_length
	percent_rank pi pow power printf quote radians random randomblob rank replace round row_number
	rtrim sign sin sinh soundex sqlite_version sqrt strftime string_agg substr substring subtype sum
	tan tanh time timediff total total_changes trim trunc typeof
	unicode unistr unistr_quote unixepoch unlikely upper zeroblob
	sqlite_rename_column sqlite_rename_table sqlite_rename_test sqlite_drop_column
	sqlite_rename_quotefix sqlite_drop_constraint sqlite_fail_constraint sqlite_add_constraint
	sqlite_find_constraint`

// functionAllowed reports whether a function is on the list. The sqlite_rename_* family serves ALTER
// TABLE and cannot be called directly.
func functionAllowed(name string) bool {
	return slices.Contains(strings.Fields(allowed), strings.ToLower(name))
}

// replaceSlowFunctions replaces SQLite's trim, replace and instr with linear versions. SQLite's own
// compare every position with every character of the other argument: with two texts at the length
// limit, that is 10¹⁰ steps in one call, which nothing can interrupt.
func (e *engine) replaceSlowFunctions() error {
	const flags = sqlite3.DETERMINISTIC | sqlite3.INNOCUOUS
	for _, f := range []struct {
		name  string
		nargs int
		fn    sqlite3.ScalarFunction
	}{
		{"trim", 2, trimmer(strings.TrimFunc)},
		{"ltrim", 2, trimmer(strings.TrimLeftFunc)},
		{"rtrim", 2, trimmer(strings.TrimRightFunc)},
		{"replace", 3, replace},
		{"instr", 2, instr},
	} {
		if err := e.conn.CreateFunction(f.name, f.nargs, flags, f.fn); err != nil {
			return err
		}
	}
	return nil
}

func anyNull(args []sqlite3.Value) bool {
	return slices.ContainsFunc(args, func(v sqlite3.Value) bool { return v.Type() == sqlite3.NULL })
}

// trimmer returns trim(text, characters), made of a function of the strings.TrimFunc family.
func trimmer(trim func(string, func(rune) bool) string) sqlite3.ScalarFunction {
	return func(ctx sqlite3.Context, args ...sqlite3.Value) {
		if anyNull(args) {
			return // the result of a function that sets none is NULL
		}
		set := make(map[rune]bool)
		for _, r := range args[1].Text() {
			set[r] = true
		}
		ctx.ResultText(trim(args[0].Text(), func(r rune) bool { return set[r] }))
	}
}

// replace is replace(text, old, new). The size of the result is known before it is built, so that
// a hundred thousand copies of a hundred thousand bytes are never made.
func replace(ctx sqlite3.Context, args ...sqlite3.Value) {
	if anyNull(args) {
		return
	}
	text, old, with := args[0].Text(), args[1].Text(), args[2].Text()
	if old == "" {
		ctx.ResultText(text)
		return
	}
	if size := len(text) + strings.Count(text, old)*(len(with)-len(old)); size > maxLength {
		ctx.ResultError(sqlite3.TOOBIG)
		return
	}
	ctx.ResultText(strings.ReplaceAll(text, old, with))
}

// instr is instr(text, part): the 1-based position of part, counted in characters, or in bytes if
// both are blobs; 0 if it is not there.
func instr(ctx sqlite3.Context, args ...sqlite3.Value) {
	if anyNull(args) {
		return
	}
	blobs := args[0].Type() == sqlite3.BLOB && args[1].Type() == sqlite3.BLOB
	text := args[0].Text()
	at := strings.Index(text, args[1].Text())
	if at > 0 && !blobs {
		at = utf8.RuneCountInString(text[:at])
	}
	ctx.ResultInt(at + 1)
}
