package box

import (
	"context"

	"github.com/ncruces/go-sqlite3"
)

// Table is a table of a database, its columns in order.
type Table struct {
	Name        string
	Columns     []TableColumn
	ForeignKeys []ForeignKey
	Rows        int // just after the data was loaded
}

// TableColumn is a column of a table.
type TableColumn struct {
	Name       string
	Type       string // as declared; may be empty
	PrimaryKey int    // 1-based position in the primary key; 0 if it is not part of it
	NotNull    bool
	Unique     bool // has a UNIQUE constraint of its own; a primary key does not count
	ForeignKey bool // part of a foreign key
}

// ForeignKey says that the values in Columns must exist in ToColumns of table To.
type ForeignKey struct {
	Columns   []string
	To        string
	ToColumns []string // empty: the primary key of To
}

// schemaQuery returns all tables but their row counts as JSON: a []Table.
const schemaQuery = `
SELECT json_group_array(json_object(
	'Name', t.name,
	'Columns', json((
		SELECT json_group_array(json_object(
			'Name', c.name,
			'Type', c.type,
			'PrimaryKey', c.pk,
			'NotNull', json(iif(c."notnull", 'true', 'false')),
			'Unique', json(iif(EXISTS (
				SELECT 1 FROM pragma_index_list(t.name) AS i
				WHERE i."unique" AND i.origin = 'u'
				AND (SELECT count(*) = 1 AND min(name) = c.name FROM pragma_index_info(i.name))
			), 'true', 'false')),
			'ForeignKey', json(iif(c.name IN (
				SELECT "from" FROM pragma_foreign_key_list(t.name)
			), 'true', 'false'))
		) ORDER BY c.cid)
		FROM pragma_table_info(t.name) AS c
	)),
	'ForeignKeys', json((
		SELECT json_group_array(json_object(
			'Columns', json(k.columns), 'To', k.target, 'ToColumns', json(k.targets)
		) ORDER BY k.id DESC)
		FROM (
			SELECT id, "table" AS target,
				json_group_array("from" ORDER BY seq) AS columns,
				json_group_array("to" ORDER BY seq) FILTER (WHERE "to" IS NOT NULL) AS targets
			FROM pragma_foreign_key_list(t.name) GROUP BY id
		) AS k
	))
) ORDER BY t.rowid)
FROM sqlite_schema AS t
WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\_%' ESCAPE '\'`

// Schema loads setup into a fresh database and describes the tables in it.
func Schema(ctx context.Context, setup string) (tables []Table, err error) {
	err = withEngine(ctx, Options{}, setup, func(e *engine) error {
		// The wall stays open: only the trusted script and these queries run, and they
		// need PRAGMA.
		err := e.readJSON(schemaQuery, &tables)
		for i := range tables {
			if err == nil {
				err = e.readJSON("SELECT count(*) FROM "+sqlite3.QuoteIdentifier(tables[i].Name), &tables[i].Rows)
			}
		}
		if err != nil {
			return e.fault("read the schema", err)
		}
		return nil
	})
	return tables, err
}

// readJSON runs a trusted query that returns one JSON value.
func (e *engine) readJSON(query string, into any) error {
	stmt, _, err := e.conn.Prepare(query)
	if err != nil {
		return err
	}
	defer stmt.Close()
	if !stmt.Step() {
		return stmt.Err()
	}
	return stmt.ColumnJSON(0, into)
}
