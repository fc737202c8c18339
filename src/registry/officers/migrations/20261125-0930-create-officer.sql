-- Staff of all tenants. Reference tables: every node can look up who did something, and a sign-in must find a person
-- before any tenant's wall is open.
CREATE TABLE officers.officer (
  id uuid PRIMARY KEY,
  -- The office the person works for.
  tenant_id int NOT NULL,
  name text NOT NULL CONSTRAINT officer_has_a_name CHECK (name <> ''),
  -- Post in words, as it stands on the door: 青禾县民政局救助科科长.
  post text NOT NULL,
  -- One of the accounts the sign-in page of a demonstration offers.
  is_demo boolean NOT NULL DEFAULT false,
  -- Order on that page.
  demo_position int,
  since date NOT NULL,
  -- First day without an account; null while serving.
  until date,
  CONSTRAINT officer_leaves_after_arriving CHECK (until IS NULL OR until >= since)
);
SELECT platform.reference('officers.officer');
CREATE INDEX officer_by_tenant ON officers.officer (tenant_id);

CREATE TABLE officers.assignment (
  id uuid PRIMARY KEY,
  officer_id uuid NOT NULL,
  -- Over whose records; usually the officer's own office.
  tenant_id int NOT NULL,
  role text NOT NULL,
  -- Handling place; null is the whole tenant.
  place_id int,
  since date NOT NULL,
  until date,
  CONSTRAINT assignment_ends_after_starting CHECK (until IS NULL OR until >= since)
);
SELECT platform.reference('officers.assignment');
ALTER TABLE officers.assignment
  ADD CONSTRAINT assignment_officer FOREIGN KEY (officer_id) REFERENCES officers.officer (id);
CREATE UNIQUE INDEX assignment_is_held_once ON officers.assignment (officer_id, tenant_id, role, coalesce(place_id, 0))
  WHERE until IS NULL;

-- Who changed what about whom. Written once.
CREATE TABLE officers.change_log (
  id uuid PRIMARY KEY,
  officer_id uuid NOT NULL,
  -- added · left · role-given · role-taken · password-reset
  action text NOT NULL,
  details jsonb NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL
);
SELECT platform.reference('officers.change_log');
SELECT platform.append_only('officers.change_log');
CREATE INDEX change_log_by_officer ON officers.change_log (officer_id, at);
