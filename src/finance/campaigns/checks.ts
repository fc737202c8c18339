import type { Check } from '#platform/checks/index.ts'

/** What must hold between the lists of one-off subsidies, the rights they gave and the money. */
export const campaignChecks: readonly Check[] = [
  {
    name: 'campaigns.person-is-listed-once',
    zh: '一次性补贴：同一个人按同一文件只在一份批准的名单上',
    offenders: `SELECT min(tenant_id) AS tenant_id, encode(p.subject, 'hex') || ' ' || c.document_key AS id
      FROM campaigns.person p JOIN campaigns.campaign c USING (tenant_id)
      WHERE c.id = p.campaign_id AND p.state = 'listed' AND p.entitlement_id IS NOT NULL
      GROUP BY p.subject, c.document_key HAVING count(*) > 1`,
  },
  {
    name: 'campaigns.approved-has-its-right',
    zh: '一次性补贴：批准的名单上每个人都有一份待遇，金额一分不差，也没有多出来的',
    offenders: `SELECT tenant_id, coalesce(p.id, g.row)::text AS id
      FROM (SELECT p.tenant_id, p.id, p.entitlement_id, p.fen FROM campaigns.person p
        JOIN campaigns.part t ON t.tenant_id = p.tenant_id AND t.id = p.part_id
        WHERE p.state = 'listed' AND t.state = 'approved') AS p
      FULL JOIN (SELECT e.tenant_id, e.origin_ref::uuid AS row, e.id AS entitlement_id, v.fen
        FROM payouts.entitlement e JOIN payouts.entitlement_version v ON v.tenant_id = e.tenant_id
          AND v.entitlement_id = e.id AND v.version = 1
        WHERE e.origin = 'campaign' AND e.stops_month > e.from_month) AS g USING (tenant_id, entitlement_id)
      WHERE p.id IS DISTINCT FROM g.row OR p.fen IS DISTINCT FROM g.fen`,
  },
  {
    name: 'campaigns.approved-by-another',
    zh: '一次性补贴：批名单的人没有生成过、也没有提交过它',
    offenders: `SELECT tenant_id, id FROM campaigns.part
      WHERE state = 'approved' AND (approved_by IS NULL OR approved_by IN (drawn_by, submitted_by))`,
  },
]
