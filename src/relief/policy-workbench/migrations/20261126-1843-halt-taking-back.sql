-- Taking a list back is tried so many times and then halts: somebody goes on with it, or two persons stop it where it is.
-- What was taken back stays so, the rest keeps the raise and is named, and is handled singly.
ALTER TABLE policy_workbench.adjustment
  -- Tries in a row that came to nothing; a piece that is done begins anew.
  ADD COLUMN failures int NOT NULL DEFAULT 0 CONSTRAINT adjustment_failures_are_counted CHECK (failures >= 0),
  ADD COLUMN stop_asked_by text,
  ADD COLUMN stop_asked_name text,
  ADD COLUMN stop_asked_at timestamptz,
  ADD COLUMN stop_reason text,
  -- Who said no to the last wish to stop it, and why.
  ADD COLUMN stop_refused_name text,
  ADD COLUMN stop_refused_reason text,
  ADD COLUMN stopped_by text,
  ADD COLUMN stopped_name text,
  ADD CONSTRAINT adjustment_is_stopped_by_another CHECK ((state = 'stopped') = (stopped_by IS NOT NULL)
    AND (stopped_by IS NULL OR (stop_asked_by IS NOT NULL AND stopped_by <> stop_asked_by)));

ALTER TABLE policy_workbench.adjustment DROP CONSTRAINT adjustment_state_is_known;
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_state_is_known CHECK (state IN ('prepared',
  'carrying-out', 'approved', 'undo-asked', 'taking-back', 'halted', 'stop-asked', 'stopped', 'dropped', 'undone'));
ALTER TABLE policy_workbench.adjustment DROP CONSTRAINT adjustment_is_undone_by_another;
ALTER TABLE policy_workbench.adjustment ADD CONSTRAINT adjustment_is_undone_by_another
  CHECK (state NOT IN ('taking-back', 'halted', 'stop-asked', 'stopped', 'undone') OR undo_asked_by IS NULL
    OR ended_by <> undo_asked_by);
-- One list of a version at a time; what was undone, stopped or dropped may be made again.
DROP INDEX policy_workbench.adjustment_stands_alone;
CREATE UNIQUE INDEX adjustment_stands_alone ON policy_workbench.adjustment (tenant_id, region, programme, serial)
  WHERE state IN ('prepared', 'carrying-out', 'approved', 'undo-asked', 'taking-back', 'halted', 'stop-asked');

ALTER TABLE policy_workbench.adjustment_line DROP CONSTRAINT adjustment_line_undone_is_known;
ALTER TABLE policy_workbench.adjustment_line ADD CONSTRAINT adjustment_line_undone_is_known
  CHECK (undone IN ('undone', 'ended-since', 'changed-since', 'stopped'));
