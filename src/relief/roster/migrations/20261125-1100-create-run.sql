-- Checks of lists. A run belongs to who made it; what it read stays sealed and is deleted the night after.
CREATE TABLE roster.run (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  created_by text NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  file_name text NOT NULL,
  -- SHA-256 of the first file: the same file again opens the same run.
  file_hash text NOT NULL,
  programme text NOT NULL,
  region text NOT NULL,
  law_on date NOT NULL,
  state text NOT NULL CONSTRAINT run_state_is_known
    CHECK (state IN ('reading', 'read', 'running', 'assessed', 'discarded', 'failed')),
  -- What the person said columns mean: letter → column and unit.
  choices jsonb NOT NULL,
  households int,
  done int NOT NULL DEFAULT 0,
  -- The dry run as shown, sealed: it quotes cells.
  report bytea,
  says_zh text,
  says_en text,
  moved_at timestamptz NOT NULL,
  seconds int,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('roster.run');
SELECT platform.guard('roster.run');
CREATE INDEX run_by_time ON roster.run (tenant_id, created_at DESC);

-- The bytes as they came, sealed; the first file, then mended rows.
CREATE TABLE roster.file (
  tenant_id int NOT NULL,
  run_id uuid NOT NULL,
  ordinal int NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant_id, run_id, ordinal)
);
SELECT platform.distribute('roster.file');
SELECT platform.guard('roster.file');
ALTER TABLE roster.file ADD CONSTRAINT file_belongs_to_a_run
  FOREIGN KEY (tenant_id, run_id) REFERENCES roster.run (tenant_id, id);

-- One household of a run, assessed and set beside what is paid. It decides nothing.
CREATE TABLE roster.result (
  tenant_id int NOT NULL,
  run_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  assessment_id uuid,
  number text NOT NULL,
  -- Masked.
  head text NOT NULL,
  place_code text NOT NULL,
  place_label text NOT NULL,
  persons int NOT NULL,
  kind text NOT NULL CONSTRAINT result_kind_is_known CHECK (kind IN ('same', 'less', 'more', 'unknown', 'no')),
  paid_fen bigint,
  computed_fen bigint,
  difference_fen bigint,
  possible_fen bigint[] NOT NULL,
  reason_code text NOT NULL,
  reason_zh text NOT NULL,
  reason_en text NOT NULL,
  why_zh text NOT NULL,
  why_en text NOT NULL,
  recorded text NOT NULL,
  matched_by text,
  PRIMARY KEY (tenant_id, run_id, household_id)
);
SELECT platform.distribute('roster.result');
SELECT platform.guard('roster.result', 'place_id');
ALTER TABLE roster.result ADD CONSTRAINT result_belongs_to_a_run
  FOREIGN KEY (tenant_id, run_id) REFERENCES roster.run (tenant_id, id);
