-- Entries of the ledger that one person asks for and another confirms: an allotment taken back, a repayment received.
-- Nothing is posted before the second person has confirmed.
CREATE TABLE payouts.asked_entry (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL CONSTRAINT asked_kind_is_known CHECK (kind IN ('allotment-reversal', 'repayment')),
  -- The ledger entry of the allotment, or the claim (a correction that is owed).
  about_id uuid NOT NULL,
  fen bigint NOT NULL CONSTRAINT asked_moves_something CHECK (fen > 0),
  -- Why it is taken back, or the receipt of what came in.
  reason text NOT NULL,
  -- The day the money came in; a reversal has none.
  received_on date,
  state text NOT NULL CONSTRAINT asked_state_is_known CHECK (state IN ('asked', 'confirmed', 'refused')),
  asked_at timestamptz NOT NULL,
  asked_by text NOT NULL,
  asked_name text NOT NULL,
  decided_at timestamptz,
  decided_by text,
  decided_name text,
  decided_reason text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT asked_is_decided_whole CHECK ((state = 'asked') = (decided_by IS NULL)
    AND (decided_by IS NULL) = (decided_at IS NULL) AND (state = 'refused') = (decided_reason IS NOT NULL)),
  CONSTRAINT asked_is_confirmed_by_another CHECK (state <> 'confirmed' OR decided_by <> asked_by),
  CONSTRAINT repayment_has_its_day CHECK ((kind = 'repayment') = (received_on IS NOT NULL))
);
SELECT platform.distribute('payouts.asked_entry');
SELECT platform.guard('payouts.asked_entry');
-- An allotment is taken back once.
CREATE UNIQUE INDEX asked_reversal_is_one ON payouts.asked_entry (tenant_id, about_id)
  WHERE kind = 'allotment-reversal' AND state <> 'refused';
-- A receipt stands for one repayment of a claim.
CREATE UNIQUE INDEX asked_receipt_is_one ON payouts.asked_entry (tenant_id, about_id, reason)
  WHERE kind = 'repayment' AND state <> 'refused';

-- What of a claim came back.
ALTER TABLE payouts.correction ADD COLUMN repaid_fen bigint NOT NULL DEFAULT 0
  CONSTRAINT correction_is_not_overpaid CHECK (repaid_fen >= 0 AND (repaid_fen = 0 OR repaid_fen <= -fen));
