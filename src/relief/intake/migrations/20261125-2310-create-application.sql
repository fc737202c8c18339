-- Applications as they are entered at the window, from the first letter typed to the receipt.
CREATE TABLE intake.counter (
  tenant_id int NOT NULL,
  year int NOT NULL,
  last int NOT NULL,
  PRIMARY KEY (tenant_id, year)
);
SELECT platform.distribute('intake.counter');
SELECT platform.guard('intake.counter');

-- An application being filled in. What was typed stands in its parts, sealed: it holds names and ID numbers.
CREATE TABLE intake.draft (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- The window where it was begun.
  place_id int NOT NULL,
  programme text NOT NULL,
  lead_id uuid,
  state text NOT NULL CONSTRAINT draft_state_is_known CHECK (state IN ('open', 'registered', 'dropped')),
  case_id uuid,
  created_by_id text NOT NULL,
  created_by_name text NOT NULL,
  created_at timestamptz NOT NULL,
  saved_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT draft_registered_has_a_case CHECK ((state = 'registered') = (case_id IS NOT NULL))
);
SELECT platform.distribute('intake.draft');
SELECT platform.guard('intake.draft', 'place_id');
CREATE INDEX draft_by_state ON intake.draft (tenant_id, state, saved_at DESC);

-- One group of fields as typed last. Its version goes up by one with every save: two tabs do not overwrite each other.
CREATE TABLE intake.draft_part (
  tenant_id int NOT NULL,
  draft_id uuid NOT NULL,
  name text NOT NULL,
  place_id int NOT NULL,
  version int NOT NULL,
  typed bytea NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (tenant_id, draft_id, name)
);
SELECT platform.distribute('intake.draft_part');
SELECT platform.guard('intake.draft_part', 'place_id');
ALTER TABLE intake.draft_part ADD CONSTRAINT part_belongs_to_a_draft
  FOREIGN KEY (tenant_id, draft_id) REFERENCES intake.draft (tenant_id, id);

-- The application as the family stated it, frozen when it was registered and given its case.
CREATE TABLE intake.application (
  tenant_id int NOT NULL,
  case_id uuid NOT NULL,
  place_id int NOT NULL,
  draft_id uuid NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  -- Sealed: what was stated, who spoke, who wrote.
  stated bytea NOT NULL,
  registered_on date NOT NULL,
  accepted_on date,
  PRIMARY KEY (tenant_id, case_id),
  CONSTRAINT application_of_one_draft UNIQUE (tenant_id, draft_id)
);
SELECT platform.distribute('intake.application');
SELECT platform.guard('intake.application', 'place_id');
CREATE INDEX application_by_household ON intake.application (tenant_id, household_id);

CREATE TABLE intake.paper (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  draft_id uuid NOT NULL,
  case_id uuid,
  kind text NOT NULL,
  -- The member it is about: the key in the draft. Null for the household.
  member_key text,
  document_id uuid NOT NULL,
  sha256 text NOT NULL,
  added_at timestamptz NOT NULL,
  added_by text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT paper_is_given_once UNIQUE (tenant_id, draft_id, sha256)
);
SELECT platform.distribute('intake.paper');
SELECT platform.guard('intake.paper', 'place_id');
CREATE INDEX paper_by_case ON intake.paper (tenant_id, case_id);

-- Missing papers are asked for once (57号 art. 10); a second time only because of a fact that is new.
CREATE TABLE intake.paper_ask (
  tenant_id int NOT NULL,
  case_id uuid NOT NULL,
  ordinal int NOT NULL,
  place_id int NOT NULL,
  -- [{"kind": "medical-record", "member": "m2"}]
  papers jsonb NOT NULL,
  -- Sealed: the fact in words.
  new_fact bytea,
  asked_on date NOT NULL,
  asked_by text NOT NULL,
  PRIMARY KEY (tenant_id, case_id, ordinal),
  CONSTRAINT second_ask_has_a_new_fact CHECK (ordinal = 1 OR new_fact IS NOT NULL)
);
SELECT platform.distribute('intake.paper_ask');
SELECT platform.guard('intake.paper_ask', 'place_id');
SELECT platform.append_only('intake.paper_ask');
GRANT UPDATE (place_id) ON intake.paper_ask TO zhulian_app;

-- One member's agreement to be asked about, with the signed paper.
CREATE TABLE intake.authorisation (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  person_id uuid NOT NULL,
  programme text NOT NULL,
  scope text[] NOT NULL,
  signer text NOT NULL CONSTRAINT authorisation_signer_is_known CHECK (signer IN ('self', 'guardian')),
  -- Sealed: the guardian's name and relation; null when the person signed.
  guardian bytea,
  how text NOT NULL CONSTRAINT authorisation_way_is_known CHECK (how IN ('paper', 'drawn')),
  document_id uuid NOT NULL,
  -- Persons of the household when it was signed: whoever joins or leaves ends it.
  members uuid[] NOT NULL,
  signed_on date NOT NULL,
  -- Last day, where the paper names one.
  valid_until date,
  ended_on date,
  ended_why text CONSTRAINT authorisation_end_is_known CHECK (ended_why IN ('not-eligible', 'withdrawn', 'signed-again')),
  recorded_by text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT authorisation_by_guardian_names_one CHECK ((signer = 'guardian') = (guardian IS NOT NULL)),
  CONSTRAINT authorisation_ends_for_a_reason CHECK ((ended_on IS NULL) = (ended_why IS NULL)),
  CONSTRAINT authorisation_ends_after_it_begins CHECK (valid_until IS NULL OR valid_until >= signed_on)
);
SELECT platform.distribute('intake.authorisation');
SELECT platform.guard('intake.authorisation', 'place_id');
CREATE INDEX authorisation_by_case ON intake.authorisation (tenant_id, case_id, person_id);
-- One standing signature of a person in a case.
CREATE UNIQUE INDEX authorisation_stands_once ON intake.authorisation (tenant_id, case_id, person_id)
  WHERE ended_on IS NULL;

-- The second secret of a receipt. Holds no personal data and no place: the family's page has no officer's scope.
CREATE TABLE intake.receipt (
  tenant_id int NOT NULL,
  case_id uuid NOT NULL,
  number text NOT NULL,
  -- Keyed hash over number and code.
  secret_hash bytea NOT NULL,
  issued_at timestamptz NOT NULL,
  -- Wrong codes since the last right one.
  wrong int NOT NULL DEFAULT 0,
  closed_until timestamptz,
  PRIMARY KEY (tenant_id, case_id),
  CONSTRAINT receipt_number_is_its_own UNIQUE (tenant_id, number)
);
SELECT platform.distribute('intake.receipt');
SELECT platform.guard('intake.receipt');
