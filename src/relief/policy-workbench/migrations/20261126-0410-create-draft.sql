-- Drafts of local law, the versions published from them, and what a version would change for everybody on file.
-- What is in force is an immutable row: its files, its hash, who made it, who agreed, by which document, since when.
CREATE TABLE policy_workbench.draft (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  programme text NOT NULL,
  title text NOT NULL,
  -- The document that orders the change; needed before it is proposed.
  document text NOT NULL DEFAULT '',
  -- First day of decisions it holds for.
  starts_on date NOT NULL,
  state text NOT NULL CONSTRAINT draft_state_is_known CHECK (state IN ('open', 'proposed', 'published', 'withdrawn')),
  -- Goes up with every change; who changes an older one is told.
  version int NOT NULL DEFAULT 1,
  -- Number of the version it was begun from; 0 is what is shipped.
  base_serial int NOT NULL,
  base_files jsonb NOT NULL,
  files jsonb NOT NULL,
  plan_id uuid,
  made_by text NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz NOT NULL,
  changed_by text NOT NULL,
  changed_name text NOT NULL,
  changed_at timestamptz NOT NULL,
  -- Everybody who has had a hand in it: none of them approves it.
  hands text[] NOT NULL,
  closed_name text,
  closed_at timestamptz,
  closed_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT draft_closes_with_a_hand CHECK ((state IN ('published', 'withdrawn')) = (closed_at IS NOT NULL))
);
SELECT platform.distribute('policy_workbench.draft');
SELECT platform.guard('policy_workbench.draft');
CREATE INDEX draft_by_state ON policy_workbench.draft (tenant_id, state, changed_at DESC);

CREATE TABLE policy_workbench.pack_version (
  tenant_id int NOT NULL,
  region text NOT NULL,
  programme text NOT NULL,
  -- From 1; 0 is what is shipped.
  serial int NOT NULL CONSTRAINT version_serial_is_counted CHECK (serial >= 1),
  draft_id uuid NOT NULL,
  title text NOT NULL,
  document text NOT NULL CONSTRAINT version_has_its_document CHECK (document <> ''),
  hash text NOT NULL CONSTRAINT version_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'),
  files jsonb NOT NULL,
  starts_on date NOT NULL,
  -- The place of a version in the order of publication over all packs.
  edition bigint NOT NULL,
  made_by text NOT NULL,
  made_name text NOT NULL,
  approved_by text NOT NULL,
  approved_name text NOT NULL,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, region, programme, serial),
  CONSTRAINT version_is_approved_by_another CHECK (approved_by <> made_by)
);
SELECT platform.distribute('policy_workbench.pack_version');
SELECT platform.guard('policy_workbench.pack_version');
SELECT platform.append_only('policy_workbench.pack_version');

-- Goes up with every publication, in its transaction. Every process asks for this number and reads the versions again
-- when it is another.
CREATE TABLE policy_workbench.edition (
  id int PRIMARY KEY DEFAULT 1 CONSTRAINT edition_is_one CHECK (id = 1),
  number bigint NOT NULL
);
SELECT platform.local('policy_workbench.edition');
INSERT INTO policy_workbench.edition (number) VALUES (0);

-- A whole caseload computed by the law in force and by the draft; nothing of it is an assessment.
CREATE TABLE policy_workbench.simulation (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  draft_version int NOT NULL,
  region text NOT NULL,
  programme text NOT NULL,
  title text NOT NULL,
  facts_on date NOT NULL,
  law_on date NOT NULL,
  -- The months it was computed for, first days.
  months date[] NOT NULL,
  households int NOT NULL,
  -- Sums by month, by place, by kind of change.
  summary jsonb NOT NULL,
  milliseconds int NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('policy_workbench.simulation');
SELECT platform.guard('policy_workbench.simulation');
SELECT platform.append_only('policy_workbench.simulation');
CREATE INDEX simulation_by_draft ON policy_workbench.simulation (tenant_id, draft_id, at DESC);

-- Who would get something else. Rows follow the handling place, so whoever looks sees their own households.
CREATE TABLE policy_workbench.simulated (
  tenant_id int NOT NULL,
  simulation_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  kind text NOT NULL CONSTRAINT simulated_kind_is_known CHECK (kind IN ('enters', 'leaves', 'gains', 'loses', 'open')),
  -- Fen a month in the month the new law is first felt; null when not enough is known.
  before_fen bigint,
  after_fen bigint,
  PRIMARY KEY (tenant_id, simulation_id, household_id)
);
SELECT platform.distribute('policy_workbench.simulated');
SELECT platform.guard('policy_workbench.simulated', 'place_id');
SELECT platform.append_only('policy_workbench.simulated');
GRANT UPDATE (place_id) ON policy_workbench.simulated TO zhulian_app;
ALTER TABLE policy_workbench.simulated ADD CONSTRAINT simulated_is_of_a_simulation
  FOREIGN KEY (tenant_id, simulation_id) REFERENCES policy_workbench.simulation (tenant_id, id);
