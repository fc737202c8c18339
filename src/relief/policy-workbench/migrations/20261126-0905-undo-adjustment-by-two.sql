-- A list is taken back by two persons, as it was approved by two: one asks with a reason, another carries it out. What
-- has been changed since by somebody else stays, named, and is handled singly.
ALTER TABLE policy_workbench.adjustment
  ADD COLUMN undo_asked_by text,
  ADD COLUMN undo_asked_name text,
  ADD COLUMN undo_asked_at timestamptz,
  ADD COLUMN undo_reason text,
  ADD COLUMN ended_by text,
  -- Who said no to the last wish to take it back, and why.
  ADD COLUMN undo_refused_name text,
  ADD COLUMN undo_refused_reason text;
ALTER TABLE policy_workbench.adjustment DROP CONSTRAINT adjustment_state_is_known;
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_state_is_known
  CHECK (state IN ('prepared', 'approved', 'undo-asked', 'dropped', 'undone'));
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_is_undone_by_another
  CHECK (state <> 'undone' OR undo_asked_by IS NULL OR ended_by <> undo_asked_by);
DROP INDEX policy_workbench.adjustment_stands_alone;
CREATE UNIQUE INDEX adjustment_stands_alone ON policy_workbench.adjustment (tenant_id, region, programme, serial)
  WHERE state IN ('prepared', 'approved', 'undo-asked');

-- What became of a raise when the list was taken back.
ALTER TABLE policy_workbench.adjustment_line ADD COLUMN undone text CONSTRAINT adjustment_line_undone_is_known
  CHECK (undone IN ('undone', 'ended-since', 'changed-since'));
UPDATE policy_workbench.adjustment_line l SET undone = 'undone' FROM policy_workbench.adjustment a
  WHERE a.tenant_id = l.tenant_id AND a.id = l.adjustment_id AND a.state = 'undone' AND l.right_version IS NOT NULL;
