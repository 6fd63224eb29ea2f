package tables

// Schemas returns the plans of the lesson's shop: customers, products, and
// the sales that tie one of each together. content/data/shop.sql says the
// same in SQL.
func Schemas() []Schema {
	return []Schema{
		{
			Name: "customer", PrimaryKey: "id",
			Columns: []Column{
				{Name: "id", Type: Integer},
				{Name: "name", Type: Text, NotNull: true},
				{Name: "email", Type: Text, NotNull: true, Unique: true},
				{Name: "city", Type: Text},
			},
		},
		{
			Name: "product", PrimaryKey: "id",
			Columns: []Column{
				{Name: "id", Type: Integer},
				{Name: "name", Type: Text, NotNull: true, Unique: true},
				{Name: "price", Type: Integer, NotNull: true},
			},
		},
		{
			Name: "sale", PrimaryKey: "id",
			Columns: []Column{
				{Name: "id", Type: Integer},
				{Name: "customer_id", Type: Integer, NotNull: true},
				{Name: "product_id", Type: Integer, NotNull: true},
				{Name: "quantity", Type: Integer, NotNull: true},
			},
			ForeignKeys: []ForeignKey{{"customer_id", "customer"}, {"product_id", "product"}},
		},
	}
}

// Shop returns the lesson's database, filled.
func Shop() (*Database, error) {
	db := &Database{}
	for _, s := range Schemas() {
		if err := db.Create(s); err != nil {
			return nil, err
		}
	}
	for _, r := range []struct {
		table string
		rows  []Row
	}{
		{"customer", []Row{
			{Int(1), Str("Ada"), Str("ada@example.com"), Str("Leeds")},
			{Int(2), Str("Ben"), Str("ben@example.com"), Str("York")},
			{Int(3), Str("Cleo"), Str("cleo@example.com"), {}},
			{Int(4), Str("Dan"), Str("dan@example.com"), Str("Leeds")},
		}},
		{"product", []Row{
			{Int(1), Str("tea"), Int(4)},
			{Int(2), Str("cup"), Int(9)},
			{Int(3), Str("pot"), Int(25)},
		}},
		{"sale", []Row{
			{Int(1), Int(1), Int(1), Int(2)},
			{Int(2), Int(1), Int(2), Int(4)},
			{Int(3), Int(2), Int(1), Int(1)},
			{Int(4), Int(3), Int(3), Int(1)},
			{Int(5), Int(2), Int(2), Int(2)},
			{Int(6), Int(1), Int(3), Int(1)},
			{Int(7), Int(3), Int(1), Int(6)},
		}},
	} {
		for _, row := range r.rows {
			if err := db.Insert(r.table, row...); err != nil {
				return nil, err
			}
		}
	}
	return db, nil
}
