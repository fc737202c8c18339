-- The bodies that decide and pay, and the organisations that are legal persons of their own.
CREATE SCHEMA IF NOT EXISTS organisations;

CREATE TABLE organisations.tenant (
  id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CONSTRAINT tenant_kind_is_known CHECK (kind IN ('bureau', 'organisation')),
  name text NOT NULL,
  credit_code text UNIQUE,
  region text NOT NULL,
  is_synthetic boolean NOT NULL DEFAULT false,
  CONSTRAINT tenant_is_registered_once UNIQUE (kind, name, region)
);
SELECT platform.reference('organisations.tenant');

-- Which bureau serves a region, from when until when. The nearest coverage upwards wins, so a county bureau stands
-- before the city's. A region is served by one bureau on a day.
CREATE TABLE organisations.coverage (
  region text NOT NULL,
  served_by int NOT NULL REFERENCES organisations.tenant (id),
  valid_from date NOT NULL,
  valid_to date,
  PRIMARY KEY (region, valid_from),
  CONSTRAINT coverage_ends_after_it_begins CHECK (valid_to > valid_from),
  CONSTRAINT coverage_is_by_one_bureau EXCLUDE USING gist (region WITH =, daterange(valid_from, valid_to) WITH &&)
);
SELECT platform.reference('organisations.coverage');
