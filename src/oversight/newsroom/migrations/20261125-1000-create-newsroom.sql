-- News and reported figures: public, small, the same for every visitor.
CREATE TABLE newsroom.article (
  slug text PRIMARY KEY CONSTRAINT article_slug_is_plain CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  news_column text NOT NULL CONSTRAINT article_column_is_known
    CHECK (news_column IN ('work-updates', 'policy', 'authoritative', 'features', 'daily-digest')),
  state text NOT NULL CONSTRAINT article_state_is_known CHECK (state IN ('draft', 'published')),
  -- For the order; where the source has no date, `dated_zh` says what is shown instead.
  published_on date NOT NULL,
  dated_zh text,
  dated_en text,
  place_zh text NOT NULL,
  place_en text NOT NULL,
  title_zh text NOT NULL,
  title_en text NOT NULL,
  body_zh text NOT NULL,
  body_en text NOT NULL,
  source_zh text NOT NULL,
  source_en text NOT NULL,
  -- What a search looks through: both languages, lower case, digits without thousands commas.
  haystack text NOT NULL GENERATED ALWAYS AS (
    lower(regexp_replace(
      title_zh || ' ' || title_en || ' ' || body_zh || ' ' || body_en || ' ' || place_zh || ' ' || place_en,
      '(\d),(?=\d{3})', '\1', 'g'))
  ) STORED,
  -- The same for the title alone: a hit there comes first.
  title_haystack text NOT NULL GENERATED ALWAYS AS (
    lower(regexp_replace(title_zh || ' ' || title_en, '(\d),(?=\d{3})', '\1', 'g'))
  ) STORED,
  CONSTRAINT article_dated_in_both_languages CHECK ((dated_zh IS NULL) = (dated_en IS NULL))
);
SELECT platform.reference('newsroom.article');
CREATE INDEX article_newest_first ON newsroom.article (published_on DESC, slug) WHERE state = 'published';

-- Figures as others reported them. Never added to figures of our own.
CREATE TABLE newsroom.reported_figure (
  code text PRIMARY KEY,
  value numeric NOT NULL,
  qualifier text NOT NULL CONSTRAINT figure_qualifier_is_known CHECK (qualifier IN ('=', '≥', '<', '~')),
  unit_zh text NOT NULL,
  unit_en text NOT NULL,
  what_zh text NOT NULL,
  what_en text NOT NULL,
  place_zh text NOT NULL,
  place_en text NOT NULL,
  period_zh text NOT NULL,
  period_en text NOT NULL,
  article text NOT NULL,
  -- What does not reconcile is said, not repaired.
  note_zh text,
  note_en text,
  -- Place on the home page, from 1; null when not shown there.
  home_order int CONSTRAINT figure_home_order_is_positive CHECK (home_order > 0),
  CONSTRAINT figure_has_its_article FOREIGN KEY (article) REFERENCES newsroom.article (slug),
  CONSTRAINT figure_note_in_both_languages CHECK ((note_zh IS NULL) = (note_en IS NULL))
);
SELECT platform.reference('newsroom.reported_figure');

CREATE TABLE newsroom.article_count (
  slug text PRIMARY KEY,
  views bigint NOT NULL CONSTRAINT article_views_grow CHECK (views >= 0)
);
SELECT platform.local('newsroom.article_count');

-- Who looked a moment ago, as a hash of the visit's own token: a reload within a minute is the same visit.
CREATE TABLE newsroom.recent_view (
  slug text NOT NULL,
  visitor bytea NOT NULL,
  counted_at timestamptz NOT NULL,
  PRIMARY KEY (slug, visitor)
);
SELECT platform.local('newsroom.recent_view');
