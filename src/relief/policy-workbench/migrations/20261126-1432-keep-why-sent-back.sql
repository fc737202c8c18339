-- Who sent a draft back last, when and why ({name, at, reason}): whoever goes on writing reads it in the draft itself.
ALTER TABLE policy_workbench.draft ADD COLUMN sent_back jsonb;
