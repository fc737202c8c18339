-- One row per command that took effect: the same key gets the same answer, another request under it is refused.
-- The row is written in the transaction of its command, so there is never one without the other.
CREATE TABLE platform.command_key (
  tenant_id int NOT NULL,
  actor text NOT NULL,
  key text NOT NULL,
  -- SHA-256 over verb, path, fields and files.
  request_hash text NOT NULL,
  answer_kind text CHECK (answer_kind IN ('json', 'page', 'redirect')),
  answer_status int,
  answer text,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, actor, key),
  CONSTRAINT command_key_answer_is_whole CHECK (
    (answer_kind IS NULL) = (answer_status IS NULL) AND (answer_kind IS NULL) = (answer IS NULL)
  )
);
SELECT platform.distribute('platform.command_key');
SELECT platform.guard('platform.command_key');
-- For the nightly clearing of keys older than 180 days.
CREATE INDEX command_key_by_age ON platform.command_key (tenant_id, created_at);
