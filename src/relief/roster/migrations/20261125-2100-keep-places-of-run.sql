-- Where whoever began to record may write; null is the whole bureau. A run that is taken up again reaches no further.
ALTER TABLE roster.run ADD COLUMN places int[];
