import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { stoppedClock, type Clock } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import { createLogger } from '#platform/http/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { seedCounty } from '#registry/demo-county/index.ts'
import { syntheticCounty } from '#registry/regions/index.ts'
import { compose, type Product } from './compose.ts'
import { standardsOf } from './demo-list.ts'
import { layGround, type Ground } from './demonstration.ts'
import { assessEveryone } from './first-assessments.ts'
import { createWorks } from './works.ts'

export interface TestProduct {
  readonly product: Product
  readonly ground: Ground
  /** For files of the test; gone with `remove`. */
  readonly folder: string
  readonly remove: () => void
}

/** The whole product over a test database, with a small county that is assessed, on the demonstration's day. */
export async function testProduct(
  database: TestDatabase,
  households: number,
  clock: Clock = stoppedClock('2026-03-02T09:00:00+08:00'),
): Promise<TestProduct> {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-product-'))
  const log = createLogger('silent')
  const { db, owner, connection } = database
  const vault = await openVault({ db: owner, keysFile: join(folder, 'keys'), dataDir: null })
  const product = await compose({
    ...{ clock, vault, log },
    database: { db, owner, connection, kind: 'external', dataDir: null, close: async () => undefined },
    installation: { kind: 'demo', clockOffset: 0, createdAt: clock.now() },
    works: createWorks(log),
  })
  const ground = await layGround(product)
  const { regions, eligibility } = product
  const tenant = ground.bureau.id
  await seedCounty({ db, owner, vault, regions, tenant, standards: standardsOf(eligibility), households })
  await assessEveryone(product, { tenant, region: syntheticCounty, isStopping: () => false })
  return { product, ground, folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
