-- Households, persons, who is a member when, and what is known about them since when.
--
-- Two axes of time. valid_from/valid_to (days, half-open) say when something holds in the world; known_from/known_to
-- (moments) say when we knew it. A correction closes known_to and adds a row: no value is ever overwritten.
-- Every row carries the handling place, because access follows it; only a hand-over changes it.
CREATE SCHEMA IF NOT EXISTS households;

CREATE TABLE households.household (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  number text NOT NULL,
  created_at timestamptz NOT NULL,
  changed_at timestamptz NOT NULL,
  -- What the list shows, as known now. Written together with the facts it is taken from.
  head_name text NOT NULL,
  member_count int NOT NULL,
  urban_rural text,
  programmes text[] NOT NULL DEFAULT '{}',
  -- Fen per month over all benefits; null when unknown.
  paid_fen bigint,
  paid_since date,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT household_number_is_its_own UNIQUE (tenant_id, number),
  CONSTRAINT household_paid_is_not_negative CHECK (paid_fen >= 0)
);
SELECT platform.distribute('households.household');
SELECT platform.guard('households.household', 'place_id');
-- The list of a town in order of number; and its count without touching the table.
CREATE INDEX household_by_place ON households.household (tenant_id, place_id, number)
  INCLUDE (member_count, paid_fen);
CREATE INDEX household_by_number ON households.household (tenant_id, number COLLATE "C");

CREATE TABLE households.person (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  -- The assistance household the person is in now; membership over time stands in `member`.
  household_id uuid,
  name text NOT NULL,
  name_pinyin text NOT NULL,
  initials text NOT NULL,
  document_kind text NOT NULL,
  -- Ciphertext, and keyed hashes for exact look-up: of the number, and of birth date and last four characters.
  id_number bytea,
  id_hash bytea,
  tail_hash bytea,
  -- As known now, for lists; the facts carry source and time.
  born_on date,
  sex text,
  registered_at text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT person_is_one UNIQUE (tenant_id, id_hash),
  CONSTRAINT person_number_has_its_hash CHECK ((id_number IS NULL) = (id_hash IS NULL))
);
SELECT platform.distribute('households.person');
SELECT platform.guard('households.person', 'place_id');
ALTER TABLE households.person ADD CONSTRAINT person_is_in_a_household
  FOREIGN KEY (tenant_id, household_id) REFERENCES households.household (tenant_id, id);
-- Prefix look-ups by comparison in byte order: under row-level security LIKE may not use an index, >= and < may.
CREATE INDEX person_by_name ON households.person (tenant_id, name COLLATE "C");
CREATE INDEX person_by_pinyin ON households.person (tenant_id, name_pinyin COLLATE "C");
CREATE INDEX person_by_initials ON households.person (tenant_id, initials COLLATE "C");
CREATE INDEX person_by_tail ON households.person (tenant_id, tail_hash);
CREATE INDEX person_by_registration ON households.person (tenant_id, registered_at);
CREATE INDEX person_by_household ON households.person (tenant_id, household_id);

-- One act of recording: who changed what in a household, when and why. The household's own part of its timeline.
CREATE TABLE households.change (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  at timestamptz NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  kind text NOT NULL CONSTRAINT change_kind_is_known CHECK (kind IN ('recorded', 'changed', 'handed-over')),
  reason text NOT NULL,
  -- Counts and codes, no names: {"joined": 1, "left": 0, "facts": ["income.wages"]}
  summary jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('households.change');
SELECT platform.guard('households.change', 'place_id');
ALTER TABLE households.change ADD CONSTRAINT change_is_of_a_household
  FOREIGN KEY (tenant_id, household_id) REFERENCES households.household (tenant_id, id);
CREATE INDEX change_by_household ON households.change (tenant_id, household_id, at);

CREATE TABLE households.member (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  person_id uuid NOT NULL,
  relation text NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  known_from timestamptz NOT NULL,
  known_to timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT member_leaves_after_joining CHECK (valid_to > valid_from),
  CONSTRAINT member_was_known_for_a_while CHECK (known_to >= known_from),
  -- One person is in at most one assistance household on a day, as known now.
  CONSTRAINT member_of_one_household EXCLUDE USING gist (
    tenant_id WITH =, person_id WITH =, daterange(valid_from, valid_to) WITH &&) WHERE (known_to IS NULL)
);
SELECT platform.distribute('households.member');
SELECT platform.guard('households.member', 'place_id');
ALTER TABLE households.member ADD CONSTRAINT member_has_a_household
  FOREIGN KEY (tenant_id, household_id) REFERENCES households.household (tenant_id, id);
ALTER TABLE households.member ADD CONSTRAINT member_is_a_person
  FOREIGN KEY (tenant_id, person_id) REFERENCES households.person (tenant_id, id);
CREATE INDEX member_by_household ON households.member (tenant_id, household_id);

-- A fact about a household or about a person: one kind, one value, said by somebody on a day.
CREATE TABLE households.fact (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid,
  person_id uuid,
  kind text NOT NULL,
  value jsonb NOT NULL,
  source_kind text NOT NULL,
  source_zh text NOT NULL,
  source_on date NOT NULL,
  valid_from date NOT NULL,
  valid_to date,
  known_from timestamptz NOT NULL,
  known_to timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT fact_is_about_one CHECK ((household_id IS NULL) <> (person_id IS NULL)),
  CONSTRAINT fact_ends_after_it_begins CHECK (valid_to > valid_from),
  CONSTRAINT fact_was_known_for_a_while CHECK (known_to >= known_from)
);
SELECT platform.distribute('households.fact');
SELECT platform.guard('households.fact', 'place_id');
ALTER TABLE households.fact ADD CONSTRAINT fact_is_about_a_household
  FOREIGN KEY (tenant_id, household_id) REFERENCES households.household (tenant_id, id);
ALTER TABLE households.fact ADD CONSTRAINT fact_is_about_a_person
  FOREIGN KEY (tenant_id, person_id) REFERENCES households.person (tenant_id, id);
-- As known now, one value of a kind begins on a day; these also serve the reading of a situation.
CREATE UNIQUE INDEX fact_of_household_begins_once ON households.fact (tenant_id, household_id, kind, valid_from)
  WHERE known_to IS NULL AND household_id IS NOT NULL;
CREATE UNIQUE INDEX fact_of_person_begins_once ON households.fact (tenant_id, person_id, kind, valid_from)
  WHERE known_to IS NULL AND person_id IS NOT NULL;
-- What was known earlier is asked for seldom, by household or person.
CREATE INDEX fact_of_household_earlier ON households.fact (tenant_id, household_id) WHERE known_to IS NOT NULL;
CREATE INDEX fact_of_person_earlier ON households.fact (tenant_id, person_id) WHERE known_to IS NOT NULL;

-- Numbers of the same thing in other systems: the provincial platform, a county's old list.
CREATE TABLE households.external_reference (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  about_kind text NOT NULL CONSTRAINT external_reference_is_about
    CHECK (about_kind IN ('household', 'person', 'application', 'decision')),
  about_id uuid NOT NULL,
  system text NOT NULL,
  kind text NOT NULL,
  number text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT external_reference_is_one UNIQUE (tenant_id, about_kind, about_id, system, kind, number)
);
SELECT platform.distribute('households.external_reference');
SELECT platform.guard('households.external_reference', 'place_id');
CREATE INDEX external_reference_by_number ON households.external_reference (tenant_id, number);
