-- A right that ends or falls after its list was approved: what did not go to the bank yet is kept back. The line says by
-- which version of the right; what is still due for its month comes as arrears.
ALTER TABLE payouts.line ADD COLUMN kept_back_by int;
ALTER TABLE payouts.line ADD CONSTRAINT line_kept_back_is_stopped CHECK (kept_back_by IS NULL OR state = 'stopped');

-- `ended`: a person decided with a reason that these arrears are not paid. They are not asked for again.
ALTER TABLE payouts.correction DROP CONSTRAINT correction_state_is_known;
ALTER TABLE payouts.correction ADD CONSTRAINT correction_state_is_known
  CHECK (state IN ('waiting', 'lined', 'owed', 'cancelled', 'ended'));
