package tables

import "abacus/lessons/notebook/exercise"

func secondHighest() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT (
  SELECT DISTINCT salary
  FROM employee
  ORDER BY salary DESC
  LIMIT 1 OFFSET 1
) AS second_highest;`,
		Hidden: []string{
			"DELETE FROM employee WHERE id > 1;",
			"INSERT INTO employee VALUES (4, 300);",
			"DELETE FROM employee;",
		},
		Slips: []exercise.SQLSlip{
			{Says: "With only one salary there is no row at all. Asked for as a value, in brackets after SELECT, no row becomes NULL.",
				Text: "SELECT DISTINCT salary FROM employee ORDER BY salary DESC LIMIT 1 OFFSET 1"},
			{Says: "Two people may share the highest salary: take each salary once (DISTINCT) before you skip one.",
				Text: "SELECT (SELECT salary FROM employee ORDER BY salary DESC LIMIT 1 OFFSET 1)"},
			{Says: "That is the highest salary. Skip it with OFFSET 1, or ask for the greatest below it.",
				Text: "SELECT max(salary) FROM employee"},
		},
	}
}
