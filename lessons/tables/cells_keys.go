package tables

import "abacus/lessons/notebook"

// FollowKeys looks up one sale by its primary key and then follows its two
// foreign keys: three looks into a map, without scanning any table.
func FollowKeys(nb *notebook.Cell) {
	id := nb.Int("sale", "sale id", 4, 1, 8)
	shop, err := Shop()
	if err != nil {
		nb.Error(err)
		return
	}
	sales := shop.Table("sale")
	sale, found := sales.ByKey(Int(id))
	if !found {
		nb.Say("The index on sale has no entry %d, so there is no such row. That took one look as well.", id)
		return
	}
	nb.Table(show("Sale "+Int(id).String(), sales.Schema, []Row{sale}))
	for _, f := range sales.Schema.ForeignKeys {
		to := shop.Table(f.References)
		key := sale[sales.Schema.column(f.Column)]
		row, _ := to.ByKey(key) // it must be there: Insert has checked
		nb.Table(show(f.References+" "+key.String(), to.Schema, []Row{row}))
	}
	customer, _ := shop.Table("customer").ByKey(sale[1])
	product, _ := shop.Table("product").ByKey(sale[2])
	nb.Say("Sale %d: %s bought %s × %s for %s pounds each.",
		id, customer[1], sale[3], product[1], product[2])
}
