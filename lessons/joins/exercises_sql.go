package joins

import "abacus/lessons/notebook/exercise"

func managesNobody() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT m.name
FROM employee AS m
WHERE NOT EXISTS (
  SELECT * FROM employee AS e
  WHERE e.manager_id = m.id);`,
		Hidden: []string{
			"INSERT INTO employee VALUES (5, 'Eve', 4);",
			"INSERT INTO employee VALUES (5, 'Eve', NULL);",
			"INSERT INTO employee VALUES (5, 'Dan', 1);", // two people of one name
			"UPDATE employee SET manager_id = NULL;",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "A comparison with NULL is unknown for everybody, so = NULL and <> NULL keep no row. To ask for a missing " +
					"value, write IS NULL. (Here the task needs no NULL at all: look for people whom no row names as manager.)",
				Text: "SELECT name FROM employee WHERE manager_id = NULL",
				Sign: `(=|<>|!=)\s*NULL\b`,
			},
			{
				Says: "NOT IN keeps nobody when the list holds a NULL, and Ada's manager_id is one. Use NOT EXISTS, or leave " +
					"the NULL out of the list.",
				Text: "SELECT name FROM employee WHERE id NOT IN (SELECT manager_id FROM employee)",
				Sign: `\bNOT\s+IN\b`,
			},
			{
				Says: "Those are the people whom nobody manages. The task asks for those who manage nobody: " +
					"whose id is no one's manager_id.",
				Text: "SELECT name FROM employee WHERE manager_id IS NULL",
				Sign: `manager_id\s+IS\s+NULL`,
			},
			{Says: "Those are the people who do manage somebody. The task asks for the others: NOT EXISTS.",
				Text: "SELECT m.name FROM employee AS m WHERE EXISTS (SELECT * FROM employee AS e WHERE e.manager_id = m.id)",
				Sign: `\b(EXISTS|IN)\b|\bJOIN\b`, Without: `\bNOT\b|\bLEFT\b`,
			},
			{Says: "That keeps everybody. Tie the employees e in the brackets to the m outside: e.manager_id = m.id.",
				Text: "SELECT m.name FROM employee AS m WHERE NOT EXISTS (SELECT * FROM employee AS e WHERE e.manager_id = e.id)",
				Sign: `\bNOT\s+EXISTS\b`,
			},
			{Says: "The LEFT JOIN is the right one. Now keep only the rows that were filled with NULL: WHERE e.id IS NULL.",
				Text: "SELECT m.name FROM employee AS m LEFT JOIN employee AS e ON e.manager_id = m.id",
				Sign: `\bLEFT\b`, Without: `\bIS\s+NULL\b`,
			},
		},
	}
}

func rightTotal() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT count(*) AS number_of_rows,
       sum(amount) AS total
FROM invoice
WHERE EXISTS (
  SELECT * FROM parcel
  WHERE parcel.invoice_id = invoice.id);`,
		Hidden: []string{
			"INSERT INTO invoice VALUES (9, 30);",
			"INSERT INTO invoice VALUES (9, 100); INSERT INTO parcel VALUES (5, 9), (6, 9);",
		},
		Slips: []exercise.SQLSlip{
			{Says: "Each invoice is still added once for each of its parcels. Ask only whether there is a parcel: WHERE EXISTS.",
				Text: "SELECT count(*), sum(amount) FROM invoice INNER JOIN parcel ON parcel.invoice_id = invoice.id",
				Sign: `\bJOIN\b|,\s*parcel\b`,
			},
			{
				Says: "DISTINCT adds equal amounts once, even when they belong to two invoices. Rows must not repeat; amounts may.",
				Text: "SELECT count(DISTINCT invoice.id), sum(DISTINCT amount) " +
					"FROM invoice INNER JOIN parcel ON parcel.invoice_id = invoice.id",
				Sign: `\bDISTINCT\b`,
			},
			{Says: "That counts invoices without a parcel too. Keep only those for which a parcel exists.",
				Text: "SELECT count(*), sum(amount) FROM invoice",
				Sign: `\bsum\b`, Without: `\b(WHERE|JOIN)\b`,
			},
			{Says: "That is one row for each invoice. The task asks for a single row: the number of invoices and their total.",
				Text: "SELECT 1, amount FROM invoice WHERE id IN (SELECT invoice_id FROM parcel)",
				Sign: `\bamount\b`, Without: `\bsum\b`,
			},
			{Says: "The total is right, but the number counts parcels. Count each invoice once.",
				Text: "SELECT (SELECT count(*) FROM parcel), sum(amount) FROM invoice WHERE id IN (SELECT invoice_id FROM parcel)",
				Sign: `\bcount\b`,
			},
		},
	}
}
