-- One plan over several standards of a yearly adjustment. It becomes drafts, one a programme, when no item is empty.
CREATE TABLE policy_workbench.plan (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  region text NOT NULL,
  title text NOT NULL,
  document text NOT NULL DEFAULT '',
  state text NOT NULL CONSTRAINT plan_state_is_known CHECK (state IN ('open', 'released', 'dropped')),
  version int NOT NULL DEFAULT 1,
  -- [{programme, key, tier, name, unit, old, basis, value, from}]
  items jsonb NOT NULL,
  made_by text NOT NULL,
  made_name text NOT NULL,
  made_at timestamptz NOT NULL,
  released_name text,
  released_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT plan_is_released_by_a_hand CHECK ((state = 'released') = (released_at IS NOT NULL))
);
SELECT platform.distribute('policy_workbench.plan');
SELECT platform.guard('policy_workbench.plan');
