package box

import (
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
		// The wall stays open: nothing but the trusted script and these queries of ours is run,
		// and they need PRAGMA.
		names, err := query(e, `SELECT name FROM sqlite_schema
			WHERE type = 'table' AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY rowid`, "",
			func(s *sqlite3.Stmt) string { return s.ColumnText(0) })
		if err != nil {
			return err
		}
		for _, name := range names {
			table, err := e.describe(name)
			if err != nil {
				return err
			}
			schema.Tables = append(schema.Tables, *table)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return schema, nil
}

// describe reads one table.
func (e *engine) describe(name string) (*Table, error) {
	t := &Table{Name: name}
	var err error
	t.Columns, err = query(e, `SELECT name, type, pk, "notnull" FROM pragma_table_info(?)`, name,
		func(s *sqlite3.Stmt) TableColumn {
			return TableColumn{Name: s.ColumnText(0), Type: s.ColumnText(1), PrimaryKey: s.ColumnInt(2), NotNull: s.ColumnBool(3)}
		})
	if err != nil {
		return nil, err
	}
	if err := e.describeUnique(t); err != nil {
		return nil, err
	}
	if err := e.describeKeys(t); err != nil {
		return nil, err
	}
	counts, err := query(e, "SELECT count(*) FROM "+sqlite3.QuoteIdentifier(name), "",
		func(s *sqlite3.Stmt) int { return s.ColumnInt(0) })
	if err != nil {
		return nil, err
	}
	t.Rows = counts[0]
	return t, nil
}

// describeUnique marks the columns that are UNIQUE by themselves.
func (e *engine) describeUnique(t *Table) error {
	names, err := query(e, `SELECT min(c.name) FROM pragma_index_list(?) AS i, pragma_index_info(i.name) AS c
		WHERE i."unique" AND i.origin = 'u' GROUP BY i.name HAVING count(*) = 1`, t.Name,
		func(s *sqlite3.Stmt) string { return s.ColumnText(0) })
	if err != nil {
		return err
	}
	for _, name := range names {
		if c := t.Column(name); c != nil {
			c.Unique = true
		}
	}
	return nil
}

// describeKeys reads the foreign keys. A key over several columns comes as several rows.
func (e *engine) describeKeys(t *Table) error {
	type row struct {
		id       int
		from, to string
		column   string
	}
	rows, err := query(e, `SELECT id, "from", "table", "to" FROM pragma_foreign_key_list(?) ORDER BY id DESC, seq`, t.Name,
		func(s *sqlite3.Stmt) row {
			return row{s.ColumnInt(0), s.ColumnText(1), s.ColumnText(2), s.ColumnText(3)}
		})
	if err != nil {
		return err
	}
	for i, r := range rows {
		if i == 0 || rows[i-1].id != r.id {
			t.ForeignKeys = append(t.ForeignKeys, ForeignKey{To: r.to})
		}
		key := &t.ForeignKeys[len(t.ForeignKeys)-1]
		key.Columns = append(key.Columns, r.from)
		if r.column != "" { // empty: REFERENCES names the table only, which means its primary key
			key.ToColumns = append(key.ToColumns, r.column)
		}
		if c := t.Column(r.from); c != nil {
			c.ForeignKey = true
		}
	}
	return nil
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

// query runs one trusted query with at most one text parameter and reads every row.
func query[T any](e *engine, sql, parameter string, read func(*sqlite3.Stmt) T) ([]T, error) {
	stmt, _, err := e.conn.Prepare(sql)
	if err != nil {
		return nil, e.fault("read the schema", err)
	}
	defer stmt.Close()
	if stmt.BindCount() > 0 {
		if err := stmt.BindText(1, parameter); err != nil {
			return nil, e.fault("read the schema", err)
		}
	}
	var out []T
	for stmt.Step() {
		out = append(out, read(stmt))
	}
	if err := stmt.Err(); err != nil {
		return nil, e.fault("read the schema", err)
	}
	return out, nil
}
