-- The family is heard about what is proposed. Found anew or sent back, the question is another one: what was said before
-- stays on file and does not stand for it (social assistance law art. 48).
ALTER TABLE monitoring.review ADD COLUMN round int NOT NULL DEFAULT 1;
ALTER TABLE monitoring.views ADD COLUMN round int NOT NULL DEFAULT 1;
