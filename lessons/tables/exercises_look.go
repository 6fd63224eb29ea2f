package tables

import (
	"math"

	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckHalvings checks how many comparisons halving takes.
func CheckHalvings(nb *notebook.Cell) { halvings().Check(nb) }

func halvings() exercise.Number {
	const n = 5000
	keys := make([]int, n)
	for i := range keys {
		keys[i] = i
	}
	most := 0
	for key := -1; key <= n; key++ {
		_, comparisons := Search(keys, key)
		most = max(most, comparisons)
	}
	return exercise.Number{
		Label: "comparisons at most", Want: float64(most),
		Slips: []exercise.NumberSlip{
			{Says: "That is log₂ 5000, rounded down: so often can 5000 be halved before one key is left. That last one must " +
				"be " +
				"compared as well.", Value: math.Floor(math.Log2(n))},
			{Says: "That is a scan. Each comparison with the middle discards half of what is left.", Value: n},
			{Says: "That is the average of a scan. Each comparison with the middle discards half of what is left.", Value: 2500},
			{Says: "That is a single halving. Go on until one key is left.", Value: 2},
		},
	}
}

// CheckWhereIsCleo checks which conditions keep the customer without a city.
func CheckWhereIsCleo(nb *notebook.Cell) { whereIsCleo().Check(nb) }

func whereIsCleo() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "city = NULL",
			Why: "A comparison with NULL is unknown, for Cleo as for everybody. WHERE keeps only what is true, so it keeps " +
				"nobody."},
		{Text: "city IS NULL", Right: true,
			Why: "IS NULL asks whether the value is missing. Its answer is true or false, never unknown."},
		{Text: "NOT city = 'Leeds'",
			Why: "For Cleo city = 'Leeds' is unknown, and NOT of unknown is unknown."},
		{Text: "city = 'York' OR city IS NULL", Right: true,
			Why: "The first half is unknown and the second true. OR is the larger of the two: true."},
		{Text: "city IS NOT NULL AND name = 'Cleo'",
			Why: "The first half is false, and AND is the smaller of two."},
	}}
}

// CheckWhichRule checks which rules some errors name.
func CheckWhichRule(nb *notebook.Cell) { whichRule().Check(nb) }

func whichRule() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "“UNIQUE constraint failed: customer.email”: somebody else has this e-mail address already.", Right: true,
			Why: "After the colon stand the table and the column whose values must differ."},
		{Text: "“UNIQUE constraint failed: sale.id”: the sale names a customer who does not exist.",
			Why: "That would be a foreign key. This row repeats the primary key of another sale."},
		{Text: "“FOREIGN KEY constraint failed” after a DELETE: another row points at the one that should go.", Right: true,
			Why: "A foreign key guards both ends: no row may point at nothing, neither from the start nor afterwards."},
		{Text: "“NOT NULL constraint failed: product.price”: the price is 0.",
			Why: "0 is a value. The price is missing: the row left it out, or gave NULL."},
		{Text: "“cannot store TEXT value in INTEGER column product.price”: the price stands in quotes and is no " +
			"number.", Right: true,
			Why: "The table is STRICT: each column holds values of its type only."},
	}}
}

func whatWasSold() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT product_id,
  sum(quantity) AS pieces
FROM sale
WHERE quantity >= 2
GROUP BY product_id
HAVING sum(quantity) > 6;`,
		Hidden: []string{
			"INSERT INTO sale VALUES (8, 4, 2, 1), (9, 4, 3, 7);",
			"INSERT INTO sale VALUES (8, 4, 3, 6), (9, 1, 2, 1), (10, 2, 2, 1);",
			"DELETE FROM sale WHERE quantity < 3; INSERT INTO sale VALUES (8, 4, 1, 2), (9, 4, 1, 2);",
			"INSERT INTO product VALUES (4, 'tray', 12); INSERT INTO sale VALUES (8, 4, 4, 8), (9, 1, 3, 8);",
			"DELETE FROM sale;",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "Small sales are counted as well. A condition on rows goes into WHERE, before GROUP BY: WHERE quantity >= 2.",
				Text: "SELECT product_id, sum(quantity) FROM sale GROUP BY product_id HAVING sum(quantity) > 6",
				Sign: `\bHAVING\b`, Without: `\bWHERE\b`,
			},
			{
				Says: "Products with few pieces are still there. A condition on groups goes into HAVING, after GROUP BY.",
				Text: "SELECT product_id, sum(quantity) FROM sale WHERE quantity >= 2 GROUP BY product_id",
				Sign: `\bGROUP\b`, Without: `\bHAVING\b`,
			},
			{
				Says: "“More than six” leaves out six: HAVING sum(quantity) > 6.",
				Text: "SELECT product_id, sum(quantity) FROM sale WHERE quantity >= 2 GROUP BY product_id HAVING sum(quantity) " +
					">= 6",
				Sign: `>=\s*6`,
			},
			{
				Says: "“Two or more” includes two: WHERE quantity >= 2.",
				Text: "SELECT product_id, sum(quantity) FROM sale WHERE quantity > 2 GROUP BY product_id HAVING sum(quantity) > 6",
				Sign: `>\s*2`,
			},
			{
				Says: "count counts sales. The pieces are the sum of quantity.",
				Text: "SELECT product_id, count(*) FROM sale WHERE quantity >= 2 GROUP BY product_id HAVING sum(quantity) > 6",
				Sign: `\bcount\b`,
			},
		},
	}
}

func changeTheShop() exercise.SQL {
	return exercise.SQL{
		Solution: `INSERT INTO product (name, price)
VALUES ('tray', 12);
UPDATE product SET price = price + 1
WHERE name = 'tea';`,
		Probe: "SELECT id, name, price FROM product;",
		Hidden: []string{
			"UPDATE product SET price = 6 WHERE name = 'tea';",
			"INSERT INTO product VALUES (9, 'kettle', 40);",
			"DELETE FROM sale; DELETE FROM product WHERE name = 'tea';",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "Without WHERE an UPDATE changes every row. Only tea becomes dearer: WHERE name = 'tea'.",
				Text: "INSERT INTO product (name, price) VALUES ('tray', 12); UPDATE product SET price = price + 1",
				Sign: `\bUPDATE\b`, Without: `\bWHERE\b`,
			},
			{
				Says: "That sets the price to what it should be today. Let the database add 1 to whatever it is: price = price " +
					"+ 1.",
				Text: "INSERT INTO product (name, price) VALUES ('tray', 12); UPDATE product SET price = 5 WHERE name = 'tea'",
				Sign: `price\s*=\s*5`,
			},
			{
				Says: "The tray is missing: INSERT INTO product (name, price) VALUES …",
				Text: "UPDATE product SET price = price + 1 WHERE name = 'tea'",
				Sign: `\bUPDATE\b`, Without: `\bINSERT\b`,
			},
			{
				Says: "The id of the tray was given by hand. Leave it out, and the database assigns the next one.",
				Text: "INSERT INTO product VALUES (4, 'tray', 12); UPDATE product SET price = price + 1 WHERE name = 'tea'",
				Sign: `\b4\b`,
			},
		},
	}
}
