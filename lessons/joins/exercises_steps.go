package joins

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckMergeByHand checks the comparisons of a merge counted by hand.
func CheckMergeByHand(nb *notebook.Cell) { mergeByHand().Check(nb) }

func mergeByHand() exercise.Number {
	left, right := rows("L", 1, 3, 5, 6), rows("R", 2, 3, 4, 8)
	var merging, nested Meter
	SortMerge(left, right, Inner, &merging)
	NestedLoop(left, right, Inner, &nested)
	return exercise.Number{
		Label: "comparisons while merging", Want: float64(merging.Compared),
		Slips: []exercise.NumberSlip{
			{Says: "That is the nested loop, every left row with every right one. Here each comparison moves a finger.",
				Value: float64(nested.Compared)},
			{Says: "When the two 3s meet, two more comparisons are needed: is the next left row a 3 as well, " +
				"and the next right one?",
				Value: float64(merging.Compared - 2)},
			{Says: "Nearly. The 3s meet, and the program looks ahead on both sides, not on one only.",
				Value: float64(merging.Compared - 1)},
			{Says: "The merge stops as soon as one list has ended: 6 is the last left row.",
				Value: float64(merging.Compared + 1)},
		},
	}
}

func whoseManager() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT e.name, m.name AS manager
FROM employee AS e
INNER JOIN employee AS m
  ON e.manager_id = m.id;`,
		Hidden: []string{
			"INSERT INTO employee VALUES (5, 'Eve', 4), (6, 'Ben', 1);",
			"INSERT INTO employee VALUES (5, 'Cleo', 1);",
			"UPDATE employee SET manager_id = NULL;",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "Ada has no manager, so she has no row in an INNER join.",
				Text: "SELECT e.name, m.name FROM employee AS e LEFT JOIN employee AS m ON e.manager_id = m.id",
				Sign: `\bLEFT\b`,
			},
			{
				Says: "The two are the wrong way round: the row that holds the manager_id is the employee, " +
					"and the row with that id " +
					"is the manager.",
				Text: "SELECT e.name, m.name FROM employee AS e INNER JOIN employee AS m ON m.manager_id = e.id",
				Sign: `\bJOIN\b|,\s*employee\b`,
			},
			{
				Says: "That gives everybody every manager. Say which rows belong together: ON e.manager_id = m.id.",
				Text: "SELECT e.name, m.name FROM employee AS e, employee AS m",
				Sign: `\bemployee\b`, Without: `\b(ON|WHERE)\b`,
			},
			{
				Says: "Both names come from the same table. Give it two names, e and m, and take one column from each.",
				Text: "SELECT e.name, e.name FROM employee AS e INNER JOIN employee AS m ON e.manager_id = m.id",
				Sign: `\bJOIN\b|,\s*employee\b`,
			},
		},
	}
}
