-- Letters and papers. A letter is composed with its decision and never again; the PDF is added once, when it is printed.

CREATE TABLE papers.letter (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- The place that handles the household; moves only with a hand-over.
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  decision_id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT letter_kind_is_known CHECK (kind IN ('decision', 'refusal')),
  number text NOT NULL,
  -- What it says, as composed (LetterContent). Fen as text.
  content jsonb NOT NULL,
  made_at timestamptz NOT NULL,
  made_on date NOT NULL,
  document_id uuid,
  sha256 text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT letter_is_made_once UNIQUE (tenant_id, decision_id),
  CONSTRAINT letter_number_is_its_own UNIQUE (tenant_id, number),
  CONSTRAINT letter_print_is_whole CHECK ((document_id IS NULL) = (sha256 IS NULL)),
  CONSTRAINT letter_hash_is_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$')
);
SELECT platform.distribute('papers.letter');
SELECT platform.guard('papers.letter', 'place_id');
SELECT platform.append_only('papers.letter');
-- What may move: who handles the household; and the print, which is written once (papers/letter-store).
GRANT UPDATE (place_id, document_id, sha256) ON papers.letter TO zhulian_app;
CREATE INDEX letter_by_case ON papers.letter (tenant_id, case_id, made_at DESC);

-- Numbers without gaps: one series an office, programme and year.
CREATE TABLE papers.letter_count (
  tenant_id int NOT NULL,
  series text NOT NULL,
  n int NOT NULL,
  PRIMARY KEY (tenant_id, series)
);
SELECT platform.distribute('papers.letter_count');
SELECT platform.guard('papers.letter_count');

-- A paper that came back signed: which form of which case, and the document it is kept as.
CREATE TABLE papers.returned (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  case_id uuid NOT NULL,
  household_id uuid NOT NULL,
  form text NOT NULL,
  -- Of an authorisation: whose.
  person_id uuid,
  document_id uuid NOT NULL,
  -- The code could not be read; a person said what the paper is.
  by_hand boolean NOT NULL,
  filed_at timestamptz NOT NULL,
  filed_on date NOT NULL,
  filed_by_id text NOT NULL,
  filed_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT returned_once UNIQUE (tenant_id, case_id, form, document_id)
);
SELECT platform.distribute('papers.returned');
SELECT platform.guard('papers.returned', 'place_id');
SELECT platform.append_only('papers.returned');
GRANT UPDATE (place_id) ON papers.returned TO zhulian_app;

-- Word layouts of the office, every version of them. Version 0 is ours and is not here.
CREATE TABLE papers.template (
  tenant_id int NOT NULL,
  form text NOT NULL CONSTRAINT template_form_is_a_letter CHECK (form IN ('decision', 'refusal')),
  version int NOT NULL CONSTRAINT template_version_counts CHECK (version >= 1),
  name text NOT NULL,
  bytes bytea NOT NULL,
  kept_at timestamptz NOT NULL,
  kept_by_id text NOT NULL,
  kept_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, form, version)
);
SELECT platform.distribute('papers.template');
SELECT platform.guard('papers.template');
SELECT platform.append_only('papers.template');

CREATE TABLE papers.template_in_use (
  tenant_id int NOT NULL,
  form text NOT NULL,
  version int NOT NULL,
  PRIMARY KEY (tenant_id, form)
);
SELECT platform.distribute('papers.template_in_use');
SELECT platform.guard('papers.template_in_use');
