package tables

import "abacus/lessons/notebook"

// WhereNull asks one condition of every customer and shows the three possible
// answers.
func WhereNull(nb *notebook.Cell) {
	conditions := []string{
		"city = 'Leeds'",
		"NOT city = 'Leeds'",
		"city = NULL",
		"city IS NULL",
		"city = 'Leeds' OR id < 4",
	}
	chosen := nb.Select("where", "WHERE", conditions...)
	shop, err := Shop()
	if err != nil {
		nb.Error(err)
		return
	}
	const id, city = 0, 3
	condition := map[string]func(Row) Truth{
		conditions[0]: func(r Row) Truth { return Equal(r[city], Str("Leeds")) },
		conditions[1]: func(r Row) Truth {
			return Not(Equal(r[city], Str("Leeds")))
		},
		conditions[2]: func(r Row) Truth { return Equal(r[city], Value{}) },
		conditions[3]: func(r Row) Truth { return IsNull(r[city]) },
		conditions[4]: func(r Row) Truth {
			return Or(Equal(r[city], Str("Leeds")), Less(r[id], Int(4)))
		},
	}[chosen]

	customers := shop.Table("customer")
	out := notebook.Table{
		Caption: "WHERE " + chosen,
		Columns: []string{"name", "city", "answer", "in the result"},
	}
	for i, row := range customers.Rows {
		answer, kept := condition(row), "no"
		if answer == True {
			kept = "yes"
			out.Mark = append(out.Mark, i)
		}
		out.Rows = append(out.Rows, []string{
			row[1].String(), field(row[city]), answer.String(), kept,
		})
	}
	nb.Table(out)
	kept := len(customers.Select(condition))
	nb.Say("The condition is true for %d of %d customers. They are in the result.",
		kept, len(customers.Rows))
}
