-- One-off subsidies under a document: who is on the list of which town, who is not and why, who approved it.
CREATE SCHEMA IF NOT EXISTS campaigns;

CREATE TABLE campaigns.campaign (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- `one-off-3`: its purse and its pay lists (payouts.one_off).
  programme text NOT NULL,
  name text NOT NULL,
  issuer text NOT NULL,
  document_number text NOT NULL,
  document_on date NOT NULL,
  -- The number without spaces and with one kind of bracket: two lists under one document are found by it.
  document_key text NOT NULL,
  cut_off date NOT NULL,
  due_before date NOT NULL CONSTRAINT campaign_is_due_after_its_cut_off CHECK (due_before > cut_off),
  pay_month date NOT NULL,
  source text NOT NULL CONSTRAINT campaign_source_is_known CHECK (source IN ('centre', 'province', 'city', 'county')),
  -- What the document says of those who died on or after the cut-off day; nobody assumes it.
  deceased text NOT NULL CONSTRAINT campaign_deceased_is_known CHECK (deceased IN ('household', 'heirs', 'excluded')),
  -- What it says of a person in two groups.
  overlap text NOT NULL CONSTRAINT campaign_overlap_is_known CHECK (overlap IN ('higher', 'first')),
  state text NOT NULL CONSTRAINT campaign_state_is_known CHECK (state IN ('open', 'cancelled')),
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_name text NOT NULL,
  cancelled_at timestamptz,
  cancelled_name text,
  cancelled_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT campaign_programme_is_its_own UNIQUE (tenant_id, programme),
  CONSTRAINT campaign_is_cancelled_whole CHECK ((state = 'cancelled') = (cancelled_at IS NOT NULL)
    AND (state = 'cancelled') = (cancelled_name IS NOT NULL) AND (state = 'cancelled') = (cancelled_reason IS NOT NULL))
);
SELECT platform.distribute('campaigns.campaign');
SELECT platform.guard('campaigns.campaign');

-- The groups in the order of the document, each with its amount a person.
CREATE TABLE campaigns.group_rule (
  tenant_id int NOT NULL,
  campaign_id uuid NOT NULL,
  ordinal int NOT NULL,
  -- As the document calls it.
  name text NOT NULL,
  -- Members of households with a right of this programme in force on the cut-off day.
  programme text NOT NULL,
  -- Only members younger than this on the cut-off day; null: every member.
  age_under int CONSTRAINT group_age_is_of_a_person CHECK (age_under BETWEEN 1 AND 150),
  fen bigint NOT NULL CONSTRAINT group_pays_something CHECK (fen > 0),
  PRIMARY KEY (tenant_id, campaign_id, ordinal)
);
SELECT platform.distribute('campaigns.group_rule');
SELECT platform.guard('campaigns.group_rule');
SELECT platform.append_only('campaigns.group_rule');
ALTER TABLE campaigns.group_rule ADD CONSTRAINT group_is_of_a_campaign
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign (tenant_id, id);

-- The list of one town. Towns approve apart from each other; the persons are of one list all the same. Further lists of a
-- town carry who could not be on the earlier ones: no account yet, born and entered late.
CREATE TABLE campaigns.part (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  -- The town.
  place_id int NOT NULL,
  sequence int NOT NULL,
  state text NOT NULL CONSTRAINT part_state_is_known
    CHECK (state IN ('draft', 'submitted', 'approved', 'cancelled')),
  drawn_at timestamptz,
  drawn_by text,
  drawn_name text,
  submitted_at timestamptz,
  submitted_by text,
  submitted_name text,
  approved_at timestamptz,
  approved_by text,
  approved_name text,
  back_at timestamptz,
  back_name text,
  back_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT part_of_a_town_has_its_number UNIQUE (tenant_id, campaign_id, place_id, sequence),
  CONSTRAINT part_is_approved_by_another
    CHECK (approved_by IS NULL OR (approved_by <> submitted_by AND approved_by <> drawn_by)),
  CONSTRAINT part_is_submitted_whole CHECK (state NOT IN ('submitted', 'approved') OR submitted_by IS NOT NULL)
);
SELECT platform.distribute('campaigns.part');
SELECT platform.guard('campaigns.part', 'place_id');
-- One list of a town is open at a time.
CREATE UNIQUE INDEX part_is_open_alone ON campaigns.part (tenant_id, campaign_id, place_id)
  WHERE state IN ('draft', 'submitted');
ALTER TABLE campaigns.part ADD CONSTRAINT part_is_of_a_campaign
  FOREIGN KEY (tenant_id, campaign_id) REFERENCES campaigns.campaign (tenant_id, id);

-- One person in one group: on the list, or not and why. No name is kept here.
CREATE TABLE campaigns.person (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  campaign_id uuid NOT NULL,
  part_id uuid NOT NULL,
  person_id uuid NOT NULL,
  household_id uuid NOT NULL,
  -- Keyed hash of the ID number, or the person's id.
  subject bytea NOT NULL,
  group_ordinal int NOT NULL,
  fen bigint NOT NULL,
  state text NOT NULL CONSTRAINT person_state_is_known CHECK (state IN ('listed', 'excluded', 'cancelled')),
  -- Why not, and the day, month or group it speaks of.
  reason text,
  detail text,
  died_on date,
  entitlement_id uuid,
  cancelled_at timestamptz,
  cancelled_name text,
  cancelled_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT person_excluded_has_a_reason CHECK ((state = 'excluded') = (reason IS NOT NULL)),
  CONSTRAINT person_cancelled_has_a_reason CHECK ((state = 'cancelled') = (cancelled_reason IS NOT NULL))
);
SELECT platform.distribute('campaigns.person');
SELECT platform.guard('campaigns.person', 'place_id');
ALTER TABLE campaigns.person ADD CONSTRAINT person_is_of_a_part
  FOREIGN KEY (tenant_id, part_id) REFERENCES campaigns.part (tenant_id, id);
-- However many groups and towns: once.
CREATE UNIQUE INDEX person_is_listed_once ON campaigns.person (tenant_id, campaign_id, subject) WHERE state = 'listed';
CREATE UNIQUE INDEX person_of_a_right_is_one ON campaigns.person (tenant_id, entitlement_id);
CREATE INDEX person_by_part ON campaigns.person (tenant_id, part_id, state);
CREATE INDEX person_by_household ON campaigns.person (tenant_id, household_id);

-- A person is on one approved list under a document, in whatever county: a keyed hash and nothing that tells where. No
-- tenant wall, because it has to see across; a row goes when the payment is taken back.
CREATE TABLE campaigns.listed_person (
  document_key text NOT NULL,
  subject bytea NOT NULL,
  campaign_id uuid NOT NULL,
  row_id uuid NOT NULL,
  CONSTRAINT person_is_listed_once_under_a_document PRIMARY KEY (document_key, subject)
);
SELECT platform.reference('campaigns.listed_person');
CREATE INDEX listed_person_by_row ON campaigns.listed_person (row_id);
