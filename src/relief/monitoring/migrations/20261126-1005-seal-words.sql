-- What people wrote of a family is ciphertext, like the rest of a file: why something is proposed, why it ended so, what
-- the family said. Clear words of before are sealed by the job `monitoring.seal-words`, which needs the key, and are gone
-- from here afterwards; a standing check says when some are left.
ALTER TABLE monitoring.review ADD COLUMN proposal_words bytea;
ALTER TABLE monitoring.review ADD COLUMN closing_words bytea;
ALTER TABLE monitoring.views ADD COLUMN words bytea;
ALTER TABLE monitoring.views ALTER COLUMN says DROP NOT NULL;
ALTER TABLE monitoring.views ADD CONSTRAINT views_are_kept_once CHECK ((says IS NULL) <> (words IS NULL));
