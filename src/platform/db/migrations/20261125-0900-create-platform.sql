-- The ground every module stands on: extensions, the application role, and the helpers each migration calls.
-- Everything here runs on PostgreSQL 15 to 18, with or without Citus.

CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gist;

-- The role the application runs as. It owns nothing and does not bypass row-level security; nobody signs in as it:
-- connections take it on as they open.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'zhulian_app') THEN
    CREATE ROLE zhulian_app NOLOGIN NOINHERIT;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; -- another database of the same server was quicker
END $$;
GRANT zhulian_app TO CURRENT_USER;
GRANT USAGE ON SCHEMA platform TO zhulian_app;
GRANT SELECT ON platform.migration TO zhulian_app;
-- Bulk loading goes by way of a temporary table.
DO $$ BEGIN EXECUTE format('GRANT TEMPORARY ON DATABASE %I TO zhulian_app', current_database()); END $$;

-- What kind each table is. The catalogue check and `doctor` compare it with what the server really holds.
CREATE TABLE platform.table_rule (
  table_name text PRIMARY KEY,
  kind text NOT NULL CONSTRAINT table_rule_kind_is_known CHECK (kind IN ('tenant', 'reference', 'local')),
  is_guarded boolean NOT NULL DEFAULT false,
  place_column text
);
INSERT INTO platform.table_rule VALUES ('platform.table_rule', 'local'), ('platform.migration', 'local');

CREATE FUNCTION platform.has_citus() RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'citus')
$$;

CREATE FUNCTION platform.name_of(rel regclass) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT format('%s.%s', n.nspname, c.relname)
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = rel
$$;

CREATE FUNCTION platform.open_to_application(rel regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('GRANT USAGE ON SCHEMA %I TO zhulian_app', split_part(platform.name_of(rel), '.', 1));
  EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO zhulian_app', rel);
END $$;

-- A small table that every node holds whole: regions, programmes, code lists, staff. Call right after CREATE TABLE.
CREATE FUNCTION platform.reference(rel regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO platform.table_rule (table_name, kind) VALUES (platform.name_of(rel), 'reference');
  PERFORM platform.open_to_application(rel);
  IF platform.has_citus() THEN
    EXECUTE format('SELECT create_reference_table(%L)', rel::text);
  END IF;
END $$;

-- A table of the coordinator alone: sessions, counters, logs of the installation. No tenant wall.
CREATE FUNCTION platform.local(rel regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO platform.table_rule (table_name, kind) VALUES (platform.name_of(rel), 'local');
  PERFORM platform.open_to_application(rel);
END $$;

-- A table whose rows belong to a tenant. Call right after CREATE TABLE, before foreign keys and triggers are added.
CREATE FUNCTION platform.distribute(rel regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO platform.table_rule (table_name, kind) VALUES (platform.name_of(rel), 'tenant');
  PERFORM platform.open_to_application(rel);
  IF platform.has_citus() THEN
    EXECUTE format('SELECT create_distributed_table(%L, ''tenant_id'')', rel::text);
  END IF;
END $$;

-- The second wall. Rows show only to a transaction whose `app.tenants` names their tenant and, where a place column is
-- given, whose `app.places` names the place that handles them; '0' stands for every place of those tenants. The
-- settings are read once per query (an init-plan), so an index on tenant_id still serves. Nothing set: no rows.
CREATE FUNCTION platform.guard(rel regclass, place_column name DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rule text := $r$tenant_id = ANY ((SELECT string_to_array(current_setting('app.tenants', true), ','))::int[])$r$;
BEGIN
  IF place_column IS NOT NULL THEN
    rule := rule || format(
      $r$ AND ((SELECT current_setting('app.places', true)) = '0'
            OR %I = ANY ((SELECT string_to_array(current_setting('app.places', true), ','))::int[]))$r$,
      place_column);
  END IF;
  UPDATE platform.table_rule SET is_guarded = true, place_column = guard.place_column
  WHERE table_name = platform.name_of(rel);
  IF NOT FOUND THEN
    RAISE EXCEPTION 'call platform.distribute(%) before platform.guard', rel;
  END IF;
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', rel);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', rel);
  EXECUTE format('CREATE POLICY scope ON %s USING (%s) WITH CHECK (%s)', rel, rule, rule);
END $$;

-- Rows of this table are written once: the application may add and read, never change or remove.
CREATE FUNCTION platform.append_only(rel regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON %s FROM zhulian_app', rel);
END $$;

-- What this installation is. Written once, at first start; no setting turns one kind into the other.
CREATE TABLE platform.installation (
  id int PRIMARY KEY DEFAULT 1 CONSTRAINT installation_is_one CHECK (id = 1),
  kind text NOT NULL CONSTRAINT installation_kind_is_known CHECK (kind IN ('demo', 'real')),
  -- Milliseconds added to the machine's clock: the demonstration's day ticks and survives a restart.
  clock_offset bigint NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT installation_real_clock_is_true CHECK (kind = 'demo' OR clock_offset = 0)
);
SELECT platform.local('platform.installation');
SELECT platform.append_only('platform.installation');
