-- The hook of the lesson "tables": the shop's sales as one wide sheet, with one slip of the pen.
CREATE TABLE sheet (
  customer TEXT,
  email    TEXT,
  city     TEXT,
  product  TEXT,
  price    INTEGER,
  quantity INTEGER
);
INSERT INTO sheet VALUES
  ('Ada',  'ada@example.com',  'Leeds', 'tea', 4,  2),
  ('Ada',  'ada@example.com',  'Leeds', 'cup', 9,  4),
  ('Ben',  'ben@example.com',  'York',  'tea', 4,  1),
  ('Cleo', 'cleo@example.com', NULL,    'pot', 25, 1),
  ('Ben',  'ben@example.com',  'York',  'cup', 9,  2),
  ('Ada',  'ada@exmaple.com',  'Leeds', 'pot', 25, 1),
  ('Cleo', 'cleo@example.com', NULL,    'tea', 4,  6);
