-- A layout an office brings is used only after somebody else has looked at it. Ours, version 0, needs nobody.
ALTER TABLE papers.template_in_use ADD COLUMN approved_by_id text;
ALTER TABLE papers.template_in_use ADD COLUMN approved_by_name text;
ALTER TABLE papers.template_in_use ADD COLUMN approved_at timestamptz;
ALTER TABLE papers.template_in_use ADD CONSTRAINT template_approval_is_whole
  CHECK ((approved_by_id IS NULL) = (approved_by_name IS NULL) AND (approved_by_id IS NULL) = (approved_at IS NULL));
