-- A blob may hold many witnesses: a table has one for each row. Those of a
-- part of it are found by where they stand.
DROP INDEX witness_blob;
CREATE INDEX witness_blob ON witness (blob, first_byte);
