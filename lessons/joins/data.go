package joins

// A Row is a row of the lesson's tables: an id, which may be NULL, and a
// value.
type Row struct {
	ID  Key[int]
	Val string
}

// ID returns the join key of a row.
func ID(r Row) Key[int] { return r.ID }

// rows makes a table of the given ids with the values name1, name2, … . The
// constant null stands for a NULL id.
func rows(name string, ids ...int) Table[Row, int] {
	t := Table[Row, int]{Key: ID}
	for i, id := range ids {
		key := Key[int]{Value: id}
		if id == null {
			key = Key[int]{Null: true}
		}
		t.Rows = append(t.Rows, Row{key, name + string(rune('1'+i))})
	}
	return t
}

const null = -1 << 31

// LessonTables returns left_table and right_table of content/data/joins.sql.
func LessonTables() (left, right Table[Row, int]) {
	return rows("L", 1, 2, 3, 4), rows("R", 1, 4, 5, 6)
}

// RepeatedTables returns two tables in which ids repeat.
func RepeatedTables() (left, right Table[Row, int]) {
	return rows("L", 1, 2, 2, 3), rows("R", 2, 2, 2, 3, 4)
}

// NullTables returns two tables with a NULL id in each.
func NullTables() (left, right Table[Row, int]) {
	return rows("L", 1, 2, null, 4), rows("R", 1, null, 4, 5)
}

// ShuffledTables returns the rows of LessonTables in other orders.
func ShuffledTables() (left, right Table[Row, int]) {
	left, right = LessonTables()
	pick := func(t Table[Row, int], order ...int) Table[Row, int] {
		shuffled := Table[Row, int]{Key: t.Key}
		for _, i := range order {
			shuffled.Rows = append(shuffled.Rows, t.Rows[i])
		}
		return shuffled
	}
	return pick(left, 3, 0, 2, 1), pick(right, 3, 1, 0, 2)
}

// QuizTables returns quiz_left and quiz_right of content/data/joins.sql.
func QuizTables() (left, right Table[Row, int]) {
	return rows("A", 1, 1, 2, 3, null), rows("B", 1, 1, 1, 3, 4, null)
}

// An Employee has a number, a name and the number of their manager, which is
// NULL at the top.
type Employee struct {
	ID      int
	Name    string
	Manager Key[int]
}

// Employees returns the table employee of content/data/joins.sql.
func Employees() []Employee {
	return []Employee{
		{1, "Ada", Key[int]{Null: true}},
		{2, "Ben", Key[int]{Value: 1}},
		{3, "Cleo", Key[int]{Value: 1}},
		{4, "Dan", Key[int]{Value: 2}},
	}
}
