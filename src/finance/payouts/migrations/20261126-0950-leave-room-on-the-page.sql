-- Each month touches every right, what is kept back for it and, three times, every line, and none of the columns it changes
-- is in an index. With room on its page a row stays where it is and its indexes (one of them an exclusion) are left alone.
ALTER TABLE payouts.entitlement SET (fillfactor = 50);
ALTER TABLE payouts.reservation SET (fillfactor = 50);
ALTER TABLE payouts.line SET (fillfactor = 50);
