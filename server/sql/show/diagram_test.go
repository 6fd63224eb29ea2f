package show

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"

	"abacus/server/sql/box"
)

const shop = `
CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INT CHECK (age > 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), total REAL);
INSERT INTO customer VALUES (1, 'ada@example.com', 36), (2, 'alan@example.com', 41);
INSERT INTO orders VALUES (10, 1, 9.5), (11, 1, 20), (12, 2, 3.25);`

const bigShop = shop + `
CREATE TABLE product (id INTEGER PRIMARY KEY, name TEXT NOT NULL, price REAL NOT NULL);
CREATE TABLE order_line (order_id INTEGER NOT NULL REFERENCES orders (id),
	product_id INTEGER NOT NULL REFERENCES product (id), quantity INTEGER NOT NULL, PRIMARY KEY (order_id, product_id));
CREATE TABLE review (id INTEGER PRIMARY KEY, product_id INTEGER REFERENCES product,
	customer_id INTEGER REFERENCES customer);
CREATE TABLE category (id INTEGER PRIMARY KEY, name TEXT, parent_id INTEGER REFERENCES category (id));`

func TestDiagram(t *testing.T) {
	for name, setup := range map[string]string{
		"none": "", "one": "CREATE TABLE a (b)", "shop": shop, "big": bigShop,
		"cycle": "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES b); CREATE TABLE b (id INTEGER PRIMARY KEY, a " +
			"REFERENCES a);",
		"lost": "CREATE TABLE a (id INTEGER PRIMARY KEY, b REFERENCES nowhere);",
	} {
		t.Run(name, func(t *testing.T) {
			tables, err := box.Schema(context.Background(), setup)
			if err != nil {
				t.Fatal(err)
			}
			svg, err := Diagram(tables, "Tables").Draw()
			if err != nil && len(tables) > 0 {
				t.Fatal(err)
			}
			if strings.Contains(svg.Body, "NaN") {
				t.Error("NaN in the drawing")
			}
			for _, table := range tables {
				for _, k := range table.ForeignKeys {
					if want := fmt.Sprintf("%s (%s) points at %s", table.Name, k.Columns[0], k.To); !strings.Contains(
						svg.Description,
						want,
					) {
						t.Errorf("text alternative %q lacks %q", svg.Description, want)
					}
				}
			}
			if dir := os.Getenv("SCHEMA_SVG"); dir != "" { // to look at them
				page := fmt.Sprintf(
					`<body style="--ink:#222;--muted:#666;--grid:#ccc;--paper:#fff;--accent:#b4410e;--blue:#2f7fc4;`+
						`font-family:sans-serif;margin:8px"><svg viewBox="0 0 %v %v" width="100%%">%s</svg>`,
					svg.Width,
					svg.Height,
					svg.Body,
				)
				if err := os.WriteFile(dir+"/"+name+".html", []byte(page), 0o600); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// Tables stand below what they point at, boxes do not overlap and all of it is within the frame.
func TestLayout(t *testing.T) {
	tables, err := box.Schema(context.Background(), bigShop)
	if err != nil {
		t.Fatal(err)
	}
	l := newLayout(tables)
	var boxes []*tableBox
	for _, row := range l.rows {
		boxes = append(boxes, row...)
	}
	if len(boxes) != len(tables) {
		t.Fatalf("%d boxes for %d tables", len(boxes), len(tables))
	}
	for i, a := range boxes {
		if a.x < 0 || a.y < 0 || a.x+a.w > l.width || a.y+a.h > l.height {
			t.Errorf("%s leaves the frame", a.table.Name)
		}
		for _, b := range boxes[:i] {
			if a.x < b.x+b.w && b.x < a.x+a.w && a.y < b.y+b.h && b.y < a.y+a.h {
				t.Errorf("%s and %s overlap", a.table.Name, b.table.Name)
			}
		}
	}
	for _, e := range l.edges {
		if e.from != e.to && e.from.y <= e.to.y {
			t.Errorf("%s is not below %s", e.from.table.Name, e.to.table.Name)
		}
	}
	if l.width > 600 {
		t.Errorf("width %v is too much for a phone", l.width)
	}
}
