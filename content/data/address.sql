-- Practice of the lesson "tables": Alan has no address, Grace has two.
CREATE TABLE person (
  id         INTEGER PRIMARY KEY,
  first_name TEXT NOT NULL,
  last_name  TEXT NOT NULL
);
CREATE TABLE address (
  id        INTEGER PRIMARY KEY,
  person_id INTEGER NOT NULL REFERENCES person (id),
  city      TEXT NOT NULL
);
INSERT INTO person VALUES (1, 'Ada', 'Lovelace'), (2, 'Alan', 'Turing'), (3, 'Grace', 'Hopper');
INSERT INTO address VALUES (1, 1, 'London'), (2, 3, 'New York'), (3, 3, 'Arlington');
