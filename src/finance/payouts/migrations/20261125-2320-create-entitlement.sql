-- Rights to be paid, the monthly pay lists made of them, what stops a payment, and the accounts it goes to.
-- Months are stored as their first day. Amounts are whole fen.

-- A new id (version 7) at a moment, for rows that are made many at once inside the database.
CREATE FUNCTION payouts.new_id(at timestamptz) RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send(floor(extract(epoch FROM at) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1),
    'hex')::uuid
$$;

-- What one month of a rate is. A year is eleven equal months rounded up and a December that makes it exact.
CREATE FUNCTION payouts.month_fen(per text, fen bigint, rate_from date, month date) RETURNS bigint
LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE per
    WHEN 'month' THEN fen
    WHEN 'once' THEN CASE WHEN month = rate_from THEN fen ELSE 0 END
    WHEN 'year' THEN CASE WHEN extract(month FROM month) = 12 THEN fen - 11 * ((fen + 11) / 12) ELSE (fen + 11) / 12 END
    ELSE 0 END
$$;

CREATE TABLE payouts.entitlement (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  exclusion_group text NOT NULL,
  -- Whose money pays it.
  source text NOT NULL,
  from_month date NOT NULL CONSTRAINT entitlement_from_is_a_month CHECK (extract(day FROM from_month) = 1),
  -- The first month that is not paid any more; null: open.
  stops_month date CONSTRAINT entitlement_stops_after_it_begins CHECK (stops_month >= from_month),
  is_once boolean NOT NULL,
  -- Goes up by one with every version; also the lock of its commands.
  version int NOT NULL,
  -- The last benefit month that stands on an approved list; null: none yet.
  lined_through date,
  origin text NOT NULL CONSTRAINT entitlement_origin_is_known CHECK (origin IN ('decision', 'legacy')),
  -- Id of the decision, or the document of before.
  origin_ref text NOT NULL,
  case_number text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT entitlement_is_granted_once UNIQUE (tenant_id, household_id, programme, origin, origin_ref),
  CONSTRAINT entitlement_is_one_of_its_kind EXCLUDE USING gist (
    tenant_id WITH =, household_id WITH =, exclusion_group WITH =, daterange(from_month, stops_month) WITH &&)
    WHERE (NOT is_once)
);
SELECT platform.distribute('payouts.entitlement');
SELECT platform.guard('payouts.entitlement', 'place_id');
CREATE INDEX entitlement_by_programme ON payouts.entitlement (tenant_id, programme);

-- From `from_month` on the right is this, until a later version says otherwise. None is overwritten; `undo` takes the
-- one it names back.
CREATE TABLE payouts.entitlement_version (
  tenant_id int NOT NULL,
  entitlement_id uuid NOT NULL,
  version int NOT NULL,
  kind text NOT NULL CONSTRAINT version_kind_is_known CHECK (kind IN ('grant', 'change', 'end', 'undo')),
  per text CONSTRAINT version_per_is_known CHECK (per IN ('month', 'year', 'once')),
  fen bigint CONSTRAINT version_pays_something CHECK (fen > 0),
  from_month date NOT NULL,
  why text NOT NULL,
  decision_id text,
  undoes int,
  at timestamptz NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  PRIMARY KEY (tenant_id, entitlement_id, version),
  CONSTRAINT version_is_undone_once UNIQUE (tenant_id, entitlement_id, undoes),
  CONSTRAINT version_is_decided_once UNIQUE (tenant_id, entitlement_id, kind, decision_id),
  CONSTRAINT version_is_whole CHECK ((kind IN ('grant', 'change')) = (fen IS NOT NULL) AND (fen IS NULL) = (per IS NULL)
    AND (kind = 'undo') = (undoes IS NOT NULL))
);
SELECT platform.distribute('payouts.entitlement_version');
SELECT platform.guard('payouts.entitlement_version');
SELECT platform.append_only('payouts.entitlement_version');
ALTER TABLE payouts.entitlement_version ADD CONSTRAINT version_is_of_a_right
  FOREIGN KEY (tenant_id, entitlement_id) REFERENCES payouts.entitlement (tenant_id, id);

-- What is kept back for a right in a budget year and is not payable yet.
CREATE TABLE payouts.reservation (
  tenant_id int NOT NULL,
  entitlement_id uuid NOT NULL,
  year int NOT NULL,
  fen bigint NOT NULL CONSTRAINT reservation_is_not_negative CHECK (fen >= 0),
  PRIMARY KEY (tenant_id, entitlement_id, year)
);
SELECT platform.distribute('payouts.reservation');
SELECT platform.guard('payouts.reservation');
ALTER TABLE payouts.reservation ADD CONSTRAINT reservation_is_of_a_right
  FOREIGN KEY (tenant_id, entitlement_id) REFERENCES payouts.entitlement (tenant_id, id);

CREATE TABLE payouts.run (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  number text NOT NULL,
  programme text NOT NULL,
  month date NOT NULL,
  -- The second list of a month holds what the first one could not: released holds, late decisions.
  sequence int NOT NULL,
  state text NOT NULL CONSTRAINT run_state_is_known CHECK (state IN ('draft', 'frozen', 'approved', 'done')),
  due_on date NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_name text NOT NULL,
  frozen_at timestamptz,
  frozen_by text,
  frozen_name text,
  approved_at timestamptz,
  approved_by text,
  approved_name text,
  back_at timestamptz,
  back_name text,
  back_reason text,
  -- Feeds that were asked: [{"name", "at", "holds"}].
  checks jsonb NOT NULL DEFAULT '[]',
  -- As approved; while it is open the lines are counted.
  lines int,
  fen bigint,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT run_of_a_month_is_one UNIQUE (tenant_id, programme, month, sequence),
  CONSTRAINT run_is_approved_by_another CHECK (approved_by IS NULL OR (approved_by <> made_by AND approved_by <> frozen_by))
);
SELECT platform.distribute('payouts.run');
SELECT platform.guard('payouts.run');
-- One open list per programme: months go one after the other.
CREATE UNIQUE INDEX run_is_open_alone ON payouts.run (tenant_id, programme) WHERE state IN ('draft', 'frozen');

CREATE TABLE payouts.hold (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  cause text NOT NULL CONSTRAINT hold_cause_is_known CHECK (cause IN ('death', 'signal', 'office')),
  why text NOT NULL,
  evidence jsonb NOT NULL DEFAULT '{}',
  state text NOT NULL CONSTRAINT hold_state_is_known CHECK (state IN ('open', 'released', 'ended')),
  at timestamptz NOT NULL,
  by_id text NOT NULL,
  by_name text NOT NULL,
  closed_at timestamptz,
  closed_by text,
  closed_name text,
  closed_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT hold_closes_with_a_reason CHECK ((state = 'open') = (closed_reason IS NULL))
);
SELECT platform.distribute('payouts.hold');
SELECT platform.guard('payouts.hold', 'place_id');
CREATE UNIQUE INDEX hold_of_a_cause_is_one ON payouts.hold (tenant_id, household_id, programme, cause)
  WHERE state = 'open';

-- What a back-dated change means for a month that stands on an approved list: more (arrears) or less (to be recovered).
CREATE TABLE payouts.correction (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  entitlement_id uuid NOT NULL,
  -- The version that brought it.
  version int NOT NULL,
  month date NOT NULL,
  fen bigint NOT NULL CONSTRAINT correction_corrects CHECK (fen <> 0),
  original_line_id uuid,
  -- waiting → lined (arrears on an approved list) · owed (to be recovered) · cancelled (the change was undone)
  state text NOT NULL CONSTRAINT correction_state_is_known CHECK (state IN ('waiting', 'lined', 'owed', 'cancelled')),
  -- The ledger entry of a recovery; null until the original is really paid.
  entry_id uuid,
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT correction_has_its_sign CHECK (state = 'cancelled' OR (fen < 0) = (state = 'owed'))
);
SELECT platform.distribute('payouts.correction');
SELECT platform.guard('payouts.correction');
ALTER TABLE payouts.correction ADD CONSTRAINT correction_is_of_a_right
  FOREIGN KEY (tenant_id, entitlement_id) REFERENCES payouts.entitlement (tenant_id, id);
CREATE INDEX correction_by_right ON payouts.correction (tenant_id, entitlement_id);

CREATE TABLE payouts.account (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  -- Holder and number are ciphertext; the last four digits are shown.
  holder bytea NOT NULL,
  bank text NOT NULL,
  number bytea NOT NULL,
  last_four text NOT NULL,
  state text NOT NULL CONSTRAINT account_state_is_known CHECK (state IN ('proposed', 'active', 'replaced', 'refused')),
  why text NOT NULL,
  proposed_at timestamptz NOT NULL,
  proposed_by text NOT NULL,
  proposed_name text NOT NULL,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT account_is_decided_by_another CHECK (decided_by IS NULL OR decided_by <> proposed_by)
);
SELECT platform.distribute('payouts.account');
SELECT platform.guard('payouts.account', 'place_id');
CREATE UNIQUE INDEX account_in_use_is_one ON payouts.account (tenant_id, household_id) WHERE state = 'active';
CREATE INDEX account_by_household ON payouts.account (tenant_id, household_id);

CREATE TABLE payouts.line (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  run_id uuid NOT NULL,
  entitlement_id uuid NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  source text NOT NULL,
  budget_year int NOT NULL,
  month date NOT NULL,
  kind text NOT NULL CONSTRAINT line_kind_is_known CHECK (kind IN ('regular', 'arrears')),
  fen bigint NOT NULL CONSTRAINT line_pays_something CHECK (fen > 0),
  -- The version of the right whose rate it is, and the right's version when it was computed.
  version int NOT NULL,
  right_version int NOT NULL,
  movement text NOT NULL,
  before_fen bigint,
  original_line_id uuid,
  correction_id uuid,
  -- Came over from an earlier list: computing again does not make it anew.
  is_carried boolean NOT NULL DEFAULT false,
  state text NOT NULL CONSTRAINT line_state_is_known CHECK (state IN
    ('listed', 'held', 'waiting', 'payable', 'in-bank', 'paid', 'returned', 'stopped')),
  hold_id uuid,
  file_id uuid,
  attempt int NOT NULL DEFAULT 0,
  settled_on date,
  reason text,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('payouts.line');
SELECT platform.guard('payouts.line', 'place_id');
ALTER TABLE payouts.line ADD CONSTRAINT line_is_on_a_list
  FOREIGN KEY (tenant_id, run_id) REFERENCES payouts.run (tenant_id, id);
ALTER TABLE payouts.line ADD CONSTRAINT line_is_of_a_right
  FOREIGN KEY (tenant_id, entitlement_id) REFERENCES payouts.entitlement (tenant_id, id);
-- A month of a right is paid once, however often it is sent.
CREATE UNIQUE INDEX line_of_a_month_is_one ON payouts.line (tenant_id, entitlement_id, month) WHERE kind = 'regular';
CREATE UNIQUE INDEX line_of_a_correction_is_one ON payouts.line (tenant_id, correction_id) WHERE kind = 'arrears';
CREATE INDEX line_by_run ON payouts.line (tenant_id, run_id);
CREATE INDEX line_by_household ON payouts.line (tenant_id, household_id);

-- One sending of one line through a payment route.
CREATE TABLE payouts.transfer (
  tenant_id int NOT NULL,
  line_id uuid NOT NULL,
  attempt int NOT NULL,
  file_id uuid NOT NULL,
  account_id uuid NOT NULL,
  fen bigint NOT NULL,
  state text NOT NULL CONSTRAINT transfer_state_is_known CHECK (state IN ('in-bank', 'paid', 'returned')),
  sent_on date NOT NULL,
  settled_on date,
  reason text,
  PRIMARY KEY (tenant_id, line_id, attempt)
);
SELECT platform.distribute('payouts.transfer');
SELECT platform.guard('payouts.transfer');
ALTER TABLE payouts.transfer ADD CONSTRAINT transfer_is_of_a_line
  FOREIGN KEY (tenant_id, line_id) REFERENCES payouts.line (tenant_id, id);
-- Never twice: a line that is with the bank or paid is not sent again.
CREATE UNIQUE INDEX transfer_succeeds_once ON payouts.transfer (tenant_id, line_id) WHERE state IN ('in-bank', 'paid');
CREATE INDEX transfer_by_file ON payouts.transfer (tenant_id, file_id);
