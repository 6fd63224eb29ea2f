package box

import (
	"context"
	"fmt"
	"testing"
)

func TestSchema(t *testing.T) {
	got, err := Schema(context.Background(), shop+`
		CREATE TABLE line (order_id INT REFERENCES orders, nr INT, "odd name" TEXT, PRIMARY KEY (order_id, nr));
		CREATE TABLE part (a, b, FOREIGN KEY (a, b) REFERENCES line (order_id, nr));
		CREATE VIEW v AS SELECT 1; CREATE INDEX i ON customer (age);`)
	if err != nil {
		t.Fatal(err)
	}
	want := []Table{
		{Name: "customer", Rows: 2, Columns: []TableColumn{
			{Name: "id", Type: "INTEGER", PrimaryKey: 1},
			{Name: "email", Type: "TEXT", NotNull: true, Unique: true},
			{Name: "age", Type: "INT"},
		}},
		{Name: "orders", Rows: 3, Columns: []TableColumn{
			{Name: "id", Type: "INTEGER", PrimaryKey: 1},
			{Name: "customer_id", Type: "INTEGER", NotNull: true, ForeignKey: true},
			{Name: "total", Type: "REAL"},
		}, ForeignKeys: []ForeignKey{{[]string{"customer_id"}, "customer", []string{"id"}}}},
		{Name: "line", Columns: []TableColumn{
			{Name: "order_id", Type: "INT", PrimaryKey: 1, ForeignKey: true},
			{Name: "nr", Type: "INT", PrimaryKey: 2},
			{Name: "odd name", Type: "TEXT"},
		}, ForeignKeys: []ForeignKey{{[]string{"order_id"}, "orders", nil}}},
		{Name: "part", Columns: []TableColumn{
			{Name: "a", ForeignKey: true},
			{Name: "b", ForeignKey: true},
		}, ForeignKeys: []ForeignKey{{[]string{"a", "b"}, "line", []string{"order_id", "nr"}}}},
	}
	if fmt.Sprint(got) != fmt.Sprint(want) { // nil or empty is the same
		t.Errorf("schema\n%+v\nwant\n%+v", got, want)
	}
}
