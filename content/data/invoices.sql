-- The hook of the lesson "joins": an invoice that went out in three parcels, and one in a single parcel.
CREATE TABLE invoice (
  id     INTEGER PRIMARY KEY,
  amount INTEGER NOT NULL
);
CREATE TABLE parcel (
  id         INTEGER PRIMARY KEY,
  invoice_id INTEGER NOT NULL REFERENCES invoice (id)
);
INSERT INTO invoice VALUES (7, 100), (8, 50);
INSERT INTO parcel  VALUES (1, 7), (2, 7), (3, 7), (4, 8);
