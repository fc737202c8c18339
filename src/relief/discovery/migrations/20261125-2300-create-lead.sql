-- Leads: somebody may need help. One family is one lead, however many told us; each telling is a source.
CREATE TABLE discovery.counter (
  tenant_id int NOT NULL,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, year)
);
SELECT platform.distribute('discovery.counter');
SELECT platform.guard('discovery.counter');

CREATE TABLE discovery.lead (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- The place that handles it; moves with the household.
  place_id int NOT NULL,
  number text NOT NULL,
  state text NOT NULL CONSTRAINT lead_state_is_known
    CHECK (state IN ('new', 'in-hand', 'applied', 'closed', 'joined')),
  hardship text NOT NULL,
  urgency text NOT NULL,
  household_id uuid,
  -- Keyed hashes of what was said about the family, for exact look-up.
  person_hash bytea,
  phone_hash bytea,
  name_hash bytea,
  reported_at timestamptz NOT NULL,
  reported_on date NOT NULL,
  -- Last day on which it is answered in time.
  due_on date NOT NULL,
  -- The day the town head was told that it is late; it counts as late for ever.
  escalated_on date,
  taken_by_id text,
  taken_by_name text,
  case_id uuid,
  case_number text,
  result text,
  closed_on date,
  joined_into uuid,
  version int NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT lead_number_is_its_own UNIQUE (tenant_id, number),
  CONSTRAINT lead_is_closed_with_a_result CHECK (state <> 'closed' OR (result IS NOT NULL AND closed_on IS NOT NULL)),
  CONSTRAINT lead_is_joined_into_another CHECK ((state = 'joined') = (joined_into IS NOT NULL)),
  CONSTRAINT lead_application_has_a_case CHECK (state <> 'applied' OR case_id IS NOT NULL)
);
SELECT platform.distribute('discovery.lead');
SELECT platform.guard('discovery.lead', 'place_id');
-- No lead ends in silence.
REVOKE DELETE, TRUNCATE ON discovery.lead FROM zhulian_app;
CREATE INDEX lead_by_due_day ON discovery.lead (tenant_id, state, due_on);
CREATE INDEX lead_by_month ON discovery.lead (tenant_id, reported_on);
CREATE INDEX lead_by_household ON discovery.lead (tenant_id, household_id);
CREATE INDEX lead_by_person ON discovery.lead (tenant_id, person_hash);
CREATE INDEX lead_by_phone ON discovery.lead (tenant_id, phone_hash);
CREATE INDEX lead_by_name ON discovery.lead (tenant_id, name_hash);
CREATE INDEX lead_by_case ON discovery.lead (tenant_id, case_id);

-- Who told us, by which way, in which words. The words are sealed: they name people.
CREATE TABLE discovery.source (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  lead_id uuid NOT NULL,
  channel text NOT NULL CONSTRAINT source_channel_is_known
    CHECK (channel IN ('grid', 'desk', 'hotline', 'online', 'data')),
  by_name text NOT NULL,
  on_day date NOT NULL,
  words bytea NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('discovery.source');
SELECT platform.guard('discovery.source', 'place_id');
REVOKE DELETE, TRUNCATE ON discovery.source FROM zhulian_app;
ALTER TABLE discovery.source ADD CONSTRAINT source_belongs_to_a_lead
  FOREIGN KEY (tenant_id, lead_id) REFERENCES discovery.lead (tenant_id, id);
CREATE INDEX source_by_lead ON discovery.source (tenant_id, lead_id);

-- What its reporter may see again, for ever, wherever the lead goes: number, place, result, day. Nothing else.
CREATE TABLE discovery.report (
  tenant_id int NOT NULL,
  -- The id of its source.
  id uuid NOT NULL,
  -- Where it was reported; a hand-over of the family does not move it.
  place_id int NOT NULL,
  lead_id uuid NOT NULL,
  lead_number text NOT NULL,
  reporter_id text NOT NULL,
  is_human boolean NOT NULL,
  reported_on date NOT NULL,
  result text,
  result_on date,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_is_answered_on_a_day CHECK ((result IS NULL) = (result_on IS NULL))
);
SELECT platform.distribute('discovery.report');
SELECT platform.guard('discovery.report', 'place_id');
REVOKE DELETE, TRUNCATE ON discovery.report FROM zhulian_app;
CREATE INDEX report_by_lead ON discovery.report (tenant_id, lead_id);
CREATE INDEX report_by_reporter ON discovery.report (tenant_id, reporter_id, reported_on DESC);

CREATE TABLE discovery.photo (
  tenant_id int NOT NULL,
  place_id int NOT NULL,
  source_id uuid NOT NULL,
  document_id uuid NOT NULL,
  name text NOT NULL,
  PRIMARY KEY (tenant_id, source_id, document_id)
);
SELECT platform.distribute('discovery.photo');
SELECT platform.guard('discovery.photo', 'place_id');
ALTER TABLE discovery.photo ADD CONSTRAINT photo_belongs_to_a_source
  FOREIGN KEY (tenant_id, source_id) REFERENCES discovery.source (tenant_id, id);

CREATE TABLE discovery.step (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  lead_id uuid NOT NULL,
  kind text NOT NULL,
  at timestamptz NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  -- What the clerk wrote; sealed, it may name people.
  note bytea,
  codes jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('discovery.step');
SELECT platform.guard('discovery.step', 'place_id');
SELECT platform.append_only('discovery.step');
GRANT UPDATE (place_id) ON discovery.step TO zhulian_app;
ALTER TABLE discovery.step ADD CONSTRAINT step_belongs_to_a_lead
  FOREIGN KEY (tenant_id, lead_id) REFERENCES discovery.lead (tenant_id, id);
CREATE INDEX step_by_lead ON discovery.step (tenant_id, lead_id, at);

-- Every admission, with the lead it began with or none: what the share of help that looked for people is counted from.
CREATE TABLE discovery.admission (
  tenant_id int NOT NULL,
  case_id uuid NOT NULL,
  place_id int NOT NULL,
  case_number text NOT NULL,
  household_id uuid NOT NULL,
  decided_on date NOT NULL,
  lead_id uuid,
  PRIMARY KEY (tenant_id, case_id)
);
SELECT platform.distribute('discovery.admission');
SELECT platform.guard('discovery.admission', 'place_id');
CREATE INDEX admission_by_month ON discovery.admission (tenant_id, decided_on);
