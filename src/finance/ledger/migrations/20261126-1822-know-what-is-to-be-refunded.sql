-- `to-refund`: money of a household that stands in the books of the county: it was repaid on a claim that fell since, or
-- came in beyond what was claimed. It leaves through the bank (to-refund → payable) or by hand (to-refund → refunded).
-- `overpaid`: where money beyond a claim comes from; it is no allotment, and never free.
ALTER TABLE ledger.leg DROP CONSTRAINT leg_account_is_known;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_account_is_known CHECK (account IN
  ('outside', 'allotment', 'reserved', 'payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid', 'withheld',
    'to-refund', 'refunded', 'overpaid'));
ALTER TABLE ledger.leg DROP CONSTRAINT leg_names_its_household;
ALTER TABLE ledger.leg ADD CONSTRAINT leg_names_its_household CHECK (
  (account IN ('payable', 'in-bank', 'paid', 'returned', 'recovery', 'repaid', 'withheld', 'to-refund', 'refunded'))
    = (household_id IS NOT NULL)
  AND (household_id IS NULL) = (month IS NULL));
