-- What a household repaid on a claim that fell since, or paid beyond what was claimed, is its own: one row per benefit
-- month, booked in the ledger (to-refund) in the transaction that lets the claim fall. One person says how it is returned,
-- another confirms. By the bank it travels as a line of the next pay list.
CREATE TABLE payouts.refund (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  -- The right whose month was claimed back.
  entitlement_id uuid NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  source text NOT NULL,
  month date NOT NULL CONSTRAINT refund_month_is_its_first_day CHECK (extract(day FROM month) = 1),
  fen bigint NOT NULL CONSTRAINT refund_returns_something CHECK (fen > 0),
  cause text NOT NULL CONSTRAINT refund_cause_is_known CHECK (cause IN ('claim-fell', 'surplus')),
  -- The version of the right that let the claim fall, or was in force when more came in than was claimed.
  version int NOT NULL,
  -- The recorded repayment that brought a surplus.
  repayment_id uuid,
  since timestamptz NOT NULL,
  -- The ledger entry that knows of it.
  entry_id uuid NOT NULL,
  -- open → asked (one said how) → approved (by the bank, on its way) → done · withdrawn (claimed again before anybody
  -- had confirmed). What the bank returns is open again.
  state text NOT NULL CONSTRAINT refund_state_is_known
    CHECK (state IN ('open', 'asked', 'approved', 'done', 'withdrawn')),
  proposal_id uuid,
  -- The day it was with the household.
  done_on date,
  -- Why it did not arrive the last time: the bank returned it, in its words, or a hold ended without payment.
  failed_on date,
  failed_by text CONSTRAINT refund_failure_is_known CHECK (failed_by IN ('bank', 'hold')),
  failed_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT refund_surplus_came_with_a_repayment CHECK ((cause = 'surplus') = (repayment_id IS NOT NULL)),
  CONSTRAINT refund_on_its_way_has_a_proposal CHECK ((state IN ('asked', 'approved', 'done')) = (proposal_id IS NOT NULL)),
  CONSTRAINT refund_is_done_on_a_day CHECK ((state = 'done') = (done_on IS NOT NULL)),
  CONSTRAINT refund_failed_whole CHECK ((failed_on IS NULL) = (failed_by IS NULL)
    AND (failed_by IS NOT DISTINCT FROM 'bank') = (failed_reason IS NOT NULL))
);
SELECT platform.distribute('payouts.refund');
SELECT platform.guard('payouts.refund', 'place_id');
ALTER TABLE payouts.refund ADD CONSTRAINT refund_is_of_a_right
  FOREIGN KEY (tenant_id, entitlement_id) REFERENCES payouts.entitlement (tenant_id, id);
CREATE INDEX refund_by_household ON payouts.refund (tenant_id, household_id, programme);
CREATE INDEX refund_by_right ON payouts.refund (tenant_id, entitlement_id, month);
-- The work list: few of many, the oldest first.
CREATE INDEX refund_not_done ON payouts.refund (tenant_id, since) WHERE state IN ('open', 'asked', 'approved');

-- How everything that is open for one household and programme goes back: said by one, confirmed by another.
CREATE TABLE payouts.refund_proposal (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  place_id int NOT NULL,
  household_id uuid NOT NULL,
  programme text NOT NULL,
  fen bigint NOT NULL CONSTRAINT refund_proposal_returns_something CHECK (fen > 0),
  way text NOT NULL CONSTRAINT refund_way_is_known CHECK (way IN ('bank', 'hand')),
  -- By hand: number of the voucher the household signed, and the day it got the money.
  voucher text,
  paid_on date,
  -- Why it goes by hand, and why it was not confirmed: ciphertext.
  words bytea,
  -- lapsed: what it was about changed before anybody had confirmed.
  state text NOT NULL CONSTRAINT refund_proposal_state_is_known
    CHECK (state IN ('asked', 'confirmed', 'refused', 'lapsed')),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  asked_name text NOT NULL,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  decided_words bytea,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT refund_by_hand_has_its_voucher CHECK ((way = 'hand') = (voucher IS NOT NULL)
    AND (voucher IS NULL) = (paid_on IS NULL) AND (voucher IS NULL) = (words IS NULL)),
  CONSTRAINT refund_is_confirmed_by_another CHECK (state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_by <> asked_by)),
  CONSTRAINT refund_proposal_is_decided_whole CHECK ((state IN ('confirmed', 'refused')) = (decided_by IS NOT NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL) AND (state = 'refused') = (decided_words IS NOT NULL))
);
SELECT platform.distribute('payouts.refund_proposal');
SELECT platform.guard('payouts.refund_proposal', 'place_id');
ALTER TABLE payouts.refund ADD CONSTRAINT refund_goes_by_a_proposal
  FOREIGN KEY (tenant_id, proposal_id) REFERENCES payouts.refund_proposal (tenant_id, id);
CREATE INDEX refund_proposal_by_household ON payouts.refund_proposal (tenant_id, household_id, programme);
-- One at a time for a household and programme, and one voucher stands for one return.
CREATE UNIQUE INDEX refund_proposal_is_alone ON payouts.refund_proposal (tenant_id, household_id, programme)
  WHERE state = 'asked';
CREATE UNIQUE INDEX refund_voucher_is_one ON payouts.refund_proposal (tenant_id, voucher)
  WHERE state IN ('asked', 'confirmed');

-- A line that returns what was repaid. It takes nothing of what is free or kept back.
ALTER TABLE payouts.line DROP CONSTRAINT line_kind_is_known;
ALTER TABLE payouts.line ADD CONSTRAINT line_kind_is_known CHECK (kind IN ('regular', 'arrears', 'refund'));
ALTER TABLE payouts.line ADD COLUMN refund_id uuid;
ALTER TABLE payouts.line ADD CONSTRAINT line_returns_a_refund CHECK ((kind = 'refund') = (refund_id IS NOT NULL));
ALTER TABLE payouts.line ADD CONSTRAINT line_is_for_a_refund
  FOREIGN KEY (tenant_id, refund_id) REFERENCES payouts.refund (tenant_id, id);
-- A refund is on its way once; what the bank returned, or a hold kept, ended there.
CREATE UNIQUE INDEX line_of_a_refund_is_one ON payouts.line (tenant_id, refund_id) WHERE state <> 'stopped';
