-- Households that are paid, looked at again: what was found, what the town proposes, what the family says, who agreed.
CREATE TABLE monitoring.run (
  tenant_id int NOT NULL,
  programme text NOT NULL,
  month text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz,
  by_name text NOT NULL,
  -- Households looked at, and how many of each finding.
  looked int NOT NULL DEFAULT 0,
  found jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, programme, month)
);
SELECT platform.distribute('monitoring.run');
SELECT platform.guard('monitoring.run');

CREATE TABLE monitoring.review (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  entitlement_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT review_kind_is_known
    CHECK (kind IN ('raise', 'cut', 'end', 'unknown', 'death', 'recheck')),
  state text NOT NULL CONSTRAINT review_state_is_known
    CHECK (state IN ('open', 'proposed', 'approved', 'dismissed', 'settled')),
  version int NOT NULL DEFAULT 1,
  found_on date NOT NULL,
  due_on date NOT NULL,
  paid_fen bigint NOT NULL,
  computed_fen bigint,
  why_zh text NOT NULL,
  why_en text NOT NULL,
  assessment_id uuid,
  -- For a death: the day, which says from when nothing is due.
  event_on date,
  proposal jsonb,
  proposed_by_id text,
  proposed_by_name text,
  proposed_at timestamptz,
  closed_by_id text,
  closed_by_name text,
  closed_at timestamptz,
  closed_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT proposal_has_its_maker CHECK (state <> 'proposed' OR (proposal IS NOT NULL AND proposed_by_id IS NOT NULL)),
  CONSTRAINT end_of_review_has_its_hand CHECK (state IN ('open', 'proposed') OR closed_at IS NOT NULL),
  CONSTRAINT approval_is_by_another CHECK (state <> 'approved' OR closed_by_id <> proposed_by_id)
);
SELECT platform.distribute('monitoring.review');
SELECT platform.guard('monitoring.review', 'place_id');
-- One question about one right at a time.
CREATE UNIQUE INDEX review_is_open_once ON monitoring.review (tenant_id, household_id, programme)
  WHERE state IN ('open', 'proposed');
CREATE INDEX review_by_due ON monitoring.review (tenant_id, state, due_on);
CREATE INDEX review_by_household ON monitoring.review (tenant_id, household_id);

CREATE TABLE monitoring.views (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  review_id uuid NOT NULL,
  outcome text NOT NULL CONSTRAINT views_outcome_is_known CHECK (outcome IN ('agreed', 'objected', 'not-reached')),
  says text NOT NULL,
  deadline date,
  on_day date NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT who_was_not_reached_has_a_deadline CHECK ((outcome = 'not-reached') = (deadline IS NOT NULL))
);
SELECT platform.distribute('monitoring.views');
SELECT platform.guard('monitoring.views', 'place_id');
ALTER TABLE monitoring.views ADD CONSTRAINT views_belong_to_a_review
  FOREIGN KEY (tenant_id, review_id) REFERENCES monitoring.review (tenant_id, id);
CREATE INDEX views_by_review ON monitoring.views (tenant_id, review_id, at);
