-- The version at which files or the first day were written last: proposing and publishing count on, and change nothing of
-- what a try was computed by.
ALTER TABLE policy_workbench.draft ADD COLUMN written_version int NOT NULL DEFAULT 1;
UPDATE policy_workbench.draft SET written_version = version;
