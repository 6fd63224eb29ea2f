package box

import (
	"cmp"
	"context"

	"github.com/ncruces/go-sqlite3"
)

// DBSchema describes a database: what its diagram is drawn from.
type DBSchema struct {
	Tables []Table
}

// Table is one table, its columns in order.
type Table struct {
	Name        string
	Columns     []TableColumn
	ForeignKeys []ForeignKey
	Rows        int // rows right after loading
}

// TableColumn is one column of a table.
type TableColumn struct {
	Name       string
	Type       string // as declared; may be empty
	PrimaryKey int    // 1-based place in the primary key; 0 if not part of it
	NotNull    bool
	Unique     bool // has a UNIQUE constraint of its own; the primary key is not counted
	ForeignKey bool // part of a foreign key
}

// ForeignKey says that the values in Columns must exist in ToColumns of table To.
type ForeignKey struct {
	Columns   []string
	To        string
	ToColumns []string
}

// Schema loads setup into a fresh database and reads the tables back from it.
func Schema(ctx context.Context, setup string) (*DBSchema, error) {
	schema := &DBSchema{}
	err := withEngine(ctx, DefaultLimits(), setup, func(e *engine) error {
		// The wall stays open: only the trusted script and these queries of ours run,
		// and they need PRAGMA.
		r := &schemaReader{engine: e}
		for _, name := range query(r, `SELECT name FROM sqlite_schema
			WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid`, "",
			func(s *sqlite3.Stmt) string { return s.ColumnText(0) }) {
			schema.Tables = append(schema.Tables, r.describe(name))
		}
		return r.err
	})
	if err != nil {
		return nil, err
	}
	return schema, nil
}

// schemaReader reads tables. After an error it reads nothing more.
type schemaReader struct {
	*engine
	err error
}

// describe reads one table.
func (r *schemaReader) describe(name string) Table {
	t := Table{Name: name}
	t.Columns = query(r, `SELECT name, type, pk, "notnull" FROM pragma_table_info(?)`, name,
		func(s *sqlite3.Stmt) TableColumn {
			return TableColumn{
				Name: s.ColumnText(0), Type: s.ColumnText(1), PrimaryKey: s.ColumnInt(2), NotNull: s.ColumnBool(3),
			}
		})
	r.describeUnique(&t)
	r.describeKeys(&t)
	for _, count := range query(r, "SELECT count(*) FROM "+sqlite3.QuoteIdentifier(name), "",
		func(s *sqlite3.Stmt) int { return s.ColumnInt(0) }) {
		t.Rows = count
	}
	return t
}

// describeUnique marks the columns that are UNIQUE on their own.
func (r *schemaReader) describeUnique(t *Table) {
	for _, name := range query(r, `SELECT min(c.name) FROM pragma_index_list(?) AS i, pragma_index_info(i.name) AS c
		WHERE i."unique" AND i.origin = 'u' GROUP BY i.name HAVING count(*) = 1`, t.Name,
		func(s *sqlite3.Stmt) string { return s.ColumnText(0) }) {
		if c := t.Column(name); c != nil {
			c.Unique = true
		}
	}
}

// describeKeys reads the foreign keys. A key over several columns comes as
// several rows.
func (r *schemaReader) describeKeys(t *Table) {
	type row struct {
		id       int
		from, to string
		column   string
	}
	last := -1
	for _, row := range query(r,
		`SELECT id, "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq`, t.Name,
		func(s *sqlite3.Stmt) row {
			return row{s.ColumnInt(0), s.ColumnText(1), s.ColumnText(2), s.ColumnText(3)}
		}) {
		if row.id != last {
			t.ForeignKeys = append(t.ForeignKeys, ForeignKey{To: row.to})
			last = row.id
		}
		key := &t.ForeignKeys[len(t.ForeignKeys)-1]
		key.Columns = append(key.Columns, row.from)
		if row.column != "" { // empty: REFERENCES names only the table, which means its primary key
			key.ToColumns = append(key.ToColumns, row.column)
		}
		if c := t.Column(row.from); c != nil {
			c.ForeignKey = true
		}
	}
}

// Column finds a column by name, or returns nil.
func (t *Table) Column(name string) *TableColumn {
	for i := range t.Columns {
		if t.Columns[i].Name == name {
			return &t.Columns[i]
		}
	}
	return nil
}

// query runs one trusted query with at most one text parameter and returns every
// row.
func query[T any](r *schemaReader, sql, parameter string, read func(*sqlite3.Stmt) T) (rows []T) {
	if r.err != nil {
		return nil
	}
	stmt, _, err := r.conn.Prepare(sql)
	if err == nil {
		defer stmt.Close()
		if stmt.BindCount() > 0 {
			err = stmt.BindText(1, parameter)
		}
		for err == nil && stmt.Step() {
			rows = append(rows, read(stmt))
		}
		err = cmp.Or(err, stmt.Err())
	}
	if err != nil {
		r.err = r.fault("read the schema", err)
	}
	return rows
}
