-- A published version carried into the rights that run: who is raised, from which month; a second person approves.
-- Cuts and ends are not here: they go through the review of the household, which is heard first.
CREATE TABLE policy_workbench.adjustment (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  programme text NOT NULL,
  serial int NOT NULL,
  title text NOT NULL,
  document text NOT NULL,
  from_month date NOT NULL CONSTRAINT adjustment_from_is_a_month CHECK (extract(day FROM from_month) = 1),
  state text NOT NULL CONSTRAINT adjustment_state_is_known CHECK (state IN ('prepared', 'approved', 'dropped', 'undone')),
  made_by text NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz NOT NULL,
  approved_by text,
  approved_name text,
  approved_at timestamptz,
  ended_name text,
  ended_at timestamptz,
  ended_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT adjustment_is_approved_by_another CHECK (approved_by IS NULL OR approved_by <> made_by),
  CONSTRAINT adjustment_is_of_a_version FOREIGN KEY (tenant_id, region, programme, serial)
    REFERENCES policy_workbench.pack_version (tenant_id, region, programme, serial)
);
SELECT platform.distribute('policy_workbench.adjustment');
SELECT platform.guard('policy_workbench.adjustment');
-- One list of a version at a time; what was undone or dropped may be made again.
CREATE UNIQUE INDEX adjustment_stands_alone ON policy_workbench.adjustment (tenant_id, region, programme, serial)
  WHERE state IN ('prepared', 'approved');

CREATE TABLE policy_workbench.adjustment_line (
  tenant_id int NOT NULL,
  adjustment_id uuid NOT NULL,
  entitlement_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  -- `raise` is carried out; the others name why not, and are looked into by a person.
  kind text NOT NULL CONSTRAINT adjustment_line_kind_is_known
    CHECK (kind IN ('raise', 'paid-differs', 'falls', 'uncertain', 'changed-since')),
  paid_fen bigint NOT NULL,
  before_fen bigint,
  after_fen bigint,
  from_month date NOT NULL,
  -- The version of the right that carries it.
  right_version int,
  PRIMARY KEY (tenant_id, adjustment_id, entitlement_id),
  CONSTRAINT adjustment_raises CHECK (kind <> 'raise' OR after_fen > paid_fen)
);
SELECT platform.distribute('policy_workbench.adjustment_line');
SELECT platform.guard('policy_workbench.adjustment_line', 'place_id');
ALTER TABLE policy_workbench.adjustment_line ADD CONSTRAINT adjustment_line_is_of_an_adjustment
  FOREIGN KEY (tenant_id, adjustment_id) REFERENCES policy_workbench.adjustment (tenant_id, id);
