import { join } from 'node:path'
import { createAudit } from '#platform/audit/index.ts'
import { createCalendar, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { inScope } from '#platform/db/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createDocuments } from '#registry/documents/index.ts'
import { createHouseholds } from '#registry/households/index.ts'
import { createRegions, syntheticCounty } from '#registry/regions/index.ts'
import { leadRulesIn } from './lead-rules.ts'
import type { DiscoveryNeeds } from './needs.ts'

/** Everything leads need, over a test database and the synthetic county. */
export async function testDiscoveryNeeds(
  { db, owner }: TestDatabase,
  { folder, clock }: { readonly folder: string; readonly clock: Clock },
): Promise<DiscoveryNeeds> {
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  const regions = await createRegions({ db: owner })
  await regions.loadSynthetic()
  const audit = createAudit({ vault, clock })
  return {
    ...{ db, clock, vault, audit, regions },
    calendar: createCalendar({ db, clock }),
    households: createHouseholds({ clock, vault, audit, regions }),
    documents: createDocuments({ clock, audit }),
    rulesAt: leadRulesIn(new URL('../../../policy', import.meta.url).pathname),
    coverageOf: () => Promise.resolve([syntheticCounty]),
  }
}

/** Somebody at work in these places, who may do everything their roles are asked for. */
export const workerIn = (
  places: readonly PlaceId[],
  { id, tenant, roles = [] }: { readonly id: string; readonly tenant: TenantId; readonly roles?: readonly string[] },
): Caller => ({
  ...systemCaller(id, tenant),
  ...{ id, name: `演示人员 ${id}`, places, roles, purpose: '测试' },
  transaction: (on, work) => inScope(on, { tenants: [tenant], places }, work),
})
