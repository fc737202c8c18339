-- The procedure a case was opened under, word for word: a file that is edited later changes no running case.
CREATE TABLE casework.procedure (
  tenant_id int NOT NULL,
  -- SHA-256 of the content, hexadecimal.
  hash text NOT NULL,
  region text NOT NULL,
  programme text NOT NULL,
  valid_from date NOT NULL,
  -- Text, not jsonb: the order of stages and moves is part of it.
  content text NOT NULL,
  PRIMARY KEY (tenant_id, hash)
);
SELECT platform.distribute('casework.procedure');
SELECT platform.guard('casework.procedure');
SELECT platform.append_only('casework.procedure');

-- Null: opened before procedures were kept; the next move keeps the one it runs under then.
ALTER TABLE casework.case_record ADD COLUMN procedure_hash text;
ALTER TABLE casework.case_record ADD CONSTRAINT case_has_its_procedure
  FOREIGN KEY (tenant_id, procedure_hash) REFERENCES casework.procedure (tenant_id, hash);
