-- Collections: witnesses that came together.
CREATE TABLE collection (
  number  INTEGER PRIMARY KEY,
  name    TEXT NOT NULL UNIQUE,
  label   TEXT,
  licence TEXT
) STRICT;

CREATE TABLE import (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  collection INTEGER NOT NULL REFERENCES collection,
  started    TEXT NOT NULL,
  finished   TEXT,
  state      TEXT NOT NULL,
  read       INTEGER NOT NULL DEFAULT 0,
  new        INTEGER NOT NULL DEFAULT 0,
  known      INTEGER NOT NULL DEFAULT 0,
  changed    INTEGER NOT NULL DEFAULT 0,
  failed     INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE import_problem (
  import   INTEGER NOT NULL REFERENCES import,
  ordinal  INTEGER NOT NULL,
  file     TEXT NOT NULL,
  position TEXT,
  reason   TEXT NOT NULL,
  PRIMARY KEY (import, ordinal)
) STRICT, WITHOUT ROWID;

-- Files that were read whole and without a problem: an import that meets one
-- again, under the same name and read by the same reader, need not parse it.
CREATE TABLE unit (
  collection INTEGER NOT NULL REFERENCES collection,
  blob       TEXT NOT NULL,
  name       TEXT NOT NULL,
  reader     TEXT NOT NULL,
  records    INTEGER NOT NULL,
  PRIMARY KEY (collection, blob, name)
) STRICT, WITHOUT ROWID;

-- A telegram: one for each reference id; a document without id has one for
-- itself. The facts repeat what the shown witness says.
CREATE TABLE telegram (
  number         INTEGER PRIMARY KEY AUTOINCREMENT,
  id             TEXT UNIQUE,
  address        TEXT NOT NULL,
  kind           TEXT NOT NULL,
  text_state     TEXT NOT NULL,
  date           TEXT,
  moment         INTEGER,
  classification TEXT,
  subject        TEXT,
  sender         TEXT,
  post           TEXT,
  year           INTEGER,
  -- Airgrams are numbered apart from telegrams.
  airgram        INTEGER,
  serial         INTEGER,
  shown          INTEGER NOT NULL,
  -- The place in the queue of the last change; the index repeats it.
  revision       INTEGER NOT NULL
) STRICT;
CREATE INDEX telegram_series ON telegram (post, year, airgram, serial);

CREATE TABLE witness (
  number     INTEGER PRIMARY KEY AUTOINCREMENT,
  telegram   INTEGER NOT NULL REFERENCES telegram,
  collection INTEGER NOT NULL REFERENCES collection,
  -- The key as the source gives it; `key` adds ~2, ~3 … to the second and
  -- further witnesses that came under it.
  base_key   TEXT NOT NULL,
  key        TEXT NOT NULL,
  ordinal    INTEGER NOT NULL,
  version    INTEGER NOT NULL,
  superseded INTEGER NOT NULL DEFAULT 0,
  blob       TEXT NOT NULL,
  first_byte INTEGER NOT NULL,
  end_byte   INTEGER NOT NULL,
  content    TEXT NOT NULL,
  carrier    TEXT NOT NULL,
  file       TEXT NOT NULL,
  text_state TEXT NOT NULL,
  length     INTEGER NOT NULL,
  released   TEXT,
  reader     TEXT NOT NULL,
  -- Telegram, elements and decoded text as JSON, deflated.
  reading    BLOB NOT NULL,
  imported   TEXT NOT NULL,
  -- The last import that met it.
  seen       INTEGER NOT NULL,
  UNIQUE (collection, base_key, ordinal, version)
) STRICT;
CREATE INDEX witness_telegram ON witness (telegram);
CREATE INDEX witness_key ON witness (key);
CREATE INDEX witness_blob ON witness (blob);

-- What the shown witness of a telegram refers to. Resolved by joining
-- `target` with telegram.id, so it does not matter which came first.
CREATE TABLE reference (
  telegram      INTEGER NOT NULL REFERENCES telegram,
  ordinal       INTEGER NOT NULL,
  target        TEXT NOT NULL,
  target_post   TEXT,
  target_year   INTEGER,
  target_airgram INTEGER,
  target_serial INTEGER,
  letter        TEXT,
  kind          TEXT NOT NULL,
  text          TEXT NOT NULL,
  first_byte    INTEGER NOT NULL,
  end_byte      INTEGER NOT NULL,
  in_text       INTEGER NOT NULL,
  PRIMARY KEY (telegram, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX reference_target ON reference (target);
CREATE INDEX reference_series ON reference (target_post, target_year, target_airgram, target_serial);

-- Changes of telegrams that the search index may not have yet.
CREATE TABLE index_queue (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  telegram INTEGER NOT NULL
) STRICT;
