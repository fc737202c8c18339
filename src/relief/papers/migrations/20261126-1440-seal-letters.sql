-- What a letter says is ciphertext, like the rest of the case: the name of the applicant, the reasons, the sum in words. The
-- amount stands in clear beside it, as it does on the decision, because a standing check holds the two against each other in
-- SQL. Letters of before are sealed by the job `papers.seal-letters`, which needs the key, and their clear words are gone
-- afterwards; a standing check says when some are left. The application still may only add: the job goes by the owner.
ALTER TABLE papers.letter ADD COLUMN amount_fen bigint;
ALTER TABLE papers.letter ADD COLUMN words bytea;
ALTER TABLE papers.letter ALTER COLUMN content DROP NOT NULL;
ALTER TABLE papers.letter ADD CONSTRAINT letter_content_is_kept_once CHECK ((content IS NULL) <> (words IS NULL));
