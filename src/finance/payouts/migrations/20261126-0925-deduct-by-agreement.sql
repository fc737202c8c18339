-- A family agrees in writing that what it owes is kept back from later payments, so much a month. The agreement is an
-- entry asked for by one and confirmed by another; the family can take it back at any time.
ALTER TABLE payouts.asked_entry DROP CONSTRAINT asked_kind_is_known;
ALTER TABLE payouts.asked_entry ADD CONSTRAINT asked_kind_is_known
  CHECK (kind IN ('allotment-reversal', 'repayment', 'deduction'));
-- The day the money came in, or the day the family signed.
ALTER TABLE payouts.asked_entry DROP CONSTRAINT repayment_has_its_day;
ALTER TABLE payouts.asked_entry ADD CONSTRAINT asked_has_its_day
  CHECK ((kind = 'allotment-reversal') = (received_on IS NULL));
ALTER TABLE payouts.asked_entry ADD COLUMN ended_at timestamptz;
ALTER TABLE payouts.asked_entry ADD COLUMN ended_name text;
ALTER TABLE payouts.asked_entry ADD COLUMN ended_reason text;
ALTER TABLE payouts.asked_entry ADD CONSTRAINT asked_ends_whole CHECK (ended_at IS NULL
  OR (kind = 'deduction' AND state = 'confirmed' AND ended_name IS NOT NULL AND ended_reason IS NOT NULL));
CREATE UNIQUE INDEX asked_deduction_is_one ON payouts.asked_entry (tenant_id, about_id)
  WHERE kind = 'deduction' AND state <> 'refused' AND ended_at IS NULL;

-- Of what a line pays for its month, how much stays here against claims. The bank gets the rest, and something always.
ALTER TABLE payouts.line ADD COLUMN deducted_fen bigint NOT NULL DEFAULT 0
  CONSTRAINT line_pays_something_out CHECK (deducted_fen >= 0 AND deducted_fen < fen);

-- What of a line is kept back for which claim: planned while the list is open, booked when it is approved, reversed when
-- the line is not paid after all.
CREATE TABLE payouts.deduction (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  line_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  agreement_id uuid NOT NULL,
  fen bigint NOT NULL CONSTRAINT deduction_keeps_something CHECK (fen > 0),
  state text NOT NULL CONSTRAINT deduction_state_is_known CHECK (state IN ('planned', 'booked', 'reversed')),
  at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, id)
);
SELECT platform.distribute('payouts.deduction');
SELECT platform.guard('payouts.deduction');
ALTER TABLE payouts.deduction ADD CONSTRAINT deduction_is_of_a_line
  FOREIGN KEY (tenant_id, line_id) REFERENCES payouts.line (tenant_id, id) ON DELETE CASCADE;
ALTER TABLE payouts.deduction ADD CONSTRAINT deduction_is_for_a_claim
  FOREIGN KEY (tenant_id, claim_id) REFERENCES payouts.correction (tenant_id, id);
CREATE UNIQUE INDEX deduction_of_a_line_is_one ON payouts.deduction (tenant_id, line_id, claim_id)
  WHERE state <> 'reversed';
CREATE INDEX deduction_by_claim ON payouts.deduction (tenant_id, claim_id);

-- A deduction that is reversed after its claim ended leaves a part of the claim that is asked for no more.
ALTER TABLE payouts.correction DROP CONSTRAINT correction_is_dropped_whole;
ALTER TABLE payouts.correction ADD CONSTRAINT correction_is_dropped_within CHECK (dropped_fen = 0
  OR (dropped_fen > 0 AND state = 'owed' AND entry_id IS NOT NULL AND dropped_fen <= -fen - repaid_fen));
