package trees

// People is the lesson's small table: how eight people felt, whether their
// temperature was under or over 100 °F, and whether they stayed home (Y or N).
// Eight rows, two categorical features, two classes.
func People() Data {
	const sick, notsick, under, over, no, yes = 0, 1, 0, 1, 0, 1
	rows := [][3]int{
		{sick, under, no}, {sick, over, yes}, {sick, under, yes}, {notsick, under, no},
		{notsick, over, yes}, {sick, over, no}, {notsick, under, no}, {notsick, over, yes},
	}
	d := Data{
		Features: []Feature{
			{Name: "Emotion", Categories: []string{"sick", "notsick"}},
			{Name: "Temperature", Categories: []string{"under", "over"}},
		},
		Classes: []string{"N", "Y"},
	}
	for _, r := range rows {
		for f := range d.Features {
			d.Features[f].Values = append(d.Features[f].Values, float64(r[f]))
		}
		d.Label = append(d.Label, r[2])
	}
	return d
}
