-- A device that is being set up. The one in use stays in use until this one is proved. Sealed like the other.
ALTER TABLE auth.credential ADD COLUMN second_factor_next bytea;
