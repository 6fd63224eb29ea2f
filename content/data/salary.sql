-- Practice of the lesson "tables".
CREATE TABLE employee (
  id     INTEGER PRIMARY KEY,
  salary INTEGER NOT NULL
);
INSERT INTO employee VALUES (1, 100), (2, 200), (3, 300);
