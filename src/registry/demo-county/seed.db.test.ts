import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { day } from '#platform/clock/index.ts'
import { openVault } from '#platform/crypto/index.ts'
import type { TenantId } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase } from '#platform/testing/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import { seedCounty } from './seed.ts'

const database = testDatabase()
const folder = mkdtempSync(join(tmpdir(), 'zhulian-county-'))
afterAll(() => rmSync(folder, { recursive: true }))

it('整个县进库；再来一次什么也不变；中途停下，下次接着来', async () => {
  const tenant = 3 as TenantId
  const regions = await createRegions({ db: database.db })
  await regions.loadSynthetic()
  const needs = {
    db: database.db,
    owner: database.owner,
    vault: await openVault({ db: database.db, keysFile: join(folder, 'keys'), dataDir: null }),
    regions,
    tenant,
    // A tenth of the county: what a step does is the same for a hundred families as for a thousand.
    households: 226,
    standards: [
      { from: day('2024-01-01'), perMonth: fen(78_000n) },
      { from: day('2025-07-01'), perMonth: fen(81_000n) },
    ],
  }
  let steps = 0
  await seedCounty({ ...needs, isStopping: () => ++steps > 2 })
  const rest = await seedCounty(needs)
  expect(rest).toBeGreaterThan(0)
  expect(await seedCounty(needs)).toBe(0)
  const counted = await database.inTenant(tenant, async (tx) => {
    const { rows } = await sql<{ households: number; members: number; closed: number }>`
      SELECT (SELECT count(*)::int FROM households.household) AS households,
        (SELECT count(*)::int FROM households.member WHERE known_to IS NULL AND valid_to IS NULL) AS members,
        (SELECT count(*)::int FROM households.fact WHERE known_to IS NOT NULL) AS closed`.execute(tx)
    return rows[0]!
  })
  expect(counted.households).toBe(226)
  expect(counted.members).toBeGreaterThan(350)
  expect(counted.closed).toBeGreaterThan(150)
}, 120_000)
