-- Where the rule of a programme asks for it, the proposal to end somebody’s support hangs in the village before it is
-- decided (`on-notice`); who objects sends it back to be decided again (`objected`). A change may also be reported by a
-- person (`reported`): what no sum finds, such as somebody who gives the support up.
ALTER TABLE monitoring.review DROP CONSTRAINT review_kind_is_known;
ALTER TABLE monitoring.review ADD CONSTRAINT review_kind_is_known
  CHECK (kind IN ('raise', 'cut', 'end', 'unknown', 'death', 'recheck', 'reported'));
ALTER TABLE monitoring.review DROP CONSTRAINT review_state_is_known;
ALTER TABLE monitoring.review ADD CONSTRAINT review_state_is_known
  CHECK (state IN ('open', 'proposed', 'on-notice', 'objected', 'approved', 'dismissed', 'settled'));
ALTER TABLE monitoring.review DROP CONSTRAINT end_of_review_has_its_hand;
ALTER TABLE monitoring.review ADD CONSTRAINT end_of_review_has_its_hand
  CHECK (state IN ('open', 'proposed', 'on-notice', 'objected') OR closed_at IS NOT NULL);
ALTER TABLE monitoring.review DROP CONSTRAINT proposal_has_its_maker;
ALTER TABLE monitoring.review ADD CONSTRAINT proposal_has_its_maker
  CHECK (state NOT IN ('proposed', 'on-notice', 'objected') OR (proposal IS NOT NULL AND proposed_by_id IS NOT NULL));
DROP INDEX monitoring.review_is_open_once;
CREATE UNIQUE INDEX review_is_open_once ON monitoring.review (tenant_id, household_id, programme)
  WHERE state IN ('open', 'proposed', 'on-notice', 'objected');
