-- The proposal to end the support of one person, put up for its days before it is decided, and what is objected to it.
-- What the public reads stands in a table of its own: the name, and what is proposed. No ground, no amount, no family.
CREATE TABLE public_notice.ending_notice (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  -- The review that proposes the ending.
  review_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  round int NOT NULL CONSTRAINT ending_notice_round_is_counted CHECK (round >= 1),
  -- `to-end` it is proposed to end · `goes-on` decided again after an objection: it does not end.
  says text NOT NULL CONSTRAINT ending_notice_says_is_known CHECK (says IN ('to-end', 'goes-on')),
  state text NOT NULL CONSTRAINT ending_notice_state_is_known
    CHECK (state IN ('shown', 'not-shown', 'ended', 'objected', 'taken-down')),
  put_up_on date NOT NULL,
  last_day date NOT NULL,
  -- 24:00 of the last day.
  closes_at timestamptz NOT NULL,
  days int NOT NULL,
  source text NOT NULL,
  taken_down_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT ending_notice_has_one_round UNIQUE (tenant_id, review_id, round)
);
SELECT platform.distribute('public_notice.ending_notice');
SELECT platform.guard('public_notice.ending_notice', 'place_id');
-- A proposal has one notice hanging, whatever happens at once.
CREATE UNIQUE INDEX ending_notice_hangs_once ON public_notice.ending_notice (tenant_id, review_id)
  WHERE taken_down_at IS NULL;
CREATE INDEX ending_notice_by_household ON public_notice.ending_notice (tenant_id, household_id);

-- All that the public may read of it. Emptied when it is taken down; the empty row answers “it is over”.
CREATE TABLE public_notice.ending_notice_card (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  put_up_on date NOT NULL,
  last_day date NOT NULL,
  closes_at timestamptz NOT NULL,
  says text NOT NULL,
  person text,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('public_notice.ending_notice_card');
SELECT platform.guard('public_notice.ending_notice_card');
ALTER TABLE public_notice.ending_notice_card ADD CONSTRAINT ending_card_belongs_to_a_notice
  FOREIGN KEY (tenant_id, id) REFERENCES public_notice.ending_notice (tenant_id, id);
CREATE INDEX ending_card_by_place ON public_notice.ending_notice_card (tenant_id, place_id) WHERE person IS NOT NULL;

-- Who objects and what they say stay sealed. The decision made again is the answer.
CREATE TABLE public_notice.ending_objection (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  review_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  received_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  objector bytea NOT NULL,
  said bytea NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('public_notice.ending_objection');
SELECT platform.guard('public_notice.ending_objection', 'place_id');
ALTER TABLE public_notice.ending_objection ADD CONSTRAINT objection_is_to_an_ending_notice
  FOREIGN KEY (tenant_id, notice_id) REFERENCES public_notice.ending_notice (tenant_id, id);
CREATE INDEX ending_objection_by_review ON public_notice.ending_objection (tenant_id, review_id);
