-- The number of a copy among those of its telegram, as addresses have it:
-- given once, and never to another, whatever is split off or joined.
ALTER TABLE witness ADD COLUMN copy INTEGER NOT NULL DEFAULT 0;
UPDATE witness SET copy = counted.copy
  FROM (SELECT number, row_number() OVER (PARTITION BY telegram ORDER BY number) AS copy FROM witness) AS counted
  WHERE counted.number = witness.number;

-- The highest that was given.
ALTER TABLE telegram ADD COLUMN copies INTEGER NOT NULL DEFAULT 0;
UPDATE telegram SET copies = (SELECT count(*) FROM witness WHERE witness.telegram = telegram.number);

-- The numbers of copies that have left a telegram. They lead to where the
-- copy is now, and are its own again when it comes back. The telegram may be
-- gone meanwhile, so it stands here by its address.
CREATE TABLE former_copy (
  address TEXT NOT NULL,
  copy    INTEGER NOT NULL,
  witness INTEGER NOT NULL REFERENCES witness,
  PRIMARY KEY (address, copy)
) STRICT, WITHOUT ROWID;
CREATE INDEX former_copy_witness ON former_copy (witness);
