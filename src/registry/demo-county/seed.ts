import { sql } from 'kysely'
import { v7 } from 'uuid'
import { createAudit } from '#platform/audit/index.ts'
import { stoppedClock, type Day } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { countAnew, inScope, type Db, type TenantId } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import { createHouseholds } from '#registry/households/index.ts'
import type { Regions } from '#registry/regions/index.ts'
import type { DemoStandard } from './amount.ts'
import { chanceFrom } from './chance.ts'
import { countyHistory, seedUsual } from './county.ts'

export interface SeedNeeds {
  readonly db: Db
  /** Has the tables counted when the county stands in them. */
  readonly owner: Db
  readonly vault: Vault
  readonly regions: Regions
  /** The bureau of the invented county. */
  readonly tenant: TenantId
  readonly standards: readonly DemoStandard[]
  readonly seed?: number
  readonly households?: number
  /** The server is closing: stop before the next step; the next start goes on there. */
  readonly isStopping?: () => boolean
}

/** Morning of a day in the office. */
const morningOf = (day: Day): string => `${day}T09:00:00+08:00`

/**
 * Types the history of the invented county into the registry, step by step, through the same door as every list. Each
 * step is one transaction and happens once: a second start finds it and goes on with the next.
 * @returns number of households recorded or changed.
 */
export async function seedCounty(needs: SeedNeeds): Promise<number> {
  const { db, owner, vault, regions, tenant, isStopping = () => false, seed = seedUsual } = needs
  const who = { ...systemCaller('demo-county', tenant), name: '演示数据' }
  let recorded = 0
  for (const [index, step] of countyHistory({ ...needs, directory: regions.directory() }).entries()) {
    if (isStopping()) break
    const clock = stoppedClock(morningOf(step.knownOn))
    const newId = idsFrom(seed + index, clock.now())
    const households = createHouseholds({ clock, vault, audit: createAudit({ clock, vault }), regions, newId })
    recorded += await inScope(db, { tenants: [tenant], places: 'all' }, async (tx) => {
      const { rows } = await sql`SELECT 1 FROM households.change
        WHERE tenant_id = ${tenant} AND at = ${clock.now()} AND by_id = ${who.id} LIMIT 1`.execute(tx)
      return rows.length > 0 ? 0 : (await households.record(tx, who, step.entries)).length
    })
    if (index === 0) await countAnew(owner, ['households'])
  }
  return recorded
}

/** Version 7 ids that begin with the moment and come out the same at every seeding. */
function idsFrom(seed: number, at: Date): () => string {
  const chance = chanceFrom(seed)
  let count = 0
  return () => v7({ msecs: at.getTime(), seq: count++, random: chance.bytes(16) })
}
