-- A try on the whole caseload while it is being computed: how far it is, and how it ended. What it found is a row of
-- `simulation` with the same id, written in one piece when everybody has been computed.
CREATE TABLE policy_workbench.simulation_run (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  draft_id uuid NOT NULL,
  draft_version int NOT NULL,
  state text NOT NULL CONSTRAINT simulation_run_state_is_known
    CHECK (state IN ('running', 'done', 'cancelled', 'broken-off')),
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  -- Households computed, of how many; null until they are counted.
  done int NOT NULL DEFAULT 0,
  total int,
  -- Last sign of life, by the machine's clock: a run that is silent for long has died with its process.
  beat_at timestamptz NOT NULL,
  ended_name text,
  -- Why it broke off, in words; null: the process was stopped.
  trouble_zh text,
  trouble_en text,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('policy_workbench.simulation_run');
SELECT platform.guard('policy_workbench.simulation_run');
-- Two clicks, two officers, two processes: one try of a draft at a time.
CREATE UNIQUE INDEX simulation_runs_alone ON policy_workbench.simulation_run (tenant_id, draft_id)
  WHERE state = 'running';
CREATE INDEX simulation_run_by_draft ON policy_workbench.simulation_run (tenant_id, draft_id, at DESC);
