package tables_test

import (
	"fmt"

	"abacus/lessons/tables"
)

func ExampleDatabase_Insert() {
	shop, err := tables.Shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	eve, mail := tables.Str("Eve"), tables.Str("eve@example.com")
	null := tables.Value{}
	fmt.Println(shop.Insert("customer", tables.Int(2), eve, mail, null))
	fmt.Println(shop.Insert("customer", tables.Int(5), null, mail, null))

	one, nobody := tables.Int(1), tables.Int(9)
	fmt.Println(shop.Insert("sale", tables.Int(8), nobody, one, one))

	fmt.Println(shop.Insert("customer", tables.Int(5), eve, mail, null))
	// Output:
	// UNIQUE constraint failed: customer.id
	// NOT NULL constraint failed: customer.name
	// FOREIGN KEY constraint failed
	// <nil>
}

func ExampleGroupBy() {
	shop, err := tables.Shop()
	if err != nil {
		fmt.Println(err)
		return
	}
	const product, quantity = 2, 3
	for _, g := range tables.GroupBy(shop.Table("sale").Rows, product, quantity) {
		fmt.Printf("product %v: %d sales, %v pieces, %v on average\n",
			g.Key, g.Rows, g.Sum, g.Avg())
	}
	// Output:
	// product 1: 3 sales, 9 pieces, 3 on average
	// product 2: 2 sales, 6 pieces, 3 on average
	// product 3: 2 sales, 2 pieces, 1 on average
}
