-- Practice of the lesson "tables": one address stands twice.
CREATE TABLE person (
  id    INTEGER PRIMARY KEY,
  email TEXT NOT NULL
);
INSERT INTO person VALUES (1, 'john@example.com'), (2, 'bob@example.com'), (3, 'john@example.com');
