import type { Audit } from '#platform/audit/index.ts'
import type { Db } from '#platform/db/index.ts'
import { route, type Route } from '#platform/http/index.ts'
import { readAuditList } from './access.ts'
import { readAuditPage } from './audit-view.ts'
import { listAudit } from './wire.ts'

/** Whoever supervises leaves a trace too: each question is kept with its filter and count. */
export const supervisionRoutes = ({ db, audit }: { readonly db: Db; readonly audit: Audit }): Route[] => [
  route({
    ...listAudit,
    zh: '谁做了什么、看了什么',
    en: 'Who did and saw what',
    may: readAuditList,
    run: ({ who, query }) =>
      who.transaction(db, async (tx) => {
        const page = await readAuditPage(tx, who.tenant, query)
        await audit.recordRead(tx, who, {
          act: 'search',
          action: 'supervision.audit-searched',
          about: { kind: 'tenant', id: String(who.tenant) },
          details: { act: query.act ?? 'all', page: query.page, count: page.count },
        })
        return page
      }),
  }),
]
