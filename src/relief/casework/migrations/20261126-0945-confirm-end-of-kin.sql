-- Whoever declared kin cannot end it alone: until a second person confirms, the declaration stands.
ALTER TABLE casework.declared_kin ADD COLUMN end_asked_by text;
ALTER TABLE casework.declared_kin ADD COLUMN end_asked_by_name text;
ALTER TABLE casework.declared_kin ADD COLUMN end_asked_on date;
-- Why it is said to be over; ciphertext, because it tells of a family.
ALTER TABLE casework.declared_kin ADD COLUMN end_reason bytea;
-- Null on declarations that ended before two were asked for.
ALTER TABLE casework.declared_kin ADD COLUMN ended_by text;
ALTER TABLE casework.declared_kin ADD CONSTRAINT kin_end_is_asked_whole
  CHECK ((end_asked_by IS NULL) = (end_reason IS NULL) AND (end_asked_by IS NULL) = (end_asked_on IS NULL));
ALTER TABLE casework.declared_kin ADD CONSTRAINT kin_end_is_by_two
  CHECK (ended_by IS NULL OR (end_asked_by IS NOT NULL AND ended_by <> end_asked_by AND ended_by <> officer_id));
