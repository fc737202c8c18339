-- Everybody who has written in a plan has had a hand in the drafts it becomes: none of them publishes one.
ALTER TABLE policy_workbench.plan ADD COLUMN hands text[] NOT NULL DEFAULT '{}';
UPDATE policy_workbench.plan SET hands = ARRAY[made_by];
