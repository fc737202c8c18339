-- What a command answered may name people or tell a secret (the code of a receipt): it is kept as ciphertext. Answers kept in
-- clear go, and their keys with them: a press from before is then held by versions and constraints alone.
DELETE FROM platform.command_key;
ALTER TABLE platform.command_key DROP CONSTRAINT command_key_answer_is_whole;
ALTER TABLE platform.command_key DROP COLUMN answer;
ALTER TABLE platform.command_key ADD COLUMN answer_sealed bytea;
ALTER TABLE platform.command_key ADD CONSTRAINT command_key_answer_is_whole CHECK (
  (answer_kind IS NULL) = (answer_status IS NULL) AND (answer_kind IS NULL) = (answer_sealed IS NULL)
);
