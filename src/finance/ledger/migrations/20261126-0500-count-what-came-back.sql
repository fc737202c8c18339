-- `repaid`: what a household paid back of a claim. It stays with its household and month, so that what the bank once paid
-- out is still found in full: paid + recovery + repaid.
ALTER TABLE ledger.leg DROP CONSTRAINT leg_account_is_known;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_account_is_known CHECK (account IN
  ('outside', 'allotment', 'reserved', 'payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid'));
ALTER TABLE ledger.leg DROP CONSTRAINT leg_names_its_household;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_names_its_household CHECK (
  (account IN ('payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid')) = (household_id IS NOT NULL)
  AND (household_id IS NULL) = (month IS NULL));
