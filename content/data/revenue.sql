-- Practice of the lesson "tables": a row for each department and month with revenue.
CREATE TABLE department (
  id      INTEGER NOT NULL,
  revenue INTEGER NOT NULL,
  month   TEXT NOT NULL,
  PRIMARY KEY (id, month)
);
INSERT INTO department VALUES
  (1, 8000, 'Jan'), (2, 9000, 'Jan'), (3, 10000, 'Feb'), (1, 7000, 'Feb'), (1, 6000, 'Mar');
