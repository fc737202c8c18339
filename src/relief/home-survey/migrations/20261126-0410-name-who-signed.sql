-- An investigator signs with their own account, or on the sheet that was scanned; who recorded it is kept with it.
ALTER TABLE home_survey.investigator ADD COLUMN on_paper boolean NOT NULL DEFAULT false;
ALTER TABLE home_survey.investigator ADD COLUMN signed_by text;
-- What was signed before this was asked stays as it is.
ALTER TABLE home_survey.investigator ADD CONSTRAINT investigator_signs_in_person
  CHECK (signed_at IS NULL OR (signed_by IS NOT NULL AND (on_paper OR signed_by = officer_id))) NOT VALID;
