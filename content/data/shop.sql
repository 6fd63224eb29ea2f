-- The shop of the lesson "tables". STRICT makes SQLite hold every column to its type.
-- Prices are whole pounds. Dan has bought nothing yet, and nobody knows where Cleo lives.
CREATE TABLE customer (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL,
  email TEXT NOT NULL UNIQUE,
  city  TEXT
) STRICT;
CREATE TABLE product (
  id    INTEGER PRIMARY KEY,
  name  TEXT NOT NULL UNIQUE,
  price INTEGER NOT NULL
) STRICT;
CREATE TABLE sale (
  id          INTEGER PRIMARY KEY,
  customer_id INTEGER NOT NULL REFERENCES customer (id),
  product_id  INTEGER NOT NULL REFERENCES product (id),
  quantity    INTEGER NOT NULL
) STRICT;

INSERT INTO customer VALUES
  (1, 'Ada',  'ada@example.com',  'Leeds'),
  (2, 'Ben',  'ben@example.com',  'York'),
  (3, 'Cleo', 'cleo@example.com', NULL),
  (4, 'Dan',  'dan@example.com',  'Leeds');
INSERT INTO product VALUES (1, 'tea', 4), (2, 'cup', 9), (3, 'pot', 25);
INSERT INTO sale VALUES
  (1, 1, 1, 2), (2, 1, 2, 4), (3, 2, 1, 1), (4, 3, 3, 1),
  (5, 2, 2, 2), (6, 1, 3, 1), (7, 3, 1, 6);
