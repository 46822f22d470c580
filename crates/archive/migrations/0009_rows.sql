-- Hashes are kept once, as bytes: 64 figures stood in each row that named a
-- file and again in the index of them.
CREATE TABLE blob (
  number INTEGER PRIMARY KEY,
  hash   BLOB NOT NULL UNIQUE
) STRICT;
-- What is no hash is kept as it is, for verification to tell.
INSERT INTO blob (hash)
  SELECT coalesce(unhex(hash), CAST(hash AS BLOB)) FROM (SELECT blob AS hash FROM witness UNION SELECT blob FROM unit);

DROP INDEX witness_blob;
DROP INDEX witness_same;
ALTER TABLE witness RENAME COLUMN blob TO blob_name;
ALTER TABLE witness RENAME COLUMN content TO content_name;
ALTER TABLE witness RENAME COLUMN imported TO imported_name;
ALTER TABLE witness ADD COLUMN blob INTEGER REFERENCES blob;
ALTER TABLE witness ADD COLUMN content BLOB;
-- NULL where it is when its import began.
ALTER TABLE witness ADD COLUMN imported TEXT;
UPDATE witness SET
  blob = (SELECT number FROM blob WHERE hash = coalesce(unhex(blob_name), CAST(blob_name AS BLOB))),
  content = coalesce(unhex(content_name), CAST(content_name AS BLOB)),
  imported = CASE WHEN imported_name = (SELECT started FROM import WHERE number = witness.import) THEN NULL
    ELSE imported_name END;
ALTER TABLE witness DROP COLUMN blob_name;
ALTER TABLE witness DROP COLUMN content_name;
ALTER TABLE witness DROP COLUMN imported_name;
CREATE INDEX witness_blob ON witness (blob, first_byte);
CREATE INDEX witness_same ON witness (collection, base_key, substr(content, 1, 8)) WHERE superseded = 0;

ALTER TABLE unit RENAME TO unit_before;
CREATE TABLE unit (
  collection INTEGER NOT NULL REFERENCES collection,
  blob       INTEGER NOT NULL REFERENCES blob,
  name       TEXT NOT NULL,
  reader     TEXT NOT NULL,
  records    INTEGER NOT NULL,
  PRIMARY KEY (collection, blob, name)
) STRICT, WITHOUT ROWID;
INSERT INTO unit (collection, blob, name, reader, records)
  SELECT u.collection, b.number, u.name, u.reader, u.records
  FROM unit_before u JOIN blob b ON b.hash = coalesce(unhex(u.blob), CAST(u.blob AS BLOB));
DROP TABLE unit_before;

-- The address of a telegram with an id follows from that.
DROP INDEX telegram_address;
ALTER TABLE telegram RENAME COLUMN address TO full_address;
ALTER TABLE telegram ADD COLUMN address TEXT;
UPDATE telegram SET address = full_address WHERE id IS NULL;
ALTER TABLE telegram DROP COLUMN full_address;
CREATE INDEX telegram_address ON telegram (address) WHERE address IS NOT NULL;
-- Few have copies.
CREATE INDEX telegram_copies ON telegram (ifnull(address, '/' || id)) WHERE copies > 1;
