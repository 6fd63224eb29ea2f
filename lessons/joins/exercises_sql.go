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
			"UPDATE employee SET manager_id = NULL;",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "NOT IN keeps nobody when the list holds a NULL, and Ada's manager_id is one. Use NOT EXISTS, or leave " +
					"the NULL out of the list.",
				Text: "SELECT name FROM employee WHERE id NOT IN (SELECT manager_id FROM employee)",
			},
			{
				Says: "Those are the people whom nobody manages. The task asks for those who manage nobody: " +
					"whose id is no one's manager_id.",
				Text: "SELECT name FROM employee WHERE manager_id IS NULL",
			},
			{Says: "Those are the people who do manage somebody. The task asks for the others: NOT EXISTS.",
				Text: "SELECT m.name FROM employee AS m WHERE EXISTS (SELECT * FROM employee AS e WHERE e.manager_id = m.id)"},
			{Says: "That keeps everybody. Tie the employees e in the brackets to the m outside: e.manager_id = m.id.",
				Text: "SELECT m.name FROM employee AS m WHERE NOT EXISTS (SELECT * FROM employee AS e WHERE e.manager_id = e.id)"},
			{Says: "The LEFT JOIN is the right one. Now keep only the rows that were filled with NULL: WHERE e.id IS NULL.",
				Text: "SELECT m.name FROM employee AS m LEFT JOIN employee AS e ON e.manager_id = m.id"},
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
				Text: "SELECT count(*), sum(amount) FROM invoice INNER JOIN parcel ON parcel.invoice_id = invoice.id"},
			{
				Says: "DISTINCT adds equal amounts once, even when they belong to two invoices. Rows must not repeat; amounts may.",
				Text: "SELECT count(DISTINCT invoice.id), sum(DISTINCT amount) " +
					"FROM invoice INNER JOIN parcel ON parcel.invoice_id = invoice.id",
			},
			{Says: "That counts invoices without a parcel too. Keep only those for which a parcel exists.",
				Text: "SELECT count(*), sum(amount) FROM invoice"},
			{Says: "That is one row for each invoice. The task asks for a single row: the number of invoices and their total.",
				Text: "SELECT 1, amount FROM invoice WHERE id IN (SELECT invoice_id FROM parcel)"},
			{Says: "The total is right, but the number counts parcels. Count each invoice once.",
				Text: "SELECT (SELECT count(*) FROM parcel), sum(amount) FROM invoice WHERE id IN (SELECT invoice_id FROM parcel)"},
		},
	}
}
