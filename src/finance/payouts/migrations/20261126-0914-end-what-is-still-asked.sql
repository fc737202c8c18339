-- A claim of which something was repaid, and whose reason then went away: the rest is asked for no more. The claim keeps
-- what came back of it, and what it took too much comes back to the family as arrears.
ALTER TABLE payouts.correction ADD COLUMN dropped_fen bigint NOT NULL DEFAULT 0
  CONSTRAINT correction_is_dropped_whole CHECK (dropped_fen = 0
    OR (dropped_fen > 0 AND state = 'owed' AND entry_id IS NOT NULL AND repaid_fen > 0 AND dropped_fen = -fen - repaid_fen));
