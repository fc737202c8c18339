import type { Check } from '#platform/checks/index.ts'

/** Drawn again in the database from the seed that is kept: as `draw.ts` does it. */
const placed = `SELECT c.tenant_id, c.draw_id, c.is_drawn, d.share_min,
    row_number() OVER (PARTITION BY c.tenant_id, c.draw_id
      ORDER BY encode(sha256(convert_to(d.seed || ':' || c.case_number, 'UTF8')), 'hex') COLLATE "C") AS place,
    count(*) OVER (PARTITION BY c.tenant_id, c.draw_id) AS cases
  FROM sampling.candidate c JOIN sampling.draw d ON d.tenant_id = c.tenant_id AND d.id = c.draw_id`

/** What must always be true of samples. */
export const samplingChecks: readonly Check[] = [
  {
    name: 'sampling.draws-can-be-drawn-again',
    zh: '照存下的种子重新抽，抽到的和当时一样，不少于规定的比例',
    offenders: `SELECT DISTINCT tenant_id, draw_id AS id FROM (${placed}) p
      WHERE p.is_drawn <> (p.place <= ceil(p.cases * p.share_min / 100.0))`,
  },
]
