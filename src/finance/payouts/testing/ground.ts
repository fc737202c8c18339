import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import { runChecks } from '#platform/checks/index.ts'
import { day, type Month } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import { fen } from '#platform/money/index.ts'
import { testDatabase, type TestDatabase } from '#platform/testing/index.ts'
import { ledgerChecks } from '#finance/ledger/index.ts'
import { payoutChecks } from '../checks.ts'
import type { PaymentFeed } from '../contract.ts'
import type { DeductionRuleAt } from '../deduct/deduct.ts'
import {
  allot,
  balances,
  county,
  decided,
  emptied,
  giveAccounts,
  household,
  houseAt,
  linesOf,
  maker,
  openTestVault,
  type TestHouse,
} from '../testing.ts'

/** A county in March 2026 for one test file. After each test the books of lists and ledger are held against each other. */
export interface PayGround {
  readonly database: TestDatabase
  readonly house: TestHouse
  readonly vault: Vault
  readonly at: (moment: string, feeds?: readonly PaymentFeed[], deductionRule?: DeductionRuleAt) => TestHouse
  readonly inside: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>
  /** What stands in each account of each budget year; accounts with nothing are left out. */
  readonly sums: () => Promise<Record<string, bigint>>
  /** Money, rights of 500 a month and accounts for these households. */
  readonly ready: (indexes: readonly number[], wish?: Parameters<typeof decided>[1]) => Promise<void>
  readonly rightOf: (index: number) => Promise<string>
  readonly end: (index: number, after: string) => Promise<unknown>
  readonly change: (index: number, amount: number, from: string) => Promise<unknown>
  readonly undo: (index: number, version: number) => Promise<unknown>
  /** `[household, month, kind, fen, state]` of each line of a list. */
  readonly lines: (runId: string) => Promise<(string | number | bigint)[][]>
}

export function payGround(): PayGround {
  const database = testDatabase()
  const opened: { now: { vault: Vault; remove: () => void; house: TestHouse } | null } = { now: null }
  const here = () => {
    if (opened.now === null) throw new Error('use the ground inside a test')
    return opened.now
  }
  beforeAll(async () => {
    const { vault, remove } = await openTestVault(database.owner)
    opened.now = { vault, remove, house: houseAt('2026-03-05T10:00:00+08:00', { vault }) }
  })
  afterAll(() => here().remove())
  afterEach(async () => {
    const asked = { tenants: [county], today: day('2026-03-05') }
    for (const { name, offenders } of await runChecks(database.db, [...ledgerChecks, ...payoutChecks], asked))
      expect([name, offenders]).toEqual([name, []])
    await emptied(database)
  })
  const inside: PayGround['inside'] = (work) => database.inTenant(county, work)
  const rightOf = async (index: number): Promise<string> => {
    const rights = await inside((tx) => here().house.payouts.ofHousehold(tx, county, household(index)))
    return rights[0]?.id ?? ''
  }
  return {
    database,
    get house() {
      return here().house
    },
    get vault() {
      return here().vault
    },
    at: (moment, feeds = [], deductionRule) => houseAt(moment, { vault: here().vault, feeds, deductionRule }),
    ...{ inside, rightOf },
    sums: () => inside((tx) => balances(tx, here().house.ledger)),
    ready: (indexes, wish) =>
      inside(async (tx) => {
        await allot(tx, here().house.ledger, { amount: '100000' })
        for (const index of indexes) await here().house.payouts.grant(tx, maker, decided(index, wish))
        await giveAccounts(tx, here().house, indexes)
      }),
    end: async (index, after) => {
      const wish = { entitlementId: await rightOf(index), after: after as Month, why: '搬走了', decisionId: null }
      return inside((tx) => here().house.payouts.end(tx, maker, wish))
    },
    change: async (index, amount, from) => {
      const rate = { per: 'month', amount: fen(amount) } as const
      const wish = { entitlementId: await rightOf(index), rate, from: from as Month, why: '工资多了', decisionId: null }
      return inside((tx) => here().house.payouts.change(tx, maker, wish))
    },
    undo: async (index, version) => {
      const wish = { entitlementId: await rightOf(index), version, why: '改错了' }
      return inside((tx) => here().house.payouts.undo(tx, maker, wish))
    },
    lines: async (runId) =>
      (await inside((tx) => linesOf(tx, runId))).map((line) => [
        ...[Number(line.household.slice(-3)), line.month, line.kind, line.fen, line.state],
      ]),
  }
}

/** Waits until another connection stands in a queue for a lock of this database. */
export async function somebodyWaits({ owner }: TestDatabase): Promise<void> {
  for (let look = 0; look < 200; look += 1) {
    const { rows } = await sql<{ count: number }>`SELECT count(*)::int AS count FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`.execute(owner)
    if ((rows[0]?.count ?? 0) > 0) return
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
  throw new Error('nobody waits for a lock')
}

/** A door that stays shut until it is opened. */
export function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>()
  return { opened: promise, open: resolve }
}
