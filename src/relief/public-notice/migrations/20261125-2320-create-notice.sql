-- The opinion put up for seven days, objections to it, and the result published afterwards. What the public reads stands
-- in card tables of its own with nothing else in them: a page cannot show what its table does not hold.

CREATE TABLE public_notice.notice (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  household_id uuid NOT NULL,
  -- The place that handles the household; moves only with a hand-over.
  place_id int NOT NULL,
  programme text NOT NULL,
  opinion_id uuid NOT NULL,
  round int NOT NULL CONSTRAINT notice_round_is_counted CHECK (round >= 1),
  state text NOT NULL CONSTRAINT notice_state_is_known
    CHECK (state IN ('shown', 'not-shown', 'ended', 'objected', 'taken-down')),
  not_shown_why text CONSTRAINT notice_not_shown_why_is_known CHECK (not_shown_why IN ('minor', 'programme')),
  put_up_on date NOT NULL,
  last_day date NOT NULL,
  -- 24:00 of the last day.
  closes_at timestamptz NOT NULL,
  days int NOT NULL,
  source text NOT NULL,
  taken_down_at timestamptz,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT notice_has_one_round UNIQUE (tenant_id, case_id, round),
  CONSTRAINT notice_not_shown_has_a_reason CHECK (state <> 'not-shown' OR not_shown_why IS NOT NULL)
);
SELECT platform.distribute('public_notice.notice');
SELECT platform.guard('public_notice.notice', 'place_id');
-- A case has one notice hanging, whatever happens at once.
CREATE UNIQUE INDEX notice_hangs_once ON public_notice.notice (tenant_id, case_id) WHERE state = 'shown';
CREATE INDEX notice_by_closing ON public_notice.notice (tenant_id, closes_at) WHERE state IN ('shown', 'not-shown');
CREATE INDEX notice_by_household ON public_notice.notice (tenant_id, household_id);

-- All that the public may read of a notice. Emptied when it is taken down; the empty row answers “it is over”.
CREATE TABLE public_notice.notice_card (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  put_up_on date NOT NULL,
  last_day date NOT NULL,
  closes_at timestamptz NOT NULL,
  applicant text,
  members int,
  amount_fen bigint,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT notice_card_is_shown_or_empty CHECK ((applicant IS NULL) = (members IS NULL)
    AND (applicant IS NOT NULL OR amount_fen IS NULL))
);
SELECT platform.distribute('public_notice.notice_card');
SELECT platform.guard('public_notice.notice_card');
ALTER TABLE public_notice.notice_card ADD CONSTRAINT notice_card_belongs_to_a_notice
  FOREIGN KEY (tenant_id, id) REFERENCES public_notice.notice (tenant_id, id);
CREATE INDEX notice_card_by_place ON public_notice.notice_card (tenant_id, place_id) WHERE applicant IS NOT NULL;

-- Who objects and what they say stay sealed. The answer is added once.
CREATE TABLE public_notice.objection (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  notice_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  received_at timestamptz NOT NULL,
  recorded_by text NOT NULL,
  recorded_by_name text NOT NULL,
  objector bytea NOT NULL,
  said bytea NOT NULL,
  evidence uuid[] NOT NULL,
  upheld boolean,
  answer bytea,
  answered_on date,
  answered_by text,
  answered_by_name text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT objection_answer_is_whole CHECK ((answer IS NULL) = (upheld IS NULL)
    AND (answer IS NULL) = (answered_on IS NULL) AND (answer IS NULL) = (answered_by IS NULL)
    AND (answer IS NULL) = (answered_by_name IS NULL))
);
SELECT platform.distribute('public_notice.objection');
SELECT platform.guard('public_notice.objection', 'place_id');
ALTER TABLE public_notice.objection ADD CONSTRAINT objection_is_to_a_notice
  FOREIGN KEY (tenant_id, notice_id) REFERENCES public_notice.notice (tenant_id, id);
CREATE INDEX objection_by_case ON public_notice.objection (tenant_id, case_id);

-- The result after confirmation: a record of its own, with another content and another end than the notice.
CREATE TABLE public_notice.publication (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  case_number text NOT NULL,
  decision_id uuid NOT NULL,
  household_id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  state text NOT NULL CONSTRAINT publication_state_is_known CHECK (state IN ('shown', 'ended', 'withdrawn')),
  published_on date NOT NULL,
  last_day date NOT NULL,
  closes_at timestamptz NOT NULL,
  source text NOT NULL,
  ended_at timestamptz,
  ended_why_zh text,
  ended_why_en text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT publication_is_one_per_decision UNIQUE (tenant_id, decision_id)
);
SELECT platform.distribute('public_notice.publication');
SELECT platform.guard('public_notice.publication', 'place_id');
CREATE INDEX publication_by_case ON public_notice.publication (tenant_id, case_id);
CREATE INDEX publication_by_household ON public_notice.publication (tenant_id, household_id);

CREATE TABLE public_notice.publication_card (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  programme text NOT NULL,
  published_on date NOT NULL,
  last_day date NOT NULL,
  closes_at timestamptz NOT NULL,
  applicant text,
  members int,
  amount_fen bigint,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT publication_card_is_shown_or_empty CHECK ((applicant IS NULL) = (members IS NULL)
    AND (applicant IS NOT NULL OR amount_fen IS NULL))
);
SELECT platform.distribute('public_notice.publication_card');
SELECT platform.guard('public_notice.publication_card');
ALTER TABLE public_notice.publication_card ADD CONSTRAINT publication_card_belongs_to_a_publication
  FOREIGN KEY (tenant_id, id) REFERENCES public_notice.publication (tenant_id, id);
CREATE INDEX publication_card_by_place ON public_notice.publication_card (tenant_id, place_id)
  WHERE applicant IS NOT NULL;
