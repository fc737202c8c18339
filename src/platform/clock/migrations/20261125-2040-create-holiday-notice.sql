-- Holiday notices loaded after the ones that came with the library: next year's, or a correction.
CREATE TABLE clock.holiday_notice (
  year int PRIMARY KEY,
  -- Title and number of the notice.
  document text NOT NULL CONSTRAINT holiday_notice_has_a_document CHECK (document <> ''),
  -- Lists of days as text: ["2027-01-01", …].
  holidays jsonb NOT NULL,
  -- Weekend days that are worked (调休).
  workdays jsonb NOT NULL,
  loaded_at timestamptz NOT NULL
);
SELECT platform.reference('clock.holiday_notice');
