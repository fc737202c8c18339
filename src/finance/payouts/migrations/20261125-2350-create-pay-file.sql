-- Files that went to the bank. What was sent is kept sealed, so that the answer is held against it to the letter.
CREATE TABLE payouts.pay_file (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  -- 1 is the first file of the list, further ones carry what was corrected after a return.
  ordinal int NOT NULL,
  -- Stands in the file and comes back with the answer.
  batch text NOT NULL,
  route text NOT NULL,
  lines int NOT NULL CONSTRAINT pay_file_has_lines CHECK (lines > 0),
  amount_fen bigint NOT NULL CONSTRAINT pay_file_has_money CHECK (amount_fen > 0),
  -- SHA-256 of the bytes in clear.
  hash text NOT NULL,
  bytes bytea NOT NULL,
  made_at timestamptz NOT NULL,
  made_by text NOT NULL,
  made_by_name text NOT NULL,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT pay_file_batch_is_one UNIQUE (tenant_id, batch),
  CONSTRAINT pay_file_ordinal_is_one UNIQUE (tenant_id, run_id, ordinal)
);
SELECT platform.distribute('payouts.pay_file');
SELECT platform.guard('payouts.pay_file');
SELECT platform.append_only('payouts.pay_file');

-- Which line of the pay list stands behind which reference of a file.
CREATE TABLE payouts.pay_file_line (
  tenant_id int NOT NULL,
  file_id uuid NOT NULL,
  reference text NOT NULL,
  line_id uuid NOT NULL,
  attempt int NOT NULL,
  amount_fen bigint NOT NULL,
  PRIMARY KEY (tenant_id, file_id, reference),
  -- The last guard against paying twice: one line goes out once per attempt.
  CONSTRAINT pay_file_line_goes_out_once UNIQUE (tenant_id, line_id, attempt)
);
SELECT platform.distribute('payouts.pay_file_line');
SELECT platform.guard('payouts.pay_file_line');
SELECT platform.append_only('payouts.pay_file_line');
ALTER TABLE payouts.pay_file_line ADD CONSTRAINT pay_file_line_belongs_to_a_file
  FOREIGN KEY (tenant_id, file_id) REFERENCES payouts.pay_file (tenant_id, id);

-- Answers of the bank as they came, sealed: first read on trial, then booked. The same bytes once per list.
CREATE TABLE payouts.return_file (
  tenant_id int NOT NULL,
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  file_id uuid NOT NULL,
  name text NOT NULL,
  hash text NOT NULL,
  bytes bytea NOT NULL,
  state text NOT NULL CONSTRAINT return_file_state_is_known CHECK (state IN ('read', 'booked')),
  read_at timestamptz NOT NULL,
  read_by text NOT NULL,
  read_by_name text NOT NULL,
  booked_at timestamptz,
  booked_by text,
  booked_by_name text,
  PRIMARY KEY (tenant_id, id),
  CONSTRAINT return_file_is_taken_once UNIQUE (tenant_id, run_id, hash),
  CONSTRAINT return_file_booking_is_whole CHECK ((state = 'booked') = (booked_at IS NOT NULL)
    AND (state = 'booked') = (booked_by IS NOT NULL) AND (state = 'booked') = (booked_by_name IS NOT NULL))
);
SELECT platform.distribute('payouts.return_file');
SELECT platform.guard('payouts.return_file');
ALTER TABLE payouts.return_file ADD CONSTRAINT return_file_answers_a_file
  FOREIGN KEY (tenant_id, file_id) REFERENCES payouts.pay_file (tenant_id, id);

-- What the bank said to each line, once and for all.
CREATE TABLE payouts.line_answer (
  tenant_id int NOT NULL,
  file_id uuid NOT NULL,
  reference text NOT NULL,
  return_id uuid NOT NULL,
  row_number int NOT NULL,
  result text NOT NULL CONSTRAINT line_answer_result_is_known CHECK (result IN ('paid', 'returned')),
  code text,
  reason text,
  PRIMARY KEY (tenant_id, file_id, reference),
  CONSTRAINT line_answer_names_its_reason CHECK ((result = 'returned') = (reason IS NOT NULL))
);
SELECT platform.distribute('payouts.line_answer');
SELECT platform.guard('payouts.line_answer');
SELECT platform.append_only('payouts.line_answer');
ALTER TABLE payouts.line_answer ADD CONSTRAINT line_answer_is_to_a_line
  FOREIGN KEY (tenant_id, file_id, reference) REFERENCES payouts.pay_file_line (tenant_id, file_id, reference);
ALTER TABLE payouts.line_answer ADD CONSTRAINT line_answer_stands_in_a_return
  FOREIGN KEY (tenant_id, return_id) REFERENCES payouts.return_file (tenant_id, id);
