-- Asking departments what they know, by consent of the persons. A report stays as it was; a re-check is a new one.

-- How a department is reached here, and departments of the county's own. Without a row it is "not configured".
CREATE TABLE means_check.connection (
  tenant_id int NOT NULL,
  department text NOT NULL,
  base_url text NOT NULL CONSTRAINT connection_address_is_http CHECK (base_url ~ '^https?://'),
  -- Shared secret of the HMAC, sealed.
  secret bytea NOT NULL,
  -- A row like those of the shipped catalogue; null: the shipped one holds.
  definition jsonb,
  set_by text NOT NULL,
  set_by_name text NOT NULL,
  set_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, department)
);
SELECT platform.distribute('means_check.connection');
SELECT platform.guard('means_check.connection');

CREATE TABLE means_check.report (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  household_id uuid NOT NULL,
  household_number text NOT NULL,
  place_id int NOT NULL,
  -- 1 is the first report of the case; two people who click at once make one.
  position int NOT NULL CONSTRAINT report_position_counts_from_one CHECK (position >= 1),
  why text NOT NULL,
  basis_zh text NOT NULL,
  basis_en text NOT NULL,
  asked_at timestamptz NOT NULL,
  asked_on date NOT NULL,
  asked_by text NOT NULL,
  asked_by_name text NOT NULL,
  -- When every source had been tried once; null while some still are.
  finished_at timestamptz,
  -- Who belonged to the household, and what was declared then, with the source of each value.
  people jsonb NOT NULL,
  declared jsonb NOT NULL,
  -- The rows of the catalogue it was asked by.
  departments jsonb NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT report_position_is_taken_once UNIQUE (tenant_id, case_id, position)
);
SELECT platform.distribute('means_check.report');
SELECT platform.guard('means_check.report', 'place_id');
CREATE INDEX report_by_household ON means_check.report (tenant_id, household_id, asked_at DESC);

-- One request to one department about one person, or about the household.
CREATE TABLE means_check.request (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  place_id int NOT NULL,
  department text NOT NULL,
  -- A person's id, or 'household'.
  subject text NOT NULL,
  state text NOT NULL CONSTRAINT request_state_is_known CHECK (state IN
    ('waiting', 'asked', 'answered', 'silent', 'refused', 'not-authorised', 'no-id-number', 'not-configured')),
  is_simulated boolean NOT NULL DEFAULT false,
  -- Signed papers it was asked on.
  authorisations text[] NOT NULL DEFAULT '{}',
  -- For a request about the household: everybody in it could be asked about.
  is_whole boolean NOT NULL DEFAULT true,
  -- Given by the department when it accepts; whoever takes the request up again goes on with it.
  ticket text,
  tries int NOT NULL DEFAULT 0,
  next_at timestamptz,
  -- Somebody is asking until then; later it is taken for dead and taken up again.
  claimed_until timestamptz,
  asked_at timestamptz,
  answered_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT request_is_made_once UNIQUE (tenant_id, report_id, department, subject),
  CONSTRAINT request_is_asked_on_consent CHECK (asked_at IS NULL OR cardinality(authorisations) > 0),
  CONSTRAINT request_answer_has_a_moment CHECK ((state = 'answered') = (answered_at IS NOT NULL))
);
SELECT platform.distribute('means_check.request');
SELECT platform.guard('means_check.request', 'place_id');
ALTER TABLE means_check.request ADD CONSTRAINT request_belongs_to_a_report
  FOREIGN KEY (tenant_id, report_id) REFERENCES means_check.report (tenant_id, id);
CREATE INDEX request_open ON means_check.request (tenant_id, report_id)
  WHERE state IN ('waiting', 'asked', 'silent');

-- One item of one request: what AC-016 counts.
CREATE TABLE means_check.item (
  tenant_id int NOT NULL,
  request_id uuid NOT NULL,
  code text NOT NULL,
  report_id uuid NOT NULL,
  place_id int NOT NULL,
  -- Null: not answered. `none`: the department has nothing on record.
  outcome text CONSTRAINT item_outcome_is_known CHECK (outcome IN ('found', 'none')),
  value jsonb,
  -- The day the department's data are of.
  data_on date,
  PRIMARY KEY (tenant_id, request_id, code),
  CONSTRAINT item_value_is_a_finding CHECK ((value IS NOT NULL) = (outcome IS NOT NULL AND outcome = 'found')),
  CONSTRAINT item_answer_has_an_age CHECK ((data_on IS NOT NULL) = (outcome IS NOT NULL))
);
SELECT platform.distribute('means_check.item');
SELECT platform.guard('means_check.item', 'place_id');
ALTER TABLE means_check.item ADD CONSTRAINT item_belongs_to_a_request
  FOREIGN KEY (tenant_id, request_id) REFERENCES means_check.request (tenant_id, id);
CREATE INDEX item_by_report ON means_check.item (tenant_id, report_id);

-- Every try that came to nothing.
CREATE TABLE means_check.attempt (
  tenant_id int NOT NULL,
  request_id uuid NOT NULL,
  number int NOT NULL,
  at timestamptz NOT NULL,
  trouble text NOT NULL,
  PRIMARY KEY (tenant_id, request_id, number)
);
SELECT platform.distribute('means_check.attempt');
SELECT platform.guard('means_check.attempt');
SELECT platform.append_only('means_check.attempt');
ALTER TABLE means_check.attempt ADD CONSTRAINT attempt_belongs_to_a_request
  FOREIGN KEY (tenant_id, request_id) REFERENCES means_check.request (tenant_id, id);

-- The answers as they came, sealed, with digest and signature. Never edited.
CREATE TABLE means_check.answer (
  tenant_id int NOT NULL,
  request_id uuid NOT NULL,
  number int NOT NULL,
  received_at timestamptz NOT NULL,
  body bytea NOT NULL,
  sha256 text NOT NULL CONSTRAINT answer_hash_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  signature text NOT NULL,
  is_simulated boolean NOT NULL,
  PRIMARY KEY (tenant_id, request_id, number)
);
SELECT platform.distribute('means_check.answer');
SELECT platform.guard('means_check.answer');
SELECT platform.append_only('means_check.answer');
ALTER TABLE means_check.answer ADD CONSTRAINT answer_belongs_to_a_request
  FOREIGN KEY (tenant_id, request_id) REFERENCES means_check.request (tenant_id, id);

-- What the family says to a difference.
CREATE TABLE means_check.family_answer (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  line text NOT NULL,
  says text NOT NULL CONSTRAINT family_answer_is_known CHECK (says IN ('agrees', 'objects')),
  note text NOT NULL,
  document_id uuid,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT family_objection_is_explained CHECK (says = 'agrees' OR note <> '' OR document_id IS NOT NULL)
);
SELECT platform.distribute('means_check.family_answer');
SELECT platform.guard('means_check.family_answer');
SELECT platform.append_only('means_check.family_answer');
ALTER TABLE means_check.family_answer ADD CONSTRAINT family_answer_belongs_to_a_report
  FOREIGN KEY (tenant_id, report_id) REFERENCES means_check.report (tenant_id, id);

-- Which value counts, decided by a person; the newest of a line holds.
CREATE TABLE means_check.settlement (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  report_id uuid NOT NULL,
  line text NOT NULL,
  takes text NOT NULL CONSTRAINT settlement_is_known CHECK (takes IN ('declared', 'found', 'confirmed')),
  value jsonb,
  why text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('means_check.settlement');
SELECT platform.guard('means_check.settlement');
SELECT platform.append_only('means_check.settlement');
ALTER TABLE means_check.settlement ADD CONSTRAINT settlement_belongs_to_a_report
  FOREIGN KEY (tenant_id, report_id) REFERENCES means_check.report (tenant_id, id);

-- A named person lets a case go on without these sources.
CREATE TABLE means_check.exception (
  tenant_id int NOT NULL,
  report_id uuid NOT NULL,
  number int NOT NULL,
  departments text[] NOT NULL CONSTRAINT exception_names_sources CHECK (cardinality(departments) > 0),
  why text NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, report_id, number)
);
SELECT platform.distribute('means_check.exception');
SELECT platform.guard('means_check.exception');
SELECT platform.append_only('means_check.exception');
ALTER TABLE means_check.exception ADD CONSTRAINT exception_belongs_to_a_report
  FOREIGN KEY (tenant_id, report_id) REFERENCES means_check.report (tenant_id, id);
