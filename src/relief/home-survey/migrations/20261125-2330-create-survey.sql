-- What was seen at home: a draft while it is typed, then finished for good. A second survey stands beside the first.
CREATE TABLE home_survey.survey (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  household_id uuid NOT NULL,
  -- The place that handles the household; moves only with a hand-over.
  place_id int NOT NULL,
  number int NOT NULL CONSTRAINT survey_number_is_counted CHECK (number >= 1),
  state text NOT NULL CONSTRAINT survey_state_is_known CHECK (state IN ('draft', 'finished', 'discarded')),
  after_objection boolean NOT NULL,
  -- The form as it was when the survey began.
  form jsonb NOT NULL,
  -- Sealed: it speaks of illness and income.
  answers bytea NOT NULL,
  -- Goes up with every change of what is written; a signature is given for one version.
  version int NOT NULL,
  started_at timestamptz NOT NULL,
  started_on date NOT NULL,
  started_by text NOT NULL,
  started_by_name text NOT NULL,
  finished_at timestamptz,
  finished_on date,
  family_state text NOT NULL CONSTRAINT survey_family_is_known CHECK (family_state IN ('open', 'signed', 'refused')),
  -- Sealed: who signed, or why nobody did.
  family_words bytea,
  family_at timestamptz,
  family_signature uuid,
  paper uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT survey_has_one_number UNIQUE (tenant_id, case_id, number),
  CONSTRAINT survey_end_is_whole CHECK ((state = 'finished') = (finished_at IS NOT NULL)
    AND (finished_at IS NULL) = (finished_on IS NULL))
);
SELECT platform.distribute('home_survey.survey');
SELECT platform.guard('home_survey.survey', 'place_id');
-- One draft at a time: two people who begin at once write the same one.
CREATE UNIQUE INDEX survey_draft_is_one ON home_survey.survey (tenant_id, case_id) WHERE state = 'draft';
CREATE INDEX survey_by_household ON home_survey.survey (tenant_id, household_id);

-- What is finished stays as it was signed; only the place that handles it may change.
CREATE FUNCTION home_survey.keep_finished() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> 'draft' AND (to_jsonb(NEW) - 'place_id') <> (to_jsonb(OLD) - 'place_id') THEN
    RAISE EXCEPTION 'a finished survey is not changed' USING ERRCODE = 'check_violation',
      CONSTRAINT = 'survey_finished_is_kept';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER survey_is_kept BEFORE UPDATE ON home_survey.survey
  FOR EACH ROW EXECUTE FUNCTION home_survey.keep_finished();

CREATE TABLE home_survey.investigator (
  tenant_id int NOT NULL,
  survey_id uuid NOT NULL,
  officer_id text NOT NULL,
  name text NOT NULL,
  post text NOT NULL,
  position int NOT NULL,
  signed_at timestamptz,
  signature uuid,
  PRIMARY KEY (tenant_id, survey_id, officer_id)
);
SELECT platform.distribute('home_survey.investigator');
SELECT platform.guard('home_survey.investigator');
ALTER TABLE home_survey.investigator ADD CONSTRAINT investigator_is_of_a_survey
  FOREIGN KEY (tenant_id, survey_id) REFERENCES home_survey.survey (tenant_id, id);

CREATE TABLE home_survey.photo (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  survey_id uuid NOT NULL,
  section text NOT NULL,
  name text NOT NULL,
  document_id uuid NOT NULL,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('home_survey.photo');
SELECT platform.guard('home_survey.photo');
ALTER TABLE home_survey.photo ADD CONSTRAINT photo_is_of_a_survey
  FOREIGN KEY (tenant_id, survey_id) REFERENCES home_survey.survey (tenant_id, id);
CREATE INDEX photo_by_survey ON home_survey.photo (tenant_id, survey_id);

-- Which findings a person accepted as facts of the register.
CREATE TABLE home_survey.recorded_finding (
  tenant_id int NOT NULL,
  survey_id uuid NOT NULL,
  name text NOT NULL,
  recorded_on date NOT NULL,
  recorded_by text NOT NULL,
  PRIMARY KEY (tenant_id, survey_id, name)
);
SELECT platform.distribute('home_survey.recorded_finding');
SELECT platform.guard('home_survey.recorded_finding');
SELECT platform.append_only('home_survey.recorded_finding');
