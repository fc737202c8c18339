import { mkdtempSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { createAudit } from '#platform/audit/index.ts'
import { firstDayOf, month, stoppedClock, type Month } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { PlaceId, TenantId } from '#platform/db/index.ts'
import { systemCaller, type Caller, type Route, type UploadedFile } from '#platform/http/index.ts'
import { fen } from '#platform/money/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createHouseholds } from '#registry/households/index.ts'
import { createRegions } from '#registry/regions/index.ts'
import { createLedger, moved } from '#finance/ledger/index.ts'
import { createPayHouse, payoutRoutes, type PayHouse } from '../index.ts'
import { createFileDesk, type FileDesk } from '../files/desk.ts'
import { hashOf } from '../files/kept-bytes.ts'
import { endingOf, freshPath } from '../files/testing-files.ts'
import { bankBatch } from '../files/known-routes.ts'

/** A bureau made for tests: synthetic households, synthetic accounts. */

export const bureau = 7 as TenantId
const person = (id: string, name: string): Caller => ({ ...systemCaller(id, bureau), id, name })
export const officer = person('officer', '财务甲')
export const other = person('other', '财务乙')
export const head = person('head', '财务负责人')
export const march: Month = month('2026-03')
const place = 3 as PlaceId

export interface TestBureau extends PayHouse {
  readonly files: FileDesk
  readonly households: ReturnType<typeof createHouseholds>
  readonly audit: ReturnType<typeof createAudit>
  readonly vault: Vault
  readonly clock: ReturnType<typeof stoppedClock>
  readonly routes: readonly Route[]
}

export async function testBureau({ db, owner }: TestDatabase): Promise<TestBureau> {
  const clock = stoppedClock('2026-03-02T09:00:00+08:00')
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-bureau-'))
  const vault = await openVault({ db, keysFile: join(folder, 'keys'), dataDir: null })
  const audit = createAudit({ vault, clock })
  const regions = await createRegions({ db: owner })
  const households = createHouseholds({ clock, vault, audit, regions })
  const ledger = createLedger({ clock })
  const house = createPayHouse({ ledger, audit, clock, vault, households, feeds: [] })
  const files = createFileDesk({ db, clock, vault, audit, desk: house.desk, isDemo: true })
  await officer.transaction(db, (tx) =>
    ledger.post(tx, officer, {
      ...{ key: 'allotment', kind: 'trial.allotted', why: '合成指标', on: firstDayOf(march) },
      about: { kind: 'trial', id: '1' },
      legs: moved(
        fen(10_000_000_000),
        { programme: 'dibao', source: 'county', budgetYear: 2026, account: 'outside', householdId: null, month: null },
        { account: 'allotment' },
      ),
    }),
  )
  const routes = payoutRoutes({ db, audit, clock, vault, ledger, feeds: [], households, house })
  return { ...house, files, households, audit, vault, clock, routes }
}

/** Rights of 500 yuan a month from March on, each with an account that was approved before. @returns household ids */
export async function grantMany(
  { db }: TestDatabase,
  { payouts, accounts }: TestBureau,
  count: number,
): Promise<string[]> {
  const ids = Array.from({ length: count }, () => v7())
  await officer.transaction(db, async (tx) => {
    await payouts.adoptLegacy(
      tx,
      officer,
      ids.map((householdId) => ({
        ...{ householdId, placeId: place, programme: 'dibao', rate: { per: 'month' as const, amount: fen(50_000) } },
        ...{ from: march, source: { kind: 'legacy' as const, document: '合成文件1号' } },
      })),
      march,
    )
    await accounts.adopt(
      tx,
      officer,
      ids.map((householdId, index) => ({
        ...{ householdId, placeId: place, bank: '合成银行', why: '原发放表' },
        holder: `居民甲${String(index + 1).padStart(4, '0')}`,
        number: `62990000000000${String(index + 1).padStart(5, '0')}`,
      })),
    )
  })
  return ids
}

/** March: computed, frozen, approved by the second person. */
export async function approvedRun({ db }: TestDatabase, { runs }: TestBureau): Promise<string> {
  const id = await officer.transaction(db, (tx) => runs.make(tx, officer, { programme: 'dibao', month: march }))
  await officer.transaction(db, (tx) => runs.freeze(tx, officer, id))
  await head.transaction(db, (tx) => runs.approve(tx, head, id))
  return id
}

/** Bytes as the server hands over an upload. */
export async function uploadedBytes(bytes: Buffer, name = 'huipan.txt'): Promise<UploadedFile> {
  const path = freshPath(endingOf(bankBatch.back))
  await writeFile(path, bytes)
  return { field: 'file', name, path, bytes: bytes.length, sha256: hashOf(await readFile(path)) }
}
