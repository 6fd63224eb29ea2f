package notebooktest

import (
	"maps"
	"math/rand/v2"
	"strconv"
	"strings"

	"abacus/lessons/notebook"
)

// A cell is run for at most maxCombinations sets of inputs; randomSets of
// them, or more, are drawn from the whole ranges.
const (
	maxCombinations = 150
	randomSets      = 15
)

// combinations returns sets of inputs: all combinations of corners, or, if
// there are too many, each corner alone; plus random sets.
func combinations(inputs []notebook.Input) []map[string]string {
	if len(inputs) == 0 {
		return []map[string]string{{}}
	}
	count := 1
	for _, in := range inputs {
		count *= len(corners(in))
	}
	var sets []map[string]string
	want := maxCombinations
	if count+randomSets <= maxCombinations {
		sets = product(inputs)
		want = count + randomSets
	} else {
		for _, in := range inputs {
			for _, v := range corners(in) {
				sets = append(sets, map[string]string{in.Name: v})
			}
		}
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for len(sets) < want {
		set := map[string]string{}
		for _, in := range inputs {
			set[in.Name] = random(rng, in)
		}
		sets = append(sets, set)
	}
	return sets
}

func product(inputs []notebook.Input) []map[string]string {
	sets := []map[string]string{{}}
	for _, in := range inputs {
		var longer []map[string]string
		for _, set := range sets {
			for _, v := range corners(in) {
				next := maps.Clone(set)
				next[in.Name] = v
				longer = append(longer, next)
			}
		}
		sets = longer
	}
	return sets
}

// corners returns the values of an input most likely to cause trouble.
func corners(in notebook.Input) []string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options
	case notebook.InputCheckbox:
		return []string{"on", "off"}
	case notebook.InputButtons:
		all := []string{""}
		for i := range in.Options {
			one := strconv.Itoa(i)
			all = append(all, one, strings.TrimSuffix(strings.Repeat(one+".", in.Limit), "."))
		}
		return all
	}
	return []string{number(in.Range.Min), in.Default, number(in.Range.Max)}
}

func number(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func random(rng *rand.Rand, in notebook.Input) string {
	switch in.Kind {
	case notebook.InputSelect:
		return in.Options[rng.IntN(len(in.Options))]
	case notebook.InputCheckbox:
		return []string{"on", "off"}[rng.IntN(2)]
	case notebook.InputButtons:
		var presses []string
		for range rng.IntN(in.Limit + 1) {
			presses = append(presses, strconv.Itoa(rng.IntN(len(in.Options))))
		}
		return strings.Join(presses, ".")
	}
	return number(in.Range.Snap(in.Range.Min + rng.Float64()*(in.Range.Max-in.Range.Min)))
}
