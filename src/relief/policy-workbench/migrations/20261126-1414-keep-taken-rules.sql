-- The rules a draft has taken from the level above, as they were that day ({region, files}): what was only taken is no
-- change, and a comparison shows what was written since.
ALTER TABLE policy_workbench.draft ADD COLUMN taken_rules jsonb;
