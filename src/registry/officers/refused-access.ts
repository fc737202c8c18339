import type { Audit } from '#platform/audit/contract.ts'
import { inScope } from '#platform/db/index.ts'
import type { Db } from '#platform/db/index.ts'
import type { RefusedAccess } from '#platform/http/index.ts'

/**
 * For the server's `onRefusedAccess`: a signed-in person who asked for what the role may not is kept in the audit of
 * their office. Strangers have no office and no name; they are counted in the metrics only.
 */
export const noteRefusedAccess =
  ({ db, audit }: { readonly db: Db; readonly audit: Audit }) =>
  async ({ route, verb, code, visit }: RefusedAccess): Promise<void> => {
    const { person } = visit
    if (person === null) return
    const actor = { id: person.id, name: person.name, tenant: person.tenant, purpose: null }
    await inScope(db, { tenants: [person.tenant], places: 'all' }, (tx) =>
      audit.recordRead(tx, actor, {
        act: 'refused',
        action: 'officers.access-refused',
        about: { kind: 'route', id: `${verb} ${route}` },
        details: { code },
      }),
    )
  }
