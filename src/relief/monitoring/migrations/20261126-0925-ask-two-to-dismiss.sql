-- What a finding rests on: facts, missing facts, amounts, parameters and the law, in one hash. Another cause is another
-- question, even where the amounts are the same. Reviews of before have none; what was dismissed by one person alone is
-- therefore asked once more.
ALTER TABLE monitoring.review ADD COLUMN cause text;
-- The day on which people have in fact looked at the household anew; the next re-check is counted from the last one.
ALTER TABLE monitoring.review ADD COLUMN looked_on date;
-- An adjustment was looked into by two people, and a re-check that was closed was one.
ALTER TABLE monitoring.review NO FORCE ROW LEVEL SECURITY;
UPDATE monitoring.review SET looked_on = (closed_at AT TIME ZONE 'Asia/Shanghai')::date
WHERE state = 'approved' OR (state = 'dismissed' AND kind = 'recheck');
ALTER TABLE monitoring.review FORCE ROW LEVEL SECURITY;
ALTER TABLE monitoring.review ADD CONSTRAINT dismissal_is_by_two
  CHECK (state <> 'dismissed' OR cause IS NULL
    OR (proposal IS NOT NULL AND proposed_by_id IS NOT NULL AND closed_by_id <> proposed_by_id));
