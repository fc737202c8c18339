import type { Check } from '#platform/checks/index.ts'

export const discoveryChecks: readonly Check[] = [
  {
    name: 'discovery.overdue-leads-are-escalated',
    zh: '过了期限没有答复的线索，第二天应已报到镇街分管领导',
    offenders: `SELECT tenant_id, id FROM discovery.lead
      WHERE state IN ('new', 'in-hand') AND due_on < $today - 1 AND escalated_on IS NULL`,
  },
  {
    name: 'discovery.closed-leads-are-answered',
    zh: '办结的线索，每一位上报人都应有答复',
    offenders: `SELECT r.tenant_id, r.id FROM discovery.report r
      JOIN discovery.lead l ON l.tenant_id = r.tenant_id AND l.id = r.lead_id
      WHERE l.state = 'closed' AND l.closed_on < $today AND r.result IS NULL`,
  },
]
