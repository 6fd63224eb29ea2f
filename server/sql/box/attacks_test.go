package box

import (
	"fmt"
	"strings"
)

const shop = `
CREATE TABLE customer (id INTEGER PRIMARY KEY, email TEXT NOT NULL UNIQUE, age INT CHECK (age > 0));
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL REFERENCES customer (id), total REAL);
INSERT INTO customer VALUES (1, 'ada@example.com', 36), (2, 'alan@example.com', 41);
INSERT INTO orders VALUES (10, 1, 9.5), (11, 1, 20), (12, 2, 3.25);`

// attack is one hostile cell and what the learner must be told.
type attack struct {
	name    string
	sql     string
	message string // part of the message
}

func attacks() []attack {
	long := func(s string, n int) string { return strings.Repeat(s, n) }
	endless := "WITH RECURSIVE c(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM c) "
	return []attack{
		{"attach a file", "ATTACH '/tmp/box-attack.db' AS other", "not authorized"},
		{"attach memory", "ATTACH ':memory:' AS other", "not authorized"},
		{"attach by expression", "ATTACH (SELECT '/tmp/' || 'x.db') AS other", "not authorized"},
		{"attach by URI", "ATTACH 'file:/etc/passwd?mode=ro' AS other", "not authorized"},
		{"detach", "DETACH main", "not authorized"},
		{"vacuum", "VACUUM", "authorization denied"},
		{"vacuum into", "VACUUM INTO '/tmp/box-attack.db'", "authorization denied"},
		{"pragma write", "PRAGMA foreign_keys = OFF", "not authorized"},
		{"pragma read", "PRAGMA database_list", "not authorized"},
		{"pragma temp directory", "PRAGMA temp_store_directory = '/tmp'", "not authorized"},
		{"pragma writable_schema", "PRAGMA writable_schema = ON; DELETE FROM sqlite_schema", "not authorized"},
		{"pragma page count", "PRAGMA max_page_count = 1000000000", "not authorized"},
		{"pragma as a table", "SELECT * FROM pragma_database_list", "prohibited"},
		{
			"pragma as a table, in a view",
			"CREATE VIEW v AS SELECT * FROM pragma_table_info('customer'); SELECT * FROM v",
			"unsafe use of virtual table",
		},
		{"load_extension", "SELECT load_extension('/lib/x.so')", "no such function: load_extension"},
		{"readfile", "SELECT readfile('/etc/passwd')", "no such function: readfile"},
		{"writefile", "SELECT writefile('/tmp/box-attack.db', 'x')", "no such function: writefile"},
		{"edit", "SELECT edit('x')", "no such function: edit"},
		{"eval", "SELECT eval('SELECT 1')", "no such function: eval"},
		{
			"regexp",
			"SELECT '" + long("a", 40000) + "' REGEXP '" + long("(a*)*", 5000) + "b'",
			"not authorized to use function: REGEXP",
		},
		{"decimal_mul", "SELECT decimal_mul('" + long("9", 40000) + "', '" + long("9", 40000) + "')", "not authorized"},
		{
			"forbidden function in a view",
			"CREATE VIEW v AS SELECT json_patch('{}', '{}'); SELECT * FROM v",
			"not authorized",
		},
		{
			"forbidden function in a trigger",
			"CREATE TRIGGER t AFTER INSERT ON customer BEGIN SELECT json_patch('{}','{}'); END; INSERT INTO customer VALUES " +
				"(9, 'x', 1)",
			"not authorized",
		},
		{"compile options", "SELECT sqlite_compileoption_get(1)", "not authorized"},
		{"virtual table", "CREATE VIRTUAL TABLE v USING fts5(a)", "not authorized"},
		{"virtual table, known module", "CREATE VIRTUAL TABLE v USING generate_series", "not authorized"},
		{"write the schema table", "UPDATE sqlite_master SET sql = 'CREATE TABLE x(y)'", "may not be modified"},
		{"delete the schema table", "DELETE FROM sqlite_schema", "may not be modified"},
		{"drop the schema table", "DROP TABLE sqlite_schema", "may not be dropped"},
		{"create an internal table", "CREATE TABLE sqlite_mine (a)", "reserved for internal use"},
		{
			"call an internal function",
			"SELECT sqlite_rename_test('main', 'x', 'table', 'a', 0, 0, 0)",
			"no such function",
		},

		{"endless recursion", endless + "SELECT count(*) FROM c", "interrupted"},
		{"endless series", "SELECT sum(value) FROM generate_series(1, 1000000000000)", "interrupted"},
		{
			"huge cross join",
			"WITH d(x) AS (SELECT value FROM generate_series(1, 1000)) SELECT count(*) FROM d a, d b, d c, d d",
			"interrupted",
		},
		{
			"slow like in a loop",
			endless + "SELECT sum(hex(zeroblob(49000)) || x LIKE '" + long("%0%0%0_", 14) + "1') FROM c",
			"interrupted",
		},
		{
			"slow trim in a loop",
			endless + "SELECT sum(length(trim(hex(zeroblob(49000)) || x, hex(zeroblob(40000)) || 'b'))) FROM c",
			"interrupted",
		},
		{
			"slow replace in a loop",
			endless + "SELECT sum(length(replace(hex(zeroblob(49000)) || x, hex(zeroblob(20000)) || 'b', 'a'))) FROM c",
			"interrupted",
		},
		{
			"slow instr in a loop",
			endless + "SELECT sum(instr(hex(zeroblob(49000)) || x, hex(zeroblob(20000)) || 'b')) FROM c",
			"interrupted",
		},
		{
			"slow json in a loop",
			endless + "SELECT sum(json_array_length('[' || replace(hex(zeroblob(24000)), '00', '0,') || x || ']')) FROM c",
			"interrupted",
		},
		{"huge replace", "SELECT length(replace(hex(zeroblob(45000)), '0', hex(zeroblob(45000))))", "too big"},
		{"zeroblob", "SELECT zeroblob(1000000000)", "too big"},
		{"randomblob", "SELECT randomblob(1000000000)", "too big"},
		{"printf", "SELECT printf('%1000000000d', 1)", "too big"},
		{"group_concat", "SELECT length(group_concat(hex(zeroblob(10000)))) FROM generate_series(1, 100)", "too big"},
		{"20 000 % LIKE", "SELECT 'a' LIKE '" + long("%", 20000) + "'", "pattern too complex"},
		{"20 000 * GLOB", "SELECT 'a' GLOB '" + long("*", 20000) + "'", "pattern too complex"},
		{"deep brackets", "SELECT " + long("(", 5000) + "1" + long(")", 5000), "Recursion limit"},
		{"deep sum", "SELECT " + long("1+", 20000) + "1", "Expression tree is too large"},
		{"deep NOT", "SELECT " + long("NOT ", 20000) + "1", "Recursion limit"},
		{"deep subqueries", "SELECT * FROM " + long("(SELECT * FROM ", 2000) + "customer" + long(")", 2000), ""},
		{"deep JSON", "SELECT json('" + long("[", 90000) + "')", "malformed JSON"},
		{"many unions", "SELECT 1" + long(" UNION ALL SELECT 1", 4000), "too many terms"},
		{"many columns", "SELECT 1" + long(",1", 10000), "too many columns"},
		{"many arguments", "SELECT max(1" + long(",1", 10000) + ")", "too many arguments"},
		{"many statements", long("SELECT 1;", 10000), "more than 100 statements"},
		{"a megabyte of SQL", "SELECT '" + long("a", 1<<20) + "'", "at most 100000"},
		{"a megabyte of comment", "--" + long("a", 1<<20), "at most 100000"},
		{"a parameter", "SELECT ?1", "variable number"},
		{"a long name", "SELECT " + long("a", 90000), "no such column: aaa"},
		{"many wide results", long("SELECT printf('%4000d', 1) FROM generate_series(1, 100);", 3), "too long to show"},
		{"60 tables joined by keys", "SELECT count(*) FROM customer c0" + joined(60), ""},
		{"local time", "SELECT datetime('now', 'localtime'), strftime('" + long("%J", 40000) + "')", ""},
		{"NUL byte", "SELECT 1;\x00 ATTACH 'x' AS y", "NUL"},
		{"invalid UTF-8", "SELECT '\xc3\x28'", "UTF-8"},
		{
			"view explosion",
			"CREATE VIEW v0 AS SELECT 1 AS a;" + doubling(
				"CREATE VIEW v%d AS SELECT a.a FROM v%d a, v%d b;",
				30,
			) + "SELECT * FROM v30",
			"",
		},
		{
			"CTE explosion",
			"WITH v0 AS (SELECT 1 AS a)" + doubling(", v%d AS (SELECT a.a FROM v%d a, v%d b)", 30) + " SELECT * FROM v30",
			"",
		},
		{
			"circular view",
			"CREATE VIEW a AS SELECT * FROM b; CREATE VIEW b AS SELECT * FROM a; SELECT * FROM a",
			"circularly defined",
		},
		{"64 tables joined", "SELECT count(*) FROM customer" + long(" NATURAL JOIN customer", 100), ""},
		{"memory by sorting", endless + "SELECT hex(zeroblob(40000)) || x AS y FROM c ORDER BY y", "out of memory"},
		{
			"memory by a temporary table",
			"CREATE TEMP TABLE t AS " + endless + "SELECT randomblob(90000) FROM c",
			"out of memory",
		},
		{
			"fill the database",
			"CREATE TABLE t AS " + endless + "SELECT zeroblob(90000) FROM c",
			"database or disk is full",
		},
		{"memory by DISTINCT", endless + "SELECT count(DISTINCT hex(zeroblob(40000)) || x) FROM c", "out of memory"},
		{"memory by JSON", endless + "SELECT json_group_array(x) FROM c", ""},
		{"trigger recursion", "CREATE TABLE a(x); CREATE TABLE b(x);" +
			"CREATE TRIGGER ta AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1); INSERT INTO b VALUES (1); END;" +
			"CREATE TRIGGER tb AFTER INSERT ON b BEGIN INSERT INTO a VALUES (1); INSERT INTO a VALUES (1); END;" +
			"INSERT INTO a VALUES (1)", ""},
		{"cascade", "CREATE TABLE n(id INTEGER PRIMARY KEY, p REFERENCES n(id) ON DELETE CASCADE);" +
			"INSERT INTO n SELECT value, nullif(value - 1, 0) FROM generate_series(1, 5000); DELETE FROM n WHERE id = 1",
			"triggers nested too deep"},
		{"a cell's transaction", "BEGIN; DELETE FROM orders; SELECT nope", "no such column"},
	}
}

func doubling(format string, n int) string {
	var b strings.Builder
	for i := 1; i <= n; i++ {
		fmt.Fprintf(&b, format, i, i-1, i-1)
	}
	return b.String()
}

func joined(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		fmt.Fprintf(&b, " JOIN customer c%d ON c%d.id = c%d.id AND c%d.email = c0.email OR c%d.age = c0.age", i, i, i-1, i, i)
	}
	return b.String()
}
