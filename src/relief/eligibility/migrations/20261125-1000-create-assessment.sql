-- What was computed, on which facts, by which law. Nothing here pays anybody.

-- The packs as they were when they were used: a copy that nobody can change, named by its hash.
CREATE TABLE eligibility.pack_in_force (
  tenant_id int NOT NULL,
  hash text NOT NULL CONSTRAINT pack_hash_is_sha256 CHECK (hash ~ '^[0-9a-f]{64}$'),
  pack_id text NOT NULL,
  programme text NOT NULL,
  region text NOT NULL,
  title text NOT NULL,
  status text NOT NULL CONSTRAINT pack_status_is_known CHECK (status IN ('in-force', 'draft', 'synthetic')),
  -- Folder → file → text, of the pack and of its ancestors.
  parts jsonb NOT NULL,
  published_by text NOT NULL,
  approved_by text,
  published_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, hash),
  CONSTRAINT pack_is_approved_by_another CHECK (approved_by IS NULL OR approved_by <> published_by)
);
SELECT platform.distribute('eligibility.pack_in_force');
SELECT platform.guard('eligibility.pack_in_force');
SELECT platform.append_only('eligibility.pack_in_force');

CREATE TABLE eligibility.assessment (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  household_id uuid NOT NULL,
  -- The place that handles the household; moves only with a hand-over.
  place_id int NOT NULL,
  programme text NOT NULL,
  region text NOT NULL,
  facts_on date NOT NULL,
  law_on date NOT NULL,
  -- First day of the benefit month.
  month date NOT NULL CONSTRAINT assessment_month_is_a_first CHECK (date_trunc('month', month::timestamp) = month),
  outcome text NOT NULL CONSTRAINT assessment_outcome_is_known
    CHECK (outcome IN ('entitled', 'not-entitled', 'not-enough-known', 'no-rule')),
  class text,
  amount_fen bigint,
  paid_now_fen bigint,
  category text NOT NULL,
  is_simulated boolean NOT NULL,
  pack_hash text,
  -- SHA-256 over the canonical answer: class, amount, reasons, parameters, inputs.
  fingerprint text NOT NULL,
  -- Layout of the stored tree; a replay compares answers, never drawings.
  layout smallint NOT NULL,
  inputs jsonb NOT NULL,
  result jsonb NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  -- Unknown is never a number, and a number is never a guess.
  CONSTRAINT assessment_amount_is_an_answer
    CHECK ((amount_fen IS NOT NULL) = (outcome IN ('entitled', 'not-entitled'))),
  CONSTRAINT assessment_amount_fits_outcome
    CHECK (amount_fen IS NULL OR (outcome = 'entitled') = (amount_fen > 0))
);
SELECT platform.distribute('eligibility.assessment');
ALTER TABLE eligibility.assessment ADD CONSTRAINT assessment_law_is_kept
  FOREIGN KEY (tenant_id, pack_hash) REFERENCES eligibility.pack_in_force (tenant_id, hash);
CREATE INDEX assessment_by_household ON eligibility.assessment (tenant_id, household_id, created_at DESC);
SELECT platform.guard('eligibility.assessment', 'place_id');
SELECT platform.append_only('eligibility.assessment');
-- The one thing that may move: who handles the household.
GRANT UPDATE (place_id) ON eligibility.assessment TO zhulian_app;
