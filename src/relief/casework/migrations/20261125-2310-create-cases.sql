-- A case, the steps it went through, and the papers of its decision. Stages and limits are data (procedure.yaml).

CREATE TABLE casework.case_record (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- The place that handles the household; moves only with a hand-over.
  place_id int NOT NULL,
  number text NOT NULL,
  programme text NOT NULL,
  household_id uuid NOT NULL,
  household_number text NOT NULL,
  applicant_id uuid NOT NULL,
  -- Masked, as lists show it.
  applicant_shown text NOT NULL,
  lead_id uuid,
  -- The procedure that runs it: region and the day its version begins.
  procedure_region text NOT NULL,
  procedure_from date NOT NULL,
  stage text NOT NULL,
  version int NOT NULL CONSTRAINT case_version_counts_steps CHECK (version >= 1),
  opened_at timestamptz NOT NULL,
  opened_on date NOT NULL,
  accepted_on date,
  outcome text CONSTRAINT case_outcome_is_known
    CHECK (outcome IN ('confirmed', 'refused', 'withdrawn', 'ended-non-cooperation')),
  limit_kind text NOT NULL CONSTRAINT case_limit_kind_is_known
    CHECK (limit_kind IN ('ordinary', 'town-decided', 'special')),
  -- The clock, as the steps make it; computed again by a standing check. Working days.
  started_on date,
  limit_days int,
  due_on date,
  amber_on date,
  red_on date,
  stage_since date,
  stage_limit_days int,
  stage_due_on date,
  stage_amber_on date,
  stage_red_on date,
  paused_since date,
  stopped_on date,
  -- Help was given and its papers are still awaited.
  awaits_papers boolean NOT NULL DEFAULT false,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT case_number_is_its_own UNIQUE (tenant_id, number),
  CONSTRAINT case_clock_is_whole CHECK (
    (started_on IS NULL) = (due_on IS NULL) AND (due_on IS NULL) = (limit_days IS NULL)
    AND (stage_due_on IS NULL) = (stage_limit_days IS NULL))
);
SELECT platform.distribute('casework.case_record');
SELECT platform.guard('casework.case_record', 'place_id');
CREATE INDEX case_by_due_day ON casework.case_record (tenant_id, (outcome IS NULL), due_on);
CREATE INDEX case_by_household ON casework.case_record (tenant_id, household_id);
CREATE INDEX case_by_stage ON casework.case_record (tenant_id, stage, place_id);

-- Written once, never changed: the timeline of a case and the source of its clock.
CREATE TABLE casework.step (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  position int NOT NULL,
  move text NOT NULL,
  from_stage text,
  to_stage text NOT NULL,
  at timestamptz NOT NULL,
  on_day date NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  reason text,
  -- Ids and codes, no personal data; `clock`, `pause` and `limitKind` are the machine's own.
  codes jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT step_position_is_its_own UNIQUE (tenant_id, case_id, position)
);
SELECT platform.distribute('casework.step');
ALTER TABLE casework.step ADD CONSTRAINT step_is_of_a_case
  FOREIGN KEY (tenant_id, case_id) REFERENCES casework.case_record (tenant_id, id);
CREATE INDEX step_by_household ON casework.step (tenant_id, household_id, at);
SELECT platform.guard('casework.step', 'place_id');
SELECT platform.append_only('casework.step');
GRANT UPDATE (place_id) ON casework.step TO zhulian_app;

CREATE TABLE casework.opinion (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  position int NOT NULL,
  proposal text NOT NULL CONSTRAINT opinion_proposal_is_known CHECK (proposal IN ('grant', 'refuse')),
  assessment_id uuid,
  -- Fen per month.
  amount_fen bigint CONSTRAINT opinion_amount_is_positive CHECK (amount_fen > 0),
  members int NOT NULL,
  why text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  on_day date NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT opinion_is_one_a_step UNIQUE (tenant_id, case_id, position),
  CONSTRAINT opinion_grant_has_an_amount CHECK ((proposal = 'grant') = (amount_fen IS NOT NULL))
);
SELECT platform.distribute('casework.opinion');
ALTER TABLE casework.opinion ADD CONSTRAINT opinion_is_of_a_case
  FOREIGN KEY (tenant_id, case_id) REFERENCES casework.case_record (tenant_id, id);
SELECT platform.guard('casework.opinion', 'place_id');
SELECT platform.append_only('casework.opinion');
GRANT UPDATE (place_id) ON casework.opinion TO zhulian_app;

-- What the first person puts before the second.
CREATE TABLE casework.proposal (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  position int NOT NULL,
  outcome text NOT NULL CONSTRAINT proposal_outcome_is_known CHECK (outcome IN ('confirmed', 'refused')),
  assessment_id uuid,
  amount_fen bigint,
  members int NOT NULL,
  from_month date,
  reasons jsonb NOT NULL,
  why text NOT NULL,
  -- Set when it differs from the assessment.
  override_reason text,
  override_article text,
  by_id text NOT NULL,
  by_name text NOT NULL,
  on_day date NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT proposal_is_one_a_step UNIQUE (tenant_id, case_id, position),
  CONSTRAINT proposal_override_is_whole CHECK ((override_reason IS NULL) = (override_article IS NULL))
);
SELECT platform.distribute('casework.proposal');
ALTER TABLE casework.proposal ADD CONSTRAINT proposal_is_of_a_case
  FOREIGN KEY (tenant_id, case_id) REFERENCES casework.case_record (tenant_id, id);
SELECT platform.guard('casework.proposal', 'place_id');
SELECT platform.append_only('casework.proposal');
GRANT UPDATE (place_id) ON casework.proposal TO zhulian_app;

CREATE TABLE casework.decision (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  position int NOT NULL,
  number text NOT NULL,
  outcome text NOT NULL CONSTRAINT decision_outcome_is_known CHECK (outcome IN ('confirmed', 'refused')),
  assessment_id uuid,
  -- Fen per month, or once.
  amount_fen bigint,
  members int NOT NULL,
  from_month date,
  reasons jsonb NOT NULL,
  override_reason text,
  override_article text,
  override_by_id text,
  override_by_name text,
  proposed_by_id text NOT NULL,
  proposed_by_name text NOT NULL,
  approved_by_id text NOT NULL,
  approved_by_name text NOT NULL,
  decided_on date NOT NULL,
  is_once boolean NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT decision_number_is_its_own UNIQUE (tenant_id, number),
  CONSTRAINT decision_is_one_a_step UNIQUE (tenant_id, case_id, position),
  CONSTRAINT decision_has_two_persons CHECK (proposed_by_id <> approved_by_id),
  CONSTRAINT decision_override_has_a_third CHECK (
    (override_reason IS NULL) = (override_by_id IS NULL)
    AND (override_by_id IS NULL OR (override_by_id <> proposed_by_id AND override_by_id <> approved_by_id))),
  CONSTRAINT decision_confirmed_has_an_amount
    CHECK ((outcome = 'confirmed') = (amount_fen IS NOT NULL) AND (amount_fen IS NULL OR amount_fen > 0))
);
SELECT platform.distribute('casework.decision');
ALTER TABLE casework.decision ADD CONSTRAINT decision_is_of_a_case
  FOREIGN KEY (tenant_id, case_id) REFERENCES casework.case_record (tenant_id, id);
SELECT platform.guard('casework.decision', 'place_id');
SELECT platform.append_only('casework.decision');
GRANT UPDATE (place_id) ON casework.decision TO zhulian_app;

-- Numbers without gaps: a row is locked while a case is opened, and given back when that fails.
CREATE TABLE casework.number_counter (
  tenant_id int NOT NULL,
  code text NOT NULL,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, code, year)
);
SELECT platform.distribute('casework.number_counter');
SELECT platform.guard('casework.number_counter');

-- A person is in one open case of a group, in whatever county: a keyed hash of the ID number (or the person's id where
-- there is none), and nothing that tells where. No tenant wall, because it has to see across; a row goes when its case ends.
CREATE TABLE casework.person_in_case (
  subject bytea NOT NULL,
  exclusion_group text NOT NULL,
  case_id uuid NOT NULL,
  CONSTRAINT person_is_in_one_open_case PRIMARY KEY (subject, exclusion_group)
);
SELECT platform.reference('casework.person_in_case');
CREATE INDEX person_in_case_by_case ON casework.person_in_case (case_id);

-- Kin an officer declared: nobody decides for their own.
CREATE TABLE casework.declared_kin (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  officer_id text NOT NULL,
  officer_name text NOT NULL,
  person_id uuid NOT NULL,
  -- Masked.
  person_shown text NOT NULL,
  relation text NOT NULL,
  declared_on date NOT NULL,
  declared_by text NOT NULL,
  ended_on date,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('casework.declared_kin');
CREATE UNIQUE INDEX declared_kin_is_one ON casework.declared_kin (tenant_id, officer_id, person_id)
  WHERE ended_on IS NULL;
SELECT platform.guard('casework.declared_kin');
