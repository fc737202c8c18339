-- To which address ID numbers are sent is settled by two people: one asks, another agrees. Every change stays on file.
ALTER TABLE means_check.connection ADD COLUMN timeout_ms int
  CONSTRAINT connection_waits_a_while CHECK (timeout_ms BETWEEN 200 AND 300000);
ALTER TABLE means_check.connection ADD COLUMN off_at timestamptz;
ALTER TABLE means_check.connection ADD COLUMN off_by_name text;
ALTER TABLE means_check.connection ADD COLUMN off_reason text;
ALTER TABLE means_check.connection ADD CONSTRAINT connection_is_off_for_a_reason
  CHECK ((off_at IS NULL) = (off_reason IS NULL) AND (off_at IS NULL) = (off_by_name IS NULL));

CREATE TABLE means_check.connection_change (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  department text NOT NULL,
  base_url text NOT NULL CONSTRAINT change_address_is_http CHECK (base_url ~ '^https?://'),
  -- Sealed; null: the one in use stays.
  secret bytea,
  timeout_ms int NOT NULL CONSTRAINT change_waits_a_while CHECK (timeout_ms BETWEEN 200 AND 300000),
  why text NOT NULL,
  asked_by text NOT NULL,
  asked_by_name text NOT NULL,
  asked_at timestamptz NOT NULL,
  state text NOT NULL DEFAULT 'asked' CONSTRAINT change_state_is_known
    CHECK (state IN ('asked', 'confirmed', 'refused', 'withdrawn')),
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decided_why text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT change_decision_is_whole CHECK ((state = 'asked') = (decided_at IS NULL)
    AND (decided_at IS NULL) = (decided_by IS NULL)),
  CONSTRAINT change_is_decided_by_another CHECK (state IN ('asked', 'withdrawn') OR decided_by <> asked_by)
);
SELECT platform.distribute('means_check.connection_change');
SELECT platform.guard('means_check.connection_change');
-- One question about one department at a time.
CREATE UNIQUE INDEX change_is_asked_once ON means_check.connection_change (tenant_id, department) WHERE state = 'asked';
