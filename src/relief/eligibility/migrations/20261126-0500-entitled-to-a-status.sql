-- A status (margin household, needs register) opens other aid and pays nothing itself: entitled, and the amount is zero.
ALTER TABLE eligibility.assessment DROP CONSTRAINT assessment_amount_fits_outcome;
ALTER TABLE eligibility.assessment ADD CONSTRAINT assessment_amount_fits_outcome
  CHECK (amount_fen IS NULL OR (outcome = 'entitled') = (amount_fen > 0)
    OR (outcome = 'entitled' AND amount_fen = 0 AND result ->> 'per' = 'status'));
