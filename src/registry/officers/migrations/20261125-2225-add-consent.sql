-- The accounts of the three hands are touched by two of them: one consents, another acts. A consent is used once.
CREATE TABLE officers.consent (
  id uuid PRIMARY KEY,
  -- Whose account.
  officer_id uuid NOT NULL,
  given_by uuid NOT NULL,
  given_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT nobody_consents_for_themselves CHECK (given_by <> officer_id)
);
SELECT platform.reference('officers.consent');
ALTER TABLE officers.consent ADD CONSTRAINT consent_officer FOREIGN KEY (officer_id) REFERENCES officers.officer (id);
CREATE INDEX consent_by_officer ON officers.consent (officer_id, given_at);
