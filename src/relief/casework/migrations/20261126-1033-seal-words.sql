-- What people wrote of a family in its case is ciphertext, like the rest of the file: why each step was made, what the town
-- thinks, the grounds of a proposal and of a decision. Clear words of before are sealed by the job `casework.seal-words`,
-- which needs the key, and are gone from here afterwards; a standing check says when some are left. The application still
-- may only add to these tables: the job goes by the owner.
ALTER TABLE casework.step ADD COLUMN words bytea;
ALTER TABLE casework.step ADD CONSTRAINT step_reason_is_kept_once CHECK (reason IS NULL OR words IS NULL);
ALTER TABLE casework.opinion ADD COLUMN words bytea;
ALTER TABLE casework.opinion ALTER COLUMN why DROP NOT NULL;
ALTER TABLE casework.opinion ADD CONSTRAINT opinion_why_is_kept_once CHECK ((why IS NULL) <> (words IS NULL));
ALTER TABLE casework.proposal ADD COLUMN words bytea;
ALTER TABLE casework.proposal ALTER COLUMN why DROP NOT NULL;
ALTER TABLE casework.proposal ALTER COLUMN reasons DROP NOT NULL;
ALTER TABLE casework.proposal DROP CONSTRAINT proposal_override_is_whole;
ALTER TABLE casework.proposal ADD CONSTRAINT proposal_override_is_whole
  CHECK (words IS NOT NULL OR (override_reason IS NULL) = (override_article IS NULL));
ALTER TABLE casework.proposal ADD CONSTRAINT proposal_grounds_are_kept_once
  CHECK ((why IS NULL) <> (words IS NULL) AND (reasons IS NULL) = (why IS NULL)
    AND (override_reason IS NULL OR words IS NULL));
ALTER TABLE casework.decision ADD COLUMN words bytea;
ALTER TABLE casework.decision ALTER COLUMN reasons DROP NOT NULL;
-- The article of an override stays in clear and stands for it.
ALTER TABLE casework.decision DROP CONSTRAINT decision_override_has_a_third;
ALTER TABLE casework.decision ADD CONSTRAINT decision_override_has_a_third CHECK (
  (override_article IS NULL) = (override_by_id IS NULL)
  AND (override_by_id IS NULL OR (override_by_id <> proposed_by_id AND override_by_id <> approved_by_id)));
ALTER TABLE casework.decision ADD CONSTRAINT decision_grounds_are_kept_once
  CHECK ((reasons IS NULL) <> (words IS NULL) AND (override_reason IS NULL OR words IS NULL));
