-- The county visits at least a share of the cases before it confirms, drawn at random: who waits, what was drawn by
-- which seed, and who was drawn. A draw never changes, so that anybody can draw it again from its seed.
CREATE TABLE sampling.draw (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  programme text NOT NULL,
  -- Canonical code of the town, and the month in which the cases came to the county.
  town text NOT NULL,
  month text NOT NULL,
  -- 64 hexadecimal digits, from the machine's random source.
  seed text NOT NULL,
  share_min int NOT NULL CONSTRAINT share_is_a_per_cent CHECK (share_min >= 1 AND share_min <= 100),
  source text NOT NULL,
  drawn_at timestamptz NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('sampling.draw');
SELECT platform.guard('sampling.draw');
CREATE INDEX draw_by_group ON sampling.draw (tenant_id, programme, town, month);

CREATE TABLE sampling.candidate (
  tenant_id int NOT NULL,
  case_id uuid NOT NULL,
  -- From 1; a case that comes back to the county is drawn anew.
  round int NOT NULL,
  case_number text NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  town text NOT NULL,
  month text NOT NULL,
  draw_id uuid,
  is_drawn boolean,
  PRIMARY KEY (tenant_id, case_id, round),
  CONSTRAINT candidate_is_drawn_by_a_draw CHECK ((draw_id IS NULL) = (is_drawn IS NULL))
);
SELECT platform.distribute('sampling.candidate');
SELECT platform.guard('sampling.candidate', 'place_id');
ALTER TABLE sampling.candidate ADD CONSTRAINT candidate_belongs_to_a_draw
  FOREIGN KEY (tenant_id, draw_id) REFERENCES sampling.draw (tenant_id, id);
CREATE INDEX candidate_by_group ON sampling.candidate (tenant_id, programme, town, month) WHERE draw_id IS NULL;
CREATE INDEX candidate_by_household ON sampling.candidate (tenant_id, household_id);
CREATE INDEX candidate_by_draw ON sampling.candidate (tenant_id, draw_id);
