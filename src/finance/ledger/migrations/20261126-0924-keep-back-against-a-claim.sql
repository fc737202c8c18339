-- `withheld`: what of a month was kept back against a claim, by agreement. The family had it: it owes that much less.
ALTER TABLE ledger.leg DROP CONSTRAINT leg_account_is_known;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_account_is_known CHECK (account IN
  ('outside', 'allotment', 'reserved', 'payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid', 'withheld'));
ALTER TABLE ledger.leg DROP CONSTRAINT leg_names_its_household;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_names_its_household CHECK (
  (account IN ('payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid', 'withheld')) = (household_id IS NOT NULL)
  AND (household_id IS NULL) = (month IS NULL));
