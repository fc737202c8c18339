-- The subsidiary ledger: entries and their legs, written once. Order of writing: entry, legs, posted. Marking an entry as
-- posted sums its legs at once; a deferred trigger asks the same at the end of the transaction, as a net.
-- Row triggers only: a distributed table knows no others. They touch rows of the same tenant.

CREATE TABLE ledger.entry (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  at timestamptz NOT NULL,
  -- The day it belongs to in the books.
  on_day date NOT NULL,
  -- Idempotency for ever: the same key has one effect; another body under it is refused.
  key text NOT NULL,
  body_hash bytea NOT NULL,
  kind text NOT NULL,
  why text NOT NULL,
  about_kind text NOT NULL,
  about_id text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  reverses uuid,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT entry_key_is_used_once UNIQUE (tenant_id, key),
  CONSTRAINT entry_is_reversed_once UNIQUE (tenant_id, reverses)
);
SELECT platform.distribute('ledger.entry');
SELECT platform.guard('ledger.entry');
SELECT platform.append_only('ledger.entry');
ALTER TABLE ledger.entry ADD CONSTRAINT entry_reverses_an_entry
  FOREIGN KEY (tenant_id, reverses) REFERENCES ledger.entry (tenant_id, id);
CREATE INDEX entry_by_thing ON ledger.entry (tenant_id, about_kind, about_id);

CREATE TABLE ledger.leg (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  ordinal int NOT NULL,
  account text NOT NULL CONSTRAINT leg_account_is_known CHECK (account IN
    ('outside', 'allotment', 'reserved', 'payable', 'in-bank', 'paid', 'returned', 'recovery')),
  unit text NOT NULL DEFAULT 'fen',
  amount bigint NOT NULL CONSTRAINT leg_moves_something CHECK (amount <> 0),
  programme text NOT NULL,
  source text NOT NULL CONSTRAINT leg_source_is_known CHECK (source IN ('centre', 'province', 'city', 'county')),
  budget_year int NOT NULL,
  household_id uuid,
  month date CONSTRAINT leg_month_is_its_first_day CHECK (extract(day FROM month) = 1),
  PRIMARY KEY (tenant_id, entry_id, ordinal),
  CONSTRAINT leg_names_its_household CHECK (
    (account IN ('payable', 'in-bank', 'paid', 'returned', 'recovery')) = (household_id IS NOT NULL)
    AND (household_id IS NULL) = (month IS NULL))
);
SELECT platform.distribute('ledger.leg');
SELECT platform.guard('ledger.leg');
SELECT platform.append_only('ledger.leg');
ALTER TABLE ledger.leg ADD CONSTRAINT leg_belongs_to_an_entry
  FOREIGN KEY (tenant_id, entry_id) REFERENCES ledger.entry (tenant_id, id);
-- What stands for one household and month.
CREATE INDEX leg_by_household ON ledger.leg (tenant_id, household_id, month) WHERE household_id IS NOT NULL;
-- What is free in one purse: few rows, asked for with every promise of capped money.
CREATE INDEX leg_by_purse ON ledger.leg (tenant_id, programme, budget_year, account) WHERE household_id IS NULL;

CREATE TABLE ledger.posted (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  legs int NOT NULL CONSTRAINT posted_has_two_sides CHECK (legs >= 2),
  PRIMARY KEY (tenant_id, entry_id)
);
SELECT platform.distribute('ledger.posted');
SELECT platform.guard('ledger.posted');
SELECT platform.append_only('ledger.posted');
ALTER TABLE ledger.posted ADD CONSTRAINT posted_is_an_entry
  FOREIGN KEY (tenant_id, entry_id) REFERENCES ledger.entry (tenant_id, id);

-- What waits for the sealer; a row appears with its entry.
CREATE TABLE ledger.unsealed (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, entry_id)
);
SELECT platform.distribute('ledger.unsealed');
SELECT platform.guard('ledger.unsealed');

-- Not one fen appears or goes, in no purse and no unit.
CREATE FUNCTION ledger.must_sum_to_zero(tenant int, entry uuid, wanted int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found int;
BEGIN
  SELECT count(*) INTO found FROM ledger.leg WHERE tenant_id = tenant AND entry_id = entry;
  IF found <> wanted THEN
    RAISE EXCEPTION 'entry % has % legs, not %', entry, found, wanted
      USING ERRCODE = '23514', CONSTRAINT = 'entry_is_whole';
  END IF;
  IF EXISTS (SELECT FROM ledger.leg WHERE tenant_id = tenant AND entry_id = entry
             GROUP BY unit, programme, source, budget_year HAVING sum(amount) <> 0) THEN
    RAISE EXCEPTION 'the legs of entry % do not sum to zero', entry
      USING ERRCODE = '23514', CONSTRAINT = 'entry_legs_sum_to_zero';
  END IF;
END $$;

CREATE FUNCTION ledger.sum_now() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM ledger.must_sum_to_zero(NEW.tenant_id, NEW.entry_id, NEW.legs);
  RETURN NULL;
END $$;
CREATE TRIGGER posted_sums_now AFTER INSERT ON ledger.posted FOR EACH ROW EXECUTE FUNCTION ledger.sum_now();

-- Nothing is added to an entry that is posted.
CREATE FUNCTION ledger.still_open() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM ledger.posted WHERE tenant_id = NEW.tenant_id AND entry_id = NEW.entry_id) THEN
    RAISE EXCEPTION 'entry % is posted', NEW.entry_id USING ERRCODE = '23514', CONSTRAINT = 'entry_is_closed';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER leg_comes_before_posting BEFORE INSERT ON ledger.leg FOR EACH ROW EXECUTE FUNCTION ledger.still_open();

-- The net: at the end of the transaction every entry is posted and sums to zero. The scope of the transaction may have
-- been put back by then, so the look is made in the scope of the entry's own tenant.
CREATE FUNCTION ledger.sum_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  scope text := current_setting('app.tenants', true);
  wanted int;
BEGIN
  PERFORM set_config('app.tenants', NEW.tenant_id::text, true);
  SELECT legs INTO wanted FROM ledger.posted WHERE tenant_id = NEW.tenant_id AND entry_id = NEW.id;
  IF wanted IS NULL THEN
    RAISE EXCEPTION 'entry % was never posted', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'entry_is_posted';
  END IF;
  PERFORM ledger.must_sum_to_zero(NEW.tenant_id, NEW.id, wanted);
  PERFORM set_config('app.tenants', coalesce(scope, ''), true);
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER entry_sums_at_the_end AFTER INSERT ON ledger.entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger.sum_at_the_end();

-- Sealing, as for the audit: batches in a chain, off the hot path.
CREATE TABLE ledger.head (
  tenant_id int NOT NULL PRIMARY KEY,
  batch int NOT NULL,
  chain bytea NOT NULL
);
SELECT platform.distribute('ledger.head');
SELECT platform.guard('ledger.head');

CREATE TABLE ledger.batch (
  tenant_id int NOT NULL,
  batch int NOT NULL,
  entries int NOT NULL CONSTRAINT batch_is_not_empty CHECK (entries > 0),
  root bytea NOT NULL,
  chain bytea NOT NULL,
  sealed_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, batch)
);
SELECT platform.distribute('ledger.batch');
SELECT platform.guard('ledger.batch');
SELECT platform.append_only('ledger.batch');

CREATE TABLE ledger.sealed (
  tenant_id int NOT NULL,
  entry_id uuid NOT NULL,
  batch int NOT NULL,
  position int NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (tenant_id, entry_id),
  CONSTRAINT sealed_position_is_taken_once UNIQUE (tenant_id, batch, position)
);
SELECT platform.distribute('ledger.sealed');
SELECT platform.guard('ledger.sealed');
SELECT platform.append_only('ledger.sealed');
