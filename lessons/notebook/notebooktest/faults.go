package notebooktest

import (
	"regexp"
	"strings"

	"abacus/lessons/notebook"
)

var (
	// notNumbers matches NaN, infinities, and verbs that fmt could not use.
	notNumbers = regexp.MustCompile(`\bNaN\b|[+-]Inf|\bInf\b|%!`)
	// minusZero matches a zero with a sign: a number that was rounded for show.
	minusZero = regexp.MustCompile(`(?:^|[^\w.)])[-−]0(?:\.0+)?(?:[^\w.]|\.\D|\.?$)`)

	images   = regexp.MustCompile(`"data:[^"]*"`) // base64 can spell anything
	elements = regexp.MustCompile(`>[^<>]+<`)
)

// fault returns the part of a text around what no reader should see, or "".
func fault(text string) string {
	for _, bad := range []*regexp.Regexp{notNumbers, minusZero} {
		if at := bad.FindStringIndex(text); at != nil {
			return text[max(0, at[0]-60):min(len(text), at[1]+60)]
		}
	}
	return ""
}

// bodyFault is fault for the markup of a drawing. There may be a minus zero
// among the co-ordinates, but not in what the drawing says.
func bodyFault(body string) string {
	body = images.ReplaceAllString(body, "")
	for _, bad := range []string{"NaN", "Inf\"", "+Inf", "-Inf", "%!"} {
		if i := strings.Index(body, bad); i >= 0 {
			return body[max(0, i-60):min(len(body), i+60)]
		}
	}
	for _, e := range elements.FindAllString(body, -1) {
		if bad := fault(strings.Trim(e, "<>")); bad != "" {
			return bad
		}
	}
	return ""
}

// faults returns what is wrong with the texts of an output itself, the
// outputs within it left out.
func faults(e notebook.Event) []string {
	texts := []string{e.Text}
	var found []string
	if tab := e.Table; tab != nil {
		texts = append(texts, tab.Caption)
		texts = append(texts, tab.Columns...)
		for _, row := range tab.Rows {
			texts = append(texts, row...)
		}
	}
	if d := e.Drawing; d != nil {
		texts = append(texts, d.Title, d.Description)
		for _, item := range d.Legend {
			texts = append(texts, item.Label)
		}
		if bad := bodyFault(d.Body); bad != "" {
			found = append(found, bad)
		}
	}
	for _, text := range texts {
		if bad := fault(text); bad != "" {
			found = append(found, bad)
		}
	}
	return found
}
