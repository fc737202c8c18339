-- A household is on hold for every cause there is: two officers with two reasons, two records of the same kind. Only the
-- same record, or the same words of an office, is one hold. The money moves when all are dealt with.
DROP INDEX payouts.hold_of_a_cause_is_one;
CREATE UNIQUE INDEX hold_of_a_cause_is_one ON payouts.hold (tenant_id, household_id, programme, cause,
  md5(CASE WHEN evidence = '{}'::jsonb THEN why ELSE evidence::text END)) WHERE state = 'open';
-- Lists of holds and of claims are read page by page.
CREATE INDEX hold_by_state ON payouts.hold (tenant_id, state, at DESC);
CREATE INDEX correction_that_claims ON payouts.correction (tenant_id, at DESC) WHERE entry_id IS NOT NULL;
