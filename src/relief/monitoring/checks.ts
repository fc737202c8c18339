import type { Check } from '#platform/checks/index.ts'

/** What must always be true of reviews. */
export const monitoringChecks: readonly Check[] = [
  {
    name: 'monitoring.words-are-sealed',
    zh: '复核里写的理由和家庭说的话，都是封存的',
    offenders: `SELECT tenant_id, id FROM monitoring.review WHERE closed_reason IS NOT NULL OR proposal ->> 'why' IS NOT NULL
      UNION ALL SELECT tenant_id, id FROM monitoring.views WHERE says IS NOT NULL`,
  },
  {
    name: 'monitoring.nobody-settles-alone',
    zh: '调整和不用调整，提出的和同意的是两个人',
    offenders: `SELECT tenant_id, id FROM monitoring.review
      WHERE (state = 'approved' OR (state = 'dismissed' AND cause IS NOT NULL))
        AND (proposed_by_id IS NULL OR proposed_by_id = closed_by_id)`,
  },
]
