-- Some programmes confirm a status (认定) and pay nothing: what is confirmed stands where an amount would, never beside one.
ALTER TABLE casework.opinion ADD COLUMN status text CONSTRAINT opinion_status_is_said CHECK (status <> '');
ALTER TABLE casework.opinion DROP CONSTRAINT opinion_grant_has_an_amount;
ALTER TABLE casework.opinion ADD CONSTRAINT opinion_grant_has_an_amount_or_a_status
  CHECK ((proposal = 'grant') = (amount_fen IS NOT NULL OR status IS NOT NULL)
    AND (amount_fen IS NULL OR status IS NULL));

ALTER TABLE casework.proposal ADD COLUMN status text CONSTRAINT proposal_status_is_said CHECK (status <> '');
ALTER TABLE casework.proposal ADD CONSTRAINT proposal_has_an_amount_or_a_status
  CHECK (amount_fen IS NULL OR status IS NULL);

ALTER TABLE casework.decision ADD COLUMN status text CONSTRAINT decision_status_is_said CHECK (status <> '');
ALTER TABLE casework.decision DROP CONSTRAINT decision_confirmed_has_an_amount;
ALTER TABLE casework.decision ADD CONSTRAINT decision_confirmed_has_an_amount_or_a_status
  CHECK ((outcome = 'confirmed') = (amount_fen IS NOT NULL OR status IS NOT NULL)
    AND (amount_fen IS NULL OR status IS NULL) AND (amount_fen IS NULL OR amount_fen > 0));
