-- A department the shipped catalogue does not know: its row (name, items, patience) comes with the change that connects it,
-- so that two people look at what is asked as well as at where.
ALTER TABLE means_check.connection_change ADD COLUMN definition jsonb;
