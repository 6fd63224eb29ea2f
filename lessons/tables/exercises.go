package tables

import (
	"abacus/lessons/notebook"
	"abacus/lessons/notebook/exercise"
)

// CheckWhichChanges checks the choice of changes that the shop accepts.
func CheckWhichChanges(nb *notebook.Cell) { whichChanges().Check(nb) }

func whichChanges() exercise.Choice {
	return exercise.Choice{Options: []exercise.Option{
		{Text: "Insert a second customer named Ada, with an e-mail address of her own", Right: true,
			Why: "A name is neither a key nor UNIQUE, so it may repeat. Their ids and e-mail addresses tell the two apart."},
		{Text: "Insert a sale and leave out its customer_id",
			Why: "Left out means NULL. A foreign key may be NULL in general, but this column is declared NOT NULL: every sale " +
				"has exactly one customer."},
		{Text: "Set Ben's city to NULL too, like Cleo's", Right: true,
			Why: "The column city is not declared NOT NULL, so any number of cities may be unknown. " +
				"Cleo's NULL and his are not even equal."},
		{Text: "Insert the sale of customer 5 first, and customer 5 with the next statement",
			Why: "The database checks a foreign key at the end of each statement, and at that moment there is no customer 5 " +
				"yet. Insert the row that is pointed at first."},
		{Text: "Delete Dan, who has bought nothing", Right: true,
			Why: "No sale points at Dan, so nothing dangles when he goes. Only customers with sales are protected."},
		{Text: "Give Ben the id 1 and leave everything else as it is",
			Why: "The id 1 is Ada's. A primary key never holds the same value twice, whether a row is inserted or updated."},
	}}
}

func deleteDuplicates() exercise.SQL {
	return exercise.SQL{
		Solution: `DELETE FROM person
WHERE id NOT IN (
  SELECT min(id) FROM person
  GROUP BY email);`,
		Probe: "SELECT id, email FROM person;",
		Hidden: []string{
			"INSERT INTO person VALUES (4, 'john@example.com'), (5, 'bob@example.com');",
			"INSERT INTO person VALUES (5, 'ann@example.com'); INSERT INTO person VALUES (4, 'ann@example.com');",
			"DELETE FROM person WHERE id = 1;",
			"DELETE FROM person;",
		},
		Slips: []exercise.SQLSlip{
			{Says: "A SELECT only shows rows and leaves the table unchanged. To remove rows, write DELETE FROM person WHERE …",
				Text: "SELECT min(id), email FROM person GROUP BY email",
				Sign: `\A\s*SELECT`,
			},
			{
				Says: "An address may occur three times. Delete every row but the one with the smallest id, " +
					"not just the one with the largest.",
				Text: "DELETE FROM person WHERE id IN (SELECT max(id) FROM person GROUP BY email HAVING count(*) > 1)",
				Sign: `\bmax\b`, Without: `NOT\s+IN`,
			},
			{Says: "That keeps the largest id of each address. Keep the smallest: min, not max.",
				Text: "DELETE FROM person WHERE id NOT IN (SELECT max(id) FROM person GROUP BY email)",
				Sign: `\bmax\b`,
			},
			{Says: "That deletes every row whose address repeats, even the first one. One row of each address must stay.",
				Text: "DELETE FROM person WHERE email IN (SELECT email FROM person GROUP BY email HAVING count(*) > 1)",
				Sign: `email\s+IN`,
			},
			{
				Says: "That fixes these three rows and no others. Let the database work out which ids to keep: " +
					"the smallest of each group.",
				Text: "DELETE FROM person WHERE id = 3",
				Sign: `id\s*(=|>|>=|IN\s*\()\s*\d`,
			},
		},
	}
}

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
			"INSERT INTO employee VALUES (4, 400);", // the second lowest is another
			"DELETE FROM employee;",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "With only one salary, that returns no row at all. As a value, " +
					"in brackets after SELECT, no row becomes NULL.",
				Text: "SELECT DISTINCT salary FROM employee ORDER BY salary DESC LIMIT 1 OFFSET 1",
				Sign: `\bLIMIT\b`,
			},
			{Says: "Two people may share the highest salary: take each salary once (DISTINCT) before you skip one.",
				Text: "SELECT (SELECT salary FROM employee ORDER BY salary DESC LIMIT 1 OFFSET 1)",
				Sign: `\bLIMIT\b`, Without: `\bDISTINCT\b|\bGROUP\b`,
			},
			{Says: "That is the highest salary. Skip it with OFFSET 1, or ask for the greatest below it.",
				Text: "SELECT max(salary) FROM employee",
				Sign: `\bmax\b|\bLIMIT\s+1\b`, Without: `<|OFFSET`,
			},
		},
	}
}

func everyPerson() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT first_name, last_name, city
FROM person
LEFT JOIN address
  ON address.person_id = person.id
ORDER BY person.id, address.id;`,
		Hidden: []string{
			"INSERT INTO person VALUES (4, 'Emmy', 'Noether');",
			"INSERT INTO address VALUES (4, 1, 'Ockham'), (5, 2, 'Wilmslow');",
			"DELETE FROM address;",
			"INSERT INTO person VALUES (5, 'Alan', 'Turing');", // two people of one name, neither with an address
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "People without an address are missing. JOIN keeps only matching pairs; LEFT JOIN keeps every row of the " +
					"table on its left, so that must be person.",
				Text: "SELECT first_name, last_name, city FROM person JOIN address ON address.person_id = person.id",
				Sign: `\bJOIN\b|,\s*address\b`, Without: `\b(LEFT|FULL|RIGHT)\b`,
			},
			{Says: "Somebody with two addresses should appear twice. GROUP BY keeps only one of them: remove it.",
				Text: "SELECT first_name, last_name, city " +
					"FROM person LEFT JOIN address ON address.person_id = person.id GROUP BY person.id",
				Sign: `\bGROUP\b`,
			},
			{Says: "That gives everybody every address. Say which belong together: ON address.person_id = person.id.",
				Text: "SELECT first_name, last_name, city FROM person LEFT JOIN address",
				Sign: `\bJOIN\b`, Without: `\b(ON|USING)\b`,
			},
			{
				Says: "Compare a person's id with person_id, the person that the address points at. " +
					"The address's own id means something else.",
				Text: "SELECT first_name, last_name, city FROM person LEFT JOIN address ON address.id = person.id",
				Sign: `\bid\s*=\s*(\w+\.)?id\b`,
			},
		},
	}
}

func revenueByMonth() exercise.SQL {
	return exercise.SQL{
		Solution: `SELECT id,
  sum(revenue) FILTER
    (WHERE month = 'Jan') AS jan,
  sum(revenue) FILTER
    (WHERE month = 'Feb') AS feb,
  sum(revenue) FILTER
    (WHERE month = 'Mar') AS mar,
  sum(revenue) FILTER
    (WHERE month = 'Apr') AS apr
FROM department
GROUP BY id;`,
		Hidden: []string{
			"INSERT INTO department VALUES (2, 500, 'Apr'), (4, 5000, 'Mar');",
			"INSERT INTO department VALUES (5, 100, 'Dec');",
			"INSERT INTO department VALUES (4, 0, 'Feb');",
		},
		Slips: []exercise.SQLSlip{
			{
				Says: "That gives 0 where there was no revenue, as if it were known to be zero. Leave out ELSE 0: " +
					"a sum over no rows is NULL.",
				Text: `SELECT id,
  sum(CASE WHEN month = 'Jan' THEN revenue ELSE 0 END), sum(CASE WHEN month = 'Feb' THEN revenue ELSE 0 END),
  sum(CASE WHEN month = 'Mar' THEN revenue ELSE 0 END), sum(CASE WHEN month = 'Apr' THEN revenue ELSE 0 END)
FROM department GROUP BY id`,
				Sign: `\bELSE\s+0|\bcoalesce\b|\bifnull\b|\btotal\b`,
			},
			{
				Says: "There is still a row for each department and month. Make one row for each department: GROUP BY id, with " +
					"an aggregate around each CASE.",
				Text: `SELECT id, CASE WHEN month = 'Jan' THEN revenue END, CASE WHEN month = 'Feb' THEN revenue END,
  CASE WHEN month = 'Mar' THEN revenue END, CASE WHEN month = 'Apr' THEN revenue END FROM department`,
				Sign: `\bCASE\b`, Without: `\bGROUP\b`,
			},
			{
				Says: "Without an aggregate, SQLite takes every CASE from a single, arbitrary row of the group, so only one " +
					"month is filled in. Put sum( ) around it.",
				Text: `SELECT id, CASE WHEN month = 'Jan' THEN revenue END, CASE WHEN month = 'Feb' THEN revenue END,
  CASE WHEN month = 'Mar' THEN revenue END, CASE WHEN month = 'Apr' THEN revenue END FROM department GROUP BY id`,
				Sign: `\bCASE\b`, Without: `\b(sum|max|min|total)\b`,
			},
			{
				Says: "WHERE removes rows before they are grouped. " +
					"A department whose only revenue came later in the year then has no row at all.",
				Text: `SELECT id, sum(revenue) FILTER (WHERE month = 'Jan'), sum(revenue) FILTER (WHERE month = 'Feb'),
  sum(revenue) FILTER (WHERE month = 'Mar'), sum(revenue) FILTER (WHERE month = 'Apr')
FROM department WHERE month IN ('Jan', 'Feb', 'Mar', 'Apr') GROUP BY id`,
				Sign: `\bFROM\s+department\s+(AS\s+)?(\w+\s+)?WHERE\b`,
			},
			{Says: "Without GROUP BY the whole table is one group. The task asks for one row per department: GROUP BY id.",
				Text: `SELECT id, sum(revenue) FILTER (WHERE month = 'Jan'), sum(revenue) FILTER (WHERE month = 'Feb'),
  sum(revenue) FILTER (WHERE month = 'Mar'), sum(revenue) FILTER (WHERE month = 'Apr') FROM department`,
				Sign: `\bsum\b`, Without: `\bGROUP\b`,
			},
		},
	}
}
