-- A person in support whose self-care has changed is assessed anew (`care`). The items, the level and the day of the
-- assessment speak of health: they are ciphertext; the proposal in clear has the person, the sum and the month.
ALTER TABLE monitoring.review DROP CONSTRAINT review_kind_is_known;
ALTER TABLE monitoring.review ADD CONSTRAINT review_kind_is_known
  CHECK (kind IN ('raise', 'cut', 'end', 'unknown', 'death', 'recheck', 'reported', 'care'));
ALTER TABLE monitoring.review ADD COLUMN care_words bytea;
ALTER TABLE monitoring.review ADD CONSTRAINT care_has_its_items
  CHECK (proposal IS NULL OR proposal ->> 'kind' <> 'care' OR care_words IS NOT NULL);
