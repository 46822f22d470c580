-- The import that brought a witness, so that two imports can be compared.
ALTER TABLE witness ADD COLUMN import INTEGER REFERENCES import;
-- A sketch of the words of its paragraphs: how alike two texts are, without
-- reading them (`witnesses::Sketch`). Empty for a text of a few words.
ALTER TABLE witness ADD COLUMN sketch BLOB;

-- Which telegram a witness is of, where a person decided it. Outlives
-- re-imports: later versions of the witness follow it.
CREATE TABLE witness_decision (
  collection INTEGER NOT NULL REFERENCES collection,
  key        TEXT NOT NULL,
  -- The address of the telegram; NULL makes it a telegram of its own.
  telegram   TEXT,
  reason     TEXT,
  decided    TEXT NOT NULL,
  PRIMARY KEY (collection, key)
) STRICT, WITHOUT ROWID;

-- Where an import had got to, for whoever looks on or goes on with it.
ALTER TABLE import ADD COLUMN units INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN units_total INTEGER;
ALTER TABLE import ADD COLUMN bytes INTEGER NOT NULL DEFAULT 0;
ALTER TABLE import ADD COLUMN bytes_total INTEGER;

CREATE INDEX telegram_moment ON telegram (moment);
CREATE INDEX telegram_without_id ON telegram (moment) WHERE id IS NULL;
CREATE INDEX telegram_address ON telegram (address);
CREATE INDEX witness_import ON witness (import);
