-- Keys that protect data, each wrapped by the master key, which is never in the database.

CREATE TABLE platform.tenant_key (
  tenant_id int NOT NULL,
  version int NOT NULL CONSTRAINT tenant_key_version_is_counted CHECK (version BETWEEN 1 AND 65535),
  cipher text NOT NULL CONSTRAINT tenant_key_cipher_is_known CHECK (cipher IN ('aes-256-gcm', 'sm4-gcm')),
  wrapped bytea NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, version)
);
SELECT platform.distribute('platform.tenant_key');
SELECT platform.guard('platform.tenant_key');

-- The key of the look-up hashes: one for the installation, so that a person is found whichever tenant knows her.
CREATE TABLE platform.lookup_key (
  id int PRIMARY KEY CONSTRAINT lookup_key_is_one CHECK (id = 1),
  wrapped bytea NOT NULL,
  -- Fingerprint of the master key that wraps it.
  master text NOT NULL
);
SELECT platform.local('platform.lookup_key');
