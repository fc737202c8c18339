import type { Check } from '#platform/checks/index.ts'

/** What must always be true of the checks, whoever made them. */
export const meansCheckChecks: readonly Check[] = [
  {
    name: 'means-check.nobody-asked-without-consent',
    zh: '没有授权的，一次也没有查过',
    offenders: `SELECT tenant_id, id FROM means_check.request
      WHERE asked_at IS NOT NULL AND cardinality(authorisations) = 0`,
  },
  {
    name: 'means-check.answered-means-every-item',
    zh: '标着“已回复”的，每一项都有回复，原样留着',
    offenders: `SELECT q.tenant_id, q.id FROM means_check.request q WHERE q.state = 'answered' AND (
      EXISTS (SELECT 1 FROM means_check.item i WHERE i.tenant_id = q.tenant_id AND i.request_id = q.id
        AND i.outcome IS NULL)
      OR NOT EXISTS (SELECT 1 FROM means_check.answer a WHERE a.tenant_id = q.tenant_id AND a.request_id = q.id))`,
  },
  {
    name: 'means-check.finished-means-nobody-waits',
    zh: '写着“已结束”的核对，每个部门都问过或写明没有问',
    offenders: `SELECT r.tenant_id, r.id FROM means_check.report r WHERE r.finished_at IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM means_check.request q WHERE q.tenant_id = r.tenant_id AND q.report_id = r.id)`,
  },
]
