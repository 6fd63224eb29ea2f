package tables

// Group is the rows that share one value of the column they are grouped by,
// summed up.
type Group struct {
	Key   Value // NULL is a group of its own: here, and only here, NULLs count as the same
	Rows  int   // COUNT(*)
	Count int   // COUNT(column): values that are not NULL
	Sum   Value // NULL while there is nothing to add
	Max   Value
}

// Avg returns the mean of the values that are not NULL, or NULL when there
// are none.
func (g Group) Avg() Value {
	if g.Count == 0 {
		return Value{}
	}
	return Float(g.Sum.Number / float64(g.Count))
}

// add takes one more row into the group.
func (g *Group) add(v Value) {
	g.Rows++
	if v.IsNull() {
		return // every aggregate but COUNT(*) skips NULL
	}
	g.Count++
	if g.Sum.IsNull() {
		g.Sum, g.Max = v, v
		return
	}
	g.Sum.Number += v.Number
	if Less(g.Max, v) == True {
		g.Max = v
	}
}

// GroupBy puts rows with the same value in column by into one group and sums
// up column of, which must hold numbers. The groups are in the order of their
// first rows. It takes one pass over the rows; a map finds the group of each.
func GroupBy(rows []Row, by, of int) []Group {
	var groups []Group
	place := make(map[Value]int)
	for _, row := range rows {
		i, seen := place[row[by]]
		if !seen {
			i = len(groups)
			place[row[by]] = i
			groups = append(groups, Group{Key: row[by]})
		}
		groups[i].add(row[of])
	}
	return groups
}
