-- What is no loss: told, and not counted among what could not be read.
ALTER TABLE import_problem ADD COLUMN aside INTEGER NOT NULL DEFAULT 0;
