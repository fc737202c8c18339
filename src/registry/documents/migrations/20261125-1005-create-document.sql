-- Papers as they came: original bytes, hash, kind, retention class, archive number.
CREATE SCHEMA IF NOT EXISTS documents;

-- The bytes, once per tenant however often they are handed in.
CREATE TABLE documents.content (
  tenant_id int NOT NULL,
  sha256 bytea NOT NULL,
  bytes bytea NOT NULL,
  PRIMARY KEY (tenant_id, sha256)
);
SELECT platform.distribute('documents.content');
SELECT platform.guard('documents.content');

CREATE TABLE documents.document (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- Handling place; null for an office's own paper, which only the whole tenant sees.
  place_id int,
  -- Null for a paper that is about no single household: a whole list.
  household_id uuid,
  kind text NOT NULL,
  name text NOT NULL,
  media_type text NOT NULL,
  size int NOT NULL,
  sha256 bytea NOT NULL,
  retention text NOT NULL,
  archive_number text,
  kept_at timestamptz NOT NULL,
  kept_by_id text NOT NULL,
  kept_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT document_is_not_empty CHECK (size > 0),
  CONSTRAINT document_of_a_household_has_a_place CHECK (household_id IS NULL OR place_id IS NOT NULL)
);
SELECT platform.distribute('documents.document');
SELECT platform.guard('documents.document', 'place_id');
ALTER TABLE documents.document ADD CONSTRAINT document_has_its_bytes
  FOREIGN KEY (tenant_id, sha256) REFERENCES documents.content (tenant_id, sha256);
CREATE INDEX document_by_household ON documents.document (tenant_id, household_id);
CREATE INDEX document_by_content ON documents.document (tenant_id, sha256);
