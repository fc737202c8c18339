-- Who did, saw or was refused what, and why. Written in the transaction of the deed itself.
-- Rows carry no chain columns: sealing follows asynchronously, so that it costs the deed nothing.

CREATE TABLE audit.entry (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  act text NOT NULL CONSTRAINT entry_act_is_known
    CHECK (act IN ('change', 'read', 'reveal', 'search', 'export', 'refused', 'sign-in')),
  action text NOT NULL,
  actor_id text NOT NULL,
  actor_name text NOT NULL,
  purpose text,
  about_kind text NOT NULL,
  about_id text NOT NULL,
  -- Values before and after, ciphertext: erasing by key keeps the chain whole.
  before bytea,
  after bytea,
  -- Counts, filters, hashes of search terms; never a name or number of a person.
  details jsonb NOT NULL DEFAULT '{}',
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('audit.entry');
SELECT platform.guard('audit.entry');
SELECT platform.append_only('audit.entry');
CREATE INDEX entry_by_thing ON audit.entry (tenant_id, about_kind, about_id, at);
CREATE INDEX entry_by_actor ON audit.entry (tenant_id, actor_id, at);

-- What waits for the sealer; a row appears with its entry.
CREATE TABLE audit.unsealed (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, entry_id)
);
SELECT platform.distribute('audit.unsealed');
SELECT platform.guard('audit.unsealed');

-- The end of a tenant's chain; the sealer holds this row while it works.
CREATE TABLE audit.head (
  tenant_id int NOT NULL PRIMARY KEY,
  batch int NOT NULL,
  chain bytea NOT NULL
);
SELECT platform.distribute('audit.head');
SELECT platform.guard('audit.head');

CREATE TABLE audit.batch (
  tenant_id int NOT NULL,
  batch int NOT NULL,
  entries int NOT NULL CONSTRAINT batch_is_not_empty CHECK (entries > 0),
  -- Merkle root over the entries, and the chain over the roots; SM3.
  root bytea NOT NULL,
  chain bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, batch)
);
SELECT platform.distribute('audit.batch');
SELECT platform.guard('audit.batch');
SELECT platform.append_only('audit.batch');

CREATE TABLE audit.sealed (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  batch int NOT NULL,
  position int NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, entry_id),
  CONSTRAINT sealed_position_is_taken_once UNIQUE (tenant_id, batch, position)
);
SELECT platform.distribute('audit.sealed');
SELECT platform.guard('audit.sealed');
SELECT platform.append_only('audit.sealed');
