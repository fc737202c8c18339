-- A list is carried out and taken back in pieces, each a transaction of its own: it says so while it is under way, how far
-- it is stands in its lines, and what interrupted it goes on by itself. Months that lie before a decision of their own are
-- left alone, and named.
ALTER TABLE policy_workbench.adjustment
  -- When every raise had been carried out; null while some are still open.
  ADD COLUMN carried_at timestamptz,
  -- Last sign of life, by the machine's clock: work that is silent for long has died with its process.
  ADD COLUMN moved_at timestamptz,
  -- How far whoever began the work may reach; null: everywhere.
  ADD COLUMN reach int[],
  -- Why it stands still, in words.
  ADD COLUMN trouble_zh text,
  ADD COLUMN trouble_en text;
UPDATE policy_workbench.adjustment SET carried_at = approved_at WHERE approved_at IS NOT NULL;

ALTER TABLE policy_workbench.adjustment DROP CONSTRAINT adjustment_state_is_known;
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_state_is_known CHECK (state IN
  ('prepared', 'carrying-out', 'approved', 'undo-asked', 'taking-back', 'dropped', 'undone'));
ALTER TABLE policy_workbench.adjustment DROP CONSTRAINT adjustment_is_undone_by_another;
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_is_undone_by_another
  CHECK (state NOT IN ('taking-back', 'undone') OR undo_asked_by IS NULL OR ended_by <> undo_asked_by);
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_stands_when_carried_out
  CHECK (state <> 'approved' OR carried_at IS NOT NULL);
DROP INDEX policy_workbench.adjustment_stands_alone;
CREATE UNIQUE INDEX adjustment_stands_alone ON policy_workbench.adjustment (tenant_id, region, programme, serial)
  WHERE state IN ('prepared', 'carrying-out', 'approved', 'undo-asked', 'taking-back');

ALTER TABLE policy_workbench.adjustment_line
  -- The first month that the list reaches and leaves alone, because another decision lies between; null: none is.
  ADD COLUMN left_from date CONSTRAINT adjustment_line_left_from_is_a_month
    CHECK (extract(day FROM left_from) = 1 AND left_from < from_month),
  -- The version of the right that is the decision.
  ADD COLUMN left_version int,
  ADD CONSTRAINT adjustment_line_names_the_decision CHECK ((left_from IS NULL) = (left_version IS NULL));
ALTER TABLE policy_workbench.adjustment_line DROP CONSTRAINT adjustment_line_kind_is_known;
ALTER TABLE policy_workbench.adjustment_line ADD CONSTRAINT adjustment_line_kind_is_known
  CHECK (kind IN ('raise', 'paid-differs', 'falls', 'uncertain', 'changed-since', 'as-new'));
