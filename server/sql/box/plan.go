package box

import "strings"

// maxPlan is the number of plan lines that are kept: a hundred-fold UNION has hundreds.
const maxPlan = 100

// queryPlan returns how SQLite means to run a statement, in the form of StatementResult.Plan.
func (e *engine) queryPlan(statement string) (string, error) {
	switch firstWord(statement) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES":
	default:
		return "", nil
	}
	stmt, _, err := e.conn.Prepare("EXPLAIN QUERY PLAN " + statement)
	if err != nil {
		return "", err
	}
	defer stmt.Close()

	var plan strings.Builder
	indents := map[int]string{} // of a step's parts, which follow it, by its number
	for n := 0; n < maxPlan && stmt.Step(); n++ {
		detail, _ := shorten(printable(stmt.ColumnText(3)), 300)
		indent := indents[stmt.ColumnInt(1)]
		indents[stmt.ColumnInt(0)] = indent + "  "
		plan.WriteString(indent + detail + "\n")
	}
	return plan.String(), stmt.Err()
}
