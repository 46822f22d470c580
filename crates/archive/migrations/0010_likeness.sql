-- Where texts that may be alike are found without reading all of their days:
-- the first hashes of the sketch of a witness (`witnesses::Sketch`), four bytes
-- of each, by the day that it states.
CREATE TABLE trace (
  day     INTEGER NOT NULL,
  hash    BLOB NOT NULL,
  -- Whether the witness states a reference id: two that do are told apart by it.
  has_id  INTEGER NOT NULL,
  witness INTEGER NOT NULL REFERENCES witness,
  PRIMARY KEY (day, hash, has_id, witness)
) STRICT, WITHOUT ROWID;
WITH place (n) AS (VALUES (0), (1), (2), (3), (4), (5), (6), (7))
INSERT OR IGNORE INTO trace (day, hash, has_id, witness)
  SELECT (t.moment - (t.moment % 86400 + 86400) % 86400) / 86400, substr(w.sketch, 5 + 8 * n, 4),
    t.id IS NOT NULL, w.number
  FROM witness w JOIN telegram t ON t.number = w.telegram JOIN place
  WHERE t.moment IS NOT NULL AND t.kind IN ('telegram', 'airgram') AND w.text_state = 'present'
    AND length(w.sketch) >= 68 AND w.superseded = 0;
DROP INDEX telegram_without_id;

-- Pairs of witnesses that may be of one telegram or of two, for a person to
-- decide; and those of which a person said that they are of two.
CREATE TABLE doubtful_pair (
  one     INTEGER NOT NULL REFERENCES witness,
  other   INTEGER NOT NULL REFERENCES witness,
  decided TEXT,
  reason  TEXT,
  PRIMARY KEY (one, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX doubtful_pair_other ON doubtful_pair (other);
