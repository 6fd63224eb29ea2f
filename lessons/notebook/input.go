package notebook

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// InputKind is the kind of an Input.
type InputKind string

// The kinds of input.
const (
	InputSlider   InputKind = "slider"
	InputNumber   InputKind = "number"
	InputSelect   InputKind = "select"
	InputCheckbox InputKind = "checkbox"
	InputButtons  InputKind = "buttons"
	InputAnswer   InputKind = "answer" // a short text
	InputFrame    InputKind = "frame"  // the position of an animation
)

// maxAnswer bounds an answer, which lives in the address, in characters.
const maxAnswer = 80

// MaxFrames is the largest number of frames an animation may have.
const MaxFrames = 120

// Input is one input of a cell with its current value.
type Input struct {
	Kind    InputKind `json:"kind"`
	Name    string    `json:"name"`
	Label   string    `json:"label"`
	Value   string    `json:"value"`
	Default string    `json:"default"`
	Range   Range     `json:"range,omitzero"`    // slider, number, frame
	Options []string  `json:"options,omitempty"` // select, buttons
	Limit   int       `json:"limit,omitempty"`   // buttons: the most presses
}

// Range is the values a numeric input can take: Min, Min+Step, … Max.
type Range struct {
	Min  float64 `json:"min"`
	Max  float64 `json:"max"`
	Step float64 `json:"step"`
}

// Steps returns the range from min to max in steps of step.
func Steps(min, max, step float64) Range { return Range{min, max, step} }

// Snap returns the value of the range nearest to v.
func (r Range) Snap(v float64) float64 {
	v = min(max(v, r.Min), r.Max)
	if r.Step <= 0 {
		return v
	}
	v = r.Min + math.Round((v-r.Min)/r.Step)*r.Step
	if v > r.Max+r.Step/1e6 { // 70*0.01 is 0.7000000000000001: that is no step too far
		v -= r.Step
	}
	// 0.1 + 2*0.1 is 0.30000000000000004: keep the digits the step has.
	scale := math.Pow(10, float64(max(decimals(r.Step), decimals(r.Min))))
	return math.Round(v*scale) / scale
}

// Values returns all values of the range in their canonical spelling, or none
// if there are more than most.
func (r Range) Values(most int) []string {
	if r.Step <= 0 || (r.Max-r.Min)/r.Step >= float64(most) {
		return nil
	}
	var values []string
	for v := r.Min; v <= r.Max+r.Step/1e6; v = r.Min + float64(len(values))*r.Step {
		values = append(values, format(r.Snap(v)))
	}
	return values
}

func decimals(v float64) int {
	_, frac, _ := strings.Cut(strconv.FormatFloat(v, 'f', -1, 64), ".")
	return min(len(frac), 12)
}

func format(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Canonical returns the canonical spelling of the allowed value nearest to
// raw. Numbers outside the range are clamped. Where raw cannot be read at all,
// it returns the default and an error that says what the input accepts.
func (in Input) Canonical(raw string) (string, error) {
	switch in.Kind {
	case InputSlider, InputNumber, InputFrame:
		v, err := strconv.ParseFloat(strings.TrimSpace(raw), 64)
		if err != nil || math.IsNaN(v) {
			return in.Default, fmt.Errorf("%s takes a number from %s to %s; showing %s",
				in.Label, format(in.Range.Min), format(in.Range.Max), in.Default)
		}
		return format(in.Range.Snap(v)), nil
	case InputSelect:
		if !slices.Contains(in.Options, raw) {
			return in.Default, fmt.Errorf("%s takes one of %s; showing %s",
				in.Label, strings.Join(in.Options, ", "), in.Default)
		}
		return raw, nil
	case InputCheckbox:
		switch raw {
		case "on", "true", "1":
			return "on", nil
		case "", "off", "false", "0":
			return "off", nil
		}
		return in.Default, fmt.Errorf("%s takes on or off; showing %s", in.Label, in.Default)
	case InputButtons:
		return in.canonicalPresses(raw)
	case InputAnswer:
		return in.canonicalAnswer(raw)
	}
	return in.Default, fmt.Errorf("input %q has unknown kind %q", in.Name, in.Kind)
}

// canonicalPresses reads the presses of a row of buttons: the options' numbers,
// joined by dots ("0.1.1"). Text is kept short because it lives in the address.
func (in Input) canonicalPresses(raw string) (string, error) {
	if raw == "" {
		return "", nil
	}
	presses := strings.Split(raw, ".")
	for i, p := range presses {
		n, err := strconv.Atoi(p)
		if err != nil || n < 0 || n >= len(in.Options) {
			return in.Default, fmt.Errorf("%s takes presses numbered 0 to %d; starting again",
				in.Label, len(in.Options)-1)
		}
		presses[i] = strconv.Itoa(n)
	}
	if len(presses) > in.Limit {
		presses = presses[:in.Limit]
	}
	return strings.Join(presses, "."), nil
}

// canonicalAnswer reads a short text: leading, trailing and doubled spaces are
// dropped.
func (in Input) canonicalAnswer(raw string) (string, error) {
	text := strings.Join(strings.Fields(strings.ToValidUTF8(raw, "")), " ")
	if utf8.RuneCountInString(text) > maxAnswer {
		return in.Default, fmt.Errorf("%s takes at most %d characters", in.Label, maxAnswer)
	}
	return text, nil
}

// Presses returns the option names pressed so far.
func (in Input) Presses() []string {
	if in.Value == "" {
		return nil
	}
	var names []string
	for p := range strings.SplitSeq(in.Value, ".") {
		if n, err := strconv.Atoi(p); err == nil && n >= 0 && n < len(in.Options) {
			names = append(names, in.Options[n])
		}
	}
	return names
}

// check reports a mistake in how a cell declares the input.
func (in Input) check() error {
	if in.Name == "" || strings.ContainsAny(in.Name, " &=?#\"") {
		return fmt.Errorf("input name %q must be a plain identifier", in.Name)
	}
	if in.Label == "" {
		return fmt.Errorf("input %q needs a label", in.Name)
	}
	switch in.Kind {
	case InputSlider, InputNumber, InputFrame:
		if r := in.Range; !(r.Min <= r.Max) || !(r.Step > 0) {
			return fmt.Errorf("input %q has the empty range %v", in.Name, r)
		}
	case InputSelect, InputButtons:
		if len(in.Options) == 0 {
			return fmt.Errorf("input %q needs options", in.Name)
		}
	}
	if c, err := in.Canonical(in.Default); err != nil || c != in.Default {
		return fmt.Errorf("input %q has the default %q, which its range turns into %q", in.Name, in.Default, c)
	}
	return nil
}
