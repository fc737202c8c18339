-- The same rules with fewer looks per entry: a batch of twenty thousand entries asks them forty thousand times.
CREATE OR REPLACE FUNCTION ledger.must_sum_to_zero(tenant int, entry uuid, wanted int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  found int;
  is_off boolean;
BEGIN
  SELECT coalesce(sum(purse.legs), 0), coalesce(bool_or(purse.total <> 0), false) INTO found, is_off
  FROM (SELECT count(*) AS legs, sum(amount) AS total FROM ledger.leg WHERE tenant_id = tenant AND entry_id = entry
        GROUP BY unit, programme, source, budget_year) AS purse;
  IF found <> wanted THEN
    RAISE EXCEPTION 'entry % has % legs, not %', entry, found, wanted
      USING ERRCODE = '23514', CONSTRAINT = 'entry_is_whole';
  END IF;
  IF is_off THEN
    RAISE EXCEPTION 'the legs of entry % do not sum to zero', entry
      USING ERRCODE = '23514', CONSTRAINT = 'entry_legs_sum_to_zero';
  END IF;
END $$;

-- The scope is changed only where it is not the entry's own already.
CREATE OR REPLACE FUNCTION ledger.sum_at_the_end() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  scope text := coalesce(current_setting('app.tenants', true), '');
  own text := NEW.tenant_id::text;
  wanted int;
BEGIN
  IF scope <> own THEN
    PERFORM set_config('app.tenants', own, true);
  END IF;
  SELECT legs INTO wanted FROM ledger.posted WHERE tenant_id = NEW.tenant_id AND entry_id = NEW.id;
  IF wanted IS NULL THEN
    RAISE EXCEPTION 'entry % was never posted', NEW.id USING ERRCODE = '23514', CONSTRAINT = 'entry_is_posted';
  END IF;
  PERFORM ledger.must_sum_to_zero(NEW.tenant_id, NEW.id, wanted);
  IF scope <> own THEN
    PERFORM set_config('app.tenants', scope, true);
  END IF;
  RETURN NULL;
END $$;
