-- Why a family's money was held, and why that ended, is ciphertext. The same words of an office about the same family are
-- one hold as before: a keyed digest stands for them. Clear words of before are sealed by the job `payouts.seal-words`,
-- which needs the key, and are gone from here afterwards; a standing check says when some are left. A line that a hold
-- ended points at the hold instead of repeating its words.
ALTER TABLE payouts.hold ADD COLUMN words bytea;
ALTER TABLE payouts.hold ADD COLUMN why_digest bytea;
ALTER TABLE payouts.hold ADD COLUMN closed_words bytea;
ALTER TABLE payouts.hold ALTER COLUMN why DROP NOT NULL;
ALTER TABLE payouts.hold ADD CONSTRAINT hold_why_is_kept_once
  CHECK ((why IS NULL) <> (words IS NULL) AND (words IS NULL) = (why_digest IS NULL));
ALTER TABLE payouts.hold DROP CONSTRAINT hold_closes_with_a_reason;
ALTER TABLE payouts.hold ADD CONSTRAINT hold_closes_with_a_reason
  CHECK ((state = 'open') = (closed_reason IS NULL AND closed_words IS NULL)
    AND (closed_reason IS NULL OR closed_words IS NULL));
DROP INDEX payouts.hold_of_a_cause_is_one;
CREATE UNIQUE INDEX hold_of_a_cause_is_one ON payouts.hold (tenant_id, household_id, programme, cause,
  md5(CASE WHEN evidence = '{}'::jsonb THEN coalesce(encode(why_digest, 'hex'), why) ELSE evidence::text END))
  WHERE state = 'open';
