-- One-off subsidies under a document: each is a programme of its own with its own purse and its own last day. The list of
-- persons is kept by finance/campaigns; here stands what paying has to know.
CREATE TABLE payouts.one_off (
  tenant_id int NOT NULL,
  -- The programme is `one-off-<serial>`.
  serial int NOT NULL CONSTRAINT one_off_serial_counts_from_one CHECK (serial > 0),
  -- Whose money pays it, and the benefit month, which names the budget year.
  source text NOT NULL,
  month date NOT NULL CONSTRAINT one_off_month_is_a_month CHECK (extract(day FROM month) = 1),
  -- Paid before this day; a payment booked on it is late.
  due_before date NOT NULL CONSTRAINT one_off_is_due_after_it_begins CHECK (due_before > month),
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, serial)
);
SELECT platform.distribute('payouts.one_off');
SELECT platform.guard('payouts.one_off');
SELECT platform.append_only('payouts.one_off');

-- A right that an approved list of such a subsidy brought: one per person, `origin_ref` is the row of the list and
-- `case_number` the document.
ALTER TABLE payouts.entitlement DROP CONSTRAINT entitlement_origin_is_known;
ALTER TABLE payouts.entitlement ADD CONSTRAINT entitlement_origin_is_known
  CHECK (origin IN ('decision', 'legacy', 'campaign'));
