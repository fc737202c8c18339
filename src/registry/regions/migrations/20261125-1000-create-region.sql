-- The region tree: official codes, functional areas, and the opaque number by which access knows a place.
CREATE SCHEMA IF NOT EXISTS regions;

CREATE TABLE regions.region (
  code text PRIMARY KEY,
  -- Opaque: codes are merged and renamed, this number stays. Handling places and officers' scopes are made of it.
  place_id int GENERATED ALWAYS AS IDENTITY UNIQUE,
  name text NOT NULL,
  level text NOT NULL CONSTRAINT region_level_is_known
    CHECK (level IN ('nation', 'province', 'city', 'county', 'town', 'village', 'functional')),
  parent text,
  valid_from date,
  valid_to date,
  -- A functional area has its people counted in this division.
  counted_in text,
  CONSTRAINT region_ends_after_it_begins CHECK (valid_to > valid_from),
  CONSTRAINT region_counted_elsewhere_is_functional CHECK (counted_in IS NULL OR level = 'functional'),
  CONSTRAINT region_has_a_parent CHECK ((parent IS NULL) = (level = 'nation'))
);
SELECT platform.reference('regions.region');
