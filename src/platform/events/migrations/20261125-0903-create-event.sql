-- The outbox: what happened, told in the transaction it happened in.

CREATE TABLE platform.event (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  kind text NOT NULL,
  about text NOT NULL,
  version int NOT NULL CONSTRAINT event_version_is_counted CHECK (version > 0),
  -- Ids and codes; no personal data.
  codes jsonb NOT NULL DEFAULT '{}',
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT event_version_is_told_once UNIQUE (tenant_id, about, version)
);
SELECT platform.distribute('platform.event');
SELECT platform.guard('platform.event');
SELECT platform.append_only('platform.event');

-- Who wants to hear what. Written at start-up from the program's own rows.
CREATE TABLE platform.event_consumer (
  name text NOT NULL,
  kind text NOT NULL,
  PRIMARY KEY (name, kind)
);
SELECT platform.reference('platform.event_consumer');

-- What still has to be told to whom; a row appears with its event and goes when the consumer has reacted.
CREATE TABLE platform.event_delivery (
  tenant_id int NOT NULL,
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  about text NOT NULL,
  version int NOT NULL,
  tries int NOT NULL DEFAULT 0,
  not_before timestamptz NOT NULL DEFAULT '-infinity',
  -- The kind of trouble of the last try, never its text: that may quote somebody's data.
  trouble text,
  PRIMARY KEY (tenant_id, consumer, event_id)
);
SELECT platform.distribute('platform.event_delivery');
SELECT platform.guard('platform.event_delivery');
ALTER TABLE platform.event_delivery ADD CONSTRAINT event_delivery_tells_an_event
  FOREIGN KEY (tenant_id, event_id) REFERENCES platform.event (tenant_id, id);
CREATE INDEX event_delivery_in_order ON platform.event_delivery (tenant_id, consumer, about, version);

-- What each consumer has reacted to, written in the transaction of the reaction.
CREATE TABLE platform.event_consumed (
  tenant_id int NOT NULL,
  consumer text NOT NULL,
  event_id uuid NOT NULL,
  at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, consumer, event_id)
);
SELECT platform.distribute('platform.event_consumed');
SELECT platform.guard('platform.event_consumed');
SELECT platform.append_only('platform.event_consumed');
