-- Which witness of a telegram is shown: the one of the lowest rank, of several
-- the first. Kept, so that it is found however many a telegram has
-- (`holdings::rank`): one that was replaced comes last, then one without text,
-- then the shorter text.
ALTER TABLE witness ADD COLUMN rank INTEGER NOT NULL DEFAULT 0;
UPDATE witness SET rank = (2 * superseded + (text_state <> 'present')) * 1099511627776
  + 1099511627775 - min(length, 1099511627775);
DROP INDEX witness_telegram;
CREATE INDEX witness_telegram ON witness (telegram, rank);

-- Thousands of witnesses may have come under one key: the one of the same
-- bytes, and the first that an import has not met, are found among them.
CREATE INDEX witness_same ON witness (collection, base_key, substr(content, 1, 8)) WHERE superseded = 0;
CREATE INDEX witness_not_met ON witness (collection, base_key, seen) WHERE superseded = 0;

-- Pages take these from what was read.
ALTER TABLE reference DROP COLUMN kind;
ALTER TABLE reference DROP COLUMN text;
ALTER TABLE reference DROP COLUMN first_byte;
ALTER TABLE reference DROP COLUMN end_byte;
