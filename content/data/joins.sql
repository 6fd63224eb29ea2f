-- The tables of the lesson "joins". Ids here are plain columns, not primary
-- keys: they may repeat and may be NULL, as in the rows that reach a join.
CREATE TABLE left_table (
  id  INTEGER,
  val TEXT NOT NULL
);
CREATE TABLE right_table (
  id  INTEGER,
  val TEXT NOT NULL
);
INSERT INTO left_table  VALUES (1, 'L1'), (2, 'L2'), (3, 'L3'), (4, 'L4');
INSERT INTO right_table VALUES (1, 'R1'), (4, 'R2'), (5, 'R3'), (6, 'R4');

CREATE TABLE employee (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL,
  manager_id INTEGER REFERENCES employee (id)
);
INSERT INTO employee VALUES (1, 'Ada', NULL), (2, 'Ben', 1), (3, 'Cleo', 1), (4, 'Dan', 2);

CREATE TABLE quiz_left (
  id  INTEGER,
  val TEXT NOT NULL
);
CREATE TABLE quiz_right (
  id  INTEGER,
  val TEXT NOT NULL
);
INSERT INTO quiz_left  VALUES (1, 'A1'), (1, 'A2'), (2, 'A3'), (3, 'A4'), (NULL, 'A5');
INSERT INTO quiz_right VALUES (1, 'B1'), (1, 'B2'), (1, 'B3'), (3, 'B4'), (4, 'B5'), (NULL, 'B6');
