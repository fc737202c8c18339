import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { createAudit } from '#platform/audit/index.ts'
import { addMonths, stoppedClock, type Clock, type Month } from '#platform/clock/index.ts'
import { openVault, type Vault } from '#platform/crypto/index.ts'
import type { Db, PlaceId, TenantId, Tx } from '#platform/db/index.ts'
import { systemCaller } from '#platform/http/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fen, yuan, type Fen } from '#platform/money/index.ts'
import type { TestDatabase } from '#platform/testing/index.ts'
import { createLedger, moved, type Ledger, type SourceLevel } from '#finance/ledger/index.ts'
import type { EntitlementDraft, PayListGate, PaymentFeed, PayRate, Settlement } from './contract.ts'
import type { DeductionRuleAt } from './deduct/deduct.ts'
import { createPayHouse, type PayHouse } from './payouts.ts'

/** What the tests of payments stand on: a county with synthetic households, a maker and a second person. */
export const county = 1 as TenantId
export const town = 11 as PlaceId
export const household = (index: number): string => `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
const person = (id: string, name: string): Caller => ({ ...systemCaller(id, county), id, name })
export const maker = person('maker', '财务甲')
export const head = person('head', '财务负责人')
export const otherHead = person('other-head', '财务负责人乙')
export const reviewer = person('reviewer', '县级审核乙')

export const openTestVault = async (db: Db): Promise<{ vault: Vault; remove: () => void }> => {
  const folder = mkdtempSync(join(tmpdir(), 'zhulian-pay-'))
  const vault = await openVault({ db, keysFile: join(folder, 'k'), dataDir: null })
  return { vault, remove: () => rmSync(folder, { recursive: true }) }
}

/** A house at a moment; on the same database the next month is another house. */
export function houseAt(
  moment: string,
  {
    vault,
    feeds = [],
    deductionRule,
    listGates,
    pauses,
  }: {
    vault: Vault
    feeds?: readonly PaymentFeed[]
    deductionRule?: DeductionRuleAt | undefined
    listGates?: readonly PayListGate[] | undefined
    pauses?: readonly PayListGate[] | undefined
  },
): PayHouse & { ledger: Ledger; clock: Clock } {
  const clock = stoppedClock(moment)
  const ledger = createLedger({ clock })
  const households = {
    idsOf: () => Promise.resolve([]),
    list: () => Promise.resolve({ rows: [], count: 0, members: 0, paidNow: fen(0) }),
  }
  const audit = createAudit({ vault, clock })
  return {
    ...createPayHouse({ ledger, audit, clock, vault, households, feeds, deductionRule, listGates, pauses }),
    ledger,
    clock,
  }
}
export type TestHouse = ReturnType<typeof houseAt>

export const decided = (
  index: number,
  {
    amount = '500',
    from = '2026-03',
    programme = 'dibao',
    per = 'month',
  }: Partial<{
    amount: string
    from: string
    programme: string
    per: PayRate['per']
  }> = {},
): EntitlementDraft => ({
  ...{ householdId: household(index), placeId: town, programme, from: from as Month },
  rate: { per, amount: yuan(amount) },
  source: { kind: 'decision', decisionId: `decision-${programme}-${index}`, caseNumber: `QH-${index}` },
})

export async function allot(
  tx: Tx,
  ledger: Ledger,
  {
    amount,
    programme = 'dibao',
    year = 2026,
    source = 'county',
  }: {
    amount: string
    programme?: string
    year?: number
    source?: SourceLevel
  },
): Promise<void> {
  const purse = { programme, source, budgetYear: year, householdId: null, month: null }
  await ledger.post(tx, maker, {
    ...{ key: `allot:${programme}:${year}:${source}:${amount}`, kind: 'payouts.allotted', why: '测试额度' },
    on: `${year}-01-01` as never,
    legs: moved(yuan(amount), { ...purse, account: 'outside' }, { account: 'allotment' }),
    about: { kind: 'allotment', id: 'test' },
  })
}

/** Every household gets an account ending in its number. */
export const giveAccounts = (tx: Tx, house: PayHouse, indexes: readonly number[]): Promise<number> =>
  house.accounts.adopt(
    tx,
    maker,
    indexes.map((index) => ({
      ...{ householdId: household(index), placeId: town, holder: `居民甲${index}`, bank: '青禾农商行（合成）' },
      ...{ number: `6200000000${String(index).padStart(6, '0')}`, why: '随原发放名册导入' },
    })),
  )

/** Make, freeze, approve. */
export async function approvedRun(tx: Tx, house: PayHouse, month: string, programme = 'dibao'): Promise<string> {
  const id = await house.runs.make(tx, maker, { programme, month: month as Month })
  await house.runs.freeze(tx, maker, id)
  return house.runs.approve(tx, head, id)
}

export const fileId = (index: number): string => `00000000-0000-7000-9000-${String(index).padStart(12, '0')}`

/** Sends a list and answers it: all paid but those named. */
export async function sentAndSettled(
  tx: Tx,
  house: PayHouse,
  {
    runId,
    file,
    returned = [],
    returnedLines = [],
  }: { runId: string; file: number; returned?: readonly number[]; returnedLines?: readonly string[] },
): Promise<void> {
  const { lines } = await house.desk.linesToSend(tx, maker, runId)
  await house.desk.send(tx, maker, { runId, fileId: fileId(file), lines })
  const bad = new Set(returned.map(household))
  const results = lines.map(({ id, householdId, month }): Settlement =>
    bad.has(householdId) || returnedLines.includes(id)
      ? { lineId: id, outcome: 'returned', on: `${month}-09` as never, reason: '账号不存在' }
      : { lineId: id, outcome: 'paid', on: `${month}-09` as never, reason: null },
  )
  await house.desk.settle(tx, maker, { fileId: fileId(file), results })
}

export const balances = async (tx: Tx, ledger: Ledger): Promise<Record<string, Fen>> => {
  const rows = await ledger.balances(tx, county, {})
  const sums: Record<string, Fen> = {}
  for (const { account, budgetYear, amount } of rows) sums[`${account} ${budgetYear}`] = amount
  return sums
}

export const linesOf = async (
  tx: Tx,
  runId: string,
): Promise<{ household: string; month: string; kind: string; fen: bigint; state: string; movement: string }[]> => {
  const { rows } = await sql<Awaited<ReturnType<typeof linesOf>>[number]>`SELECT household_id AS household,
      to_char(month, 'YYYY-MM') AS month, kind, fen, state, movement FROM payouts.line
    WHERE tenant_id = ${county} AND run_id = ${runId} ORDER BY household_id, month, kind`.execute(tx)
  return rows
}

export const emptied = async (database: TestDatabase): Promise<void> => {
  await sql`TRUNCATE payouts.entitlement, payouts.entitlement_version, payouts.reservation, payouts.run, payouts.hold,
    payouts.correction, payouts.deduction, payouts.account, payouts.asked_entry, payouts.one_off, payouts.refund, payouts.refund_proposal, payouts.line, payouts.transfer, ledger.entry, ledger.leg, ledger.posted,
    ledger.unsealed CASCADE`.execute(database.owner)
}

export const monthsFrom = (from: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => addMonths(from as Month, index))
