-- Accounts, living sessions and the counters of failed sign-ins: tables of the installation, outside the tenants' walls,
-- because a sign-in happens before anybody knows whose rows may be seen.
CREATE TABLE auth.credential (
  account uuid PRIMARY KEY,
  tenant_id int NOT NULL,
  -- What the person types; compared in lower case.
  login text NOT NULL,
  -- argon2id, with its own salt and cost inside; null for an account nobody signs in to by password.
  password_hash text,
  password_set_at timestamptz,
  -- Sealed; null when there is no second factor.
  second_factor bytea,
  -- Set once the person has proved that the device works.
  second_factor_since timestamptz,
  -- The last time step that was used: a code is good once.
  second_factor_step bigint NOT NULL DEFAULT 0,
  CONSTRAINT credential_login_is_taken_once UNIQUE (login),
  CONSTRAINT credential_login_is_lower_case CHECK (login = lower(login)),
  CONSTRAINT credential_second_factor_is_whole CHECK (second_factor_since IS NULL OR second_factor IS NOT NULL)
);
SELECT platform.local('auth.credential');

CREATE TABLE auth.session (
  -- SHA-256 of the cookie: whoever reads this table can become nobody.
  token_hash text PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  account uuid NOT NULL,
  tenant_id int NOT NULL,
  -- Browser and system as it calls itself, for the person's own list.
  agent text NOT NULL,
  opened_at timestamptz NOT NULL,
  seen_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL
);
SELECT platform.local('auth.session');
CREATE INDEX session_by_account ON auth.session (account);
CREATE INDEX session_by_end ON auth.session (ends_at);

CREATE TABLE auth.sign_in_counter (
  -- Hash of a login or of a network address; neither stands here in the clear.
  subject text PRIMARY KEY,
  attempts int NOT NULL,
  since timestamptz NOT NULL
);
SELECT platform.local('auth.sign_in_counter');
CREATE INDEX sign_in_counter_by_age ON auth.sign_in_counter (since);
