package box

// maxPlan is the number of plan lines that are kept: a hundred-fold UNION has hundreds.
const maxPlan = 100

// queryPlan asks SQLite how it means to run a statement. Statements that have no plan give none.
func (e *engine) queryPlan(statement string) ([]PlanNode, error) {
	switch firstWord(statement) {
	case "SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "VALUES":
	default:
		return nil, nil
	}
	stmt, _, err := e.conn.Prepare("EXPLAIN QUERY PLAN " + statement)
	if err != nil {
		return nil, err
	}
	defer stmt.Close()

	children := make(map[int][]planLine) // by the parent's number
	for n := 0; n < maxPlan && stmt.Step(); n++ {
		detail, _ := shorten(printable(stmt.ColumnText(3)), 300)
		parent := stmt.ColumnInt(1)
		children[parent] = append(children[parent], planLine{stmt.ColumnInt(0), detail})
	}
	if err := stmt.Err(); err != nil {
		return nil, err
	}
	return planTree(children, 0, 0), nil
}

type planLine struct {
	id     int
	detail string
}

// planTree hangs the lines below their parents. The depth is bounded although SQLite's plans have
// no cycles: a page must not hang on a plan we misunderstand.
func planTree(children map[int][]planLine, parent, depth int) []PlanNode {
	if depth > maxPlan {
		return nil
	}
	var nodes []PlanNode
	for _, line := range children[parent] {
		nodes = append(nodes, PlanNode{line.detail, planTree(children, line.id, depth+1)})
	}
	return nodes
}
