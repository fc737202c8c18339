-- Why a proposed account was refused is read by whoever entered it, beside the account. Earlier refusals have it in the
-- audit only.
ALTER TABLE payouts.account ADD COLUMN decided_reason text;
ALTER TABLE payouts.account ADD CONSTRAINT account_reason_is_of_a_refusal
  CHECK (decided_reason IS NULL OR state = 'refused');
