package tables

import (
	"strings"

	"abacus/lessons/notebook"
)

// ShopTables shows the plan of a table and the rows that follow it.
func ShopTables(nb *notebook.Cell) {
	name := nb.Select("table", "table", "customer", "product", "sale")
	shop, err := Shop()
	if err != nil {
		nb.Error(err)
		return
	}
	table := shop.Table(name)
	nb.Row(func() {
		nb.Table(planOf(table.Schema))
		nb.Table(rowsOf(table))
	})
	nb.Say("The schema of %s has %d columns. It stays the same while rows come and go: there are %d now.",
		name, len(table.Schema.Columns), len(table.Rows))
}

// planOf shows a schema: a line for each column.
func planOf(s Schema) notebook.Table {
	out := notebook.Table{Caption: "Schema of " + s.Name, Columns: []string{"column", "type", "rules"}}
	for _, c := range s.Columns {
		var rules []string
		if c.Name == s.PrimaryKey {
			rules = append(rules, "primary key")
		}
		if c.NotNull {
			rules = append(rules, "not null")
		}
		if c.Unique {
			rules = append(rules, "unique")
		}
		for _, f := range s.ForeignKeys {
			if f.Column == c.Name {
				rules = append(rules, "points at "+f.References)
			}
		}
		out.Rows = append(out.Rows, []string{c.Name, c.Type.String(), strings.Join(rules, ", ")})
	}
	return out
}

// rowsOf shows the rows of a table, the numbered ones highlighted.
func rowsOf(t *Table, mark ...int) notebook.Table {
	return show("Rows of "+t.Schema.Name, t.Schema, t.Rows, mark...)
}

func show(caption string, s Schema, rows []Row, mark ...int) notebook.Table {
	out := notebook.Table{Caption: caption, Mark: mark}
	for i, c := range s.Columns {
		out.Columns = append(out.Columns, c.Name)
		if c.Type != Text {
			out.Numeric = append(out.Numeric, i)
		}
	}
	for _, row := range rows {
		var fields []string
		for _, v := range row {
			fields = append(fields, field(v))
		}
		out.Rows = append(out.Rows, fields)
	}
	return out
}

// field is a value as the page's tables take it: they distinguish NULL from
// the text "NULL".
func field(v Value) string {
	if v.IsNull() {
		return notebook.Null
	}
	return v.String()
}
