import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import type { Clock } from '#platform/clock/index.ts'
import type { Vault } from '#platform/crypto/index.ts'
import { withoutCounting, type Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Households } from '#registry/households/contract.ts'
import type { Ledger } from '#finance/ledger/index.ts'
import { holderUse, numberUse } from '../account/accounts.ts'
import type { LineToSend, PayDesk, PayLine, PaymentFeed, PayListGate, Settlement } from '../contract.ts'
import { askFeeds } from '../hold/holds.ts'
import { backToWorkList, markRefunded } from '../refund/on-list.ts'
import { payoutRefusals } from '../refusals.ts'
import { postOwed } from '../rights/corrections.ts'
import { lookAgainAtChanged } from '../rights/look-again.ts'
import { askGates } from '../run/gates.ts'
import { householdsOn, linesNamed, movedLegs } from '../run/line-store.ts'
import { closeFinished, findRun } from '../run/run-store.ts'
import { addTransfers, findOwing, findSendable, findTransfers, markSent, saveSettled, sumOfFile } from './desk-store.ts'

export interface DeskNeeds {
  readonly ledger: Ledger
  readonly audit: Audit
  readonly vault: Vault
  readonly clock: Clock
  readonly households: Pick<Households, 'idsOf'>
  /** Asked for the last time before money leaves. */
  readonly feeds: readonly PaymentFeed[]
  readonly pauses?: readonly PayListGate[] | undefined
}

export const createPayDesk = (needs: DeskNeeds): PayDesk => ({
  linesToSend: async (tx, who, runId) => {
    const run = await findRun(tx, who.tenant, runId)
    if (run) {
      await askGates(tx, who, run, needs.pauses ?? [])
      await askFeeds(tx, who, { run, householdIds: await householdsOn(tx, who.tenant, run, 'payable') }, needs)
      await lookAgainAtChanged(tx, who, { runId }, needs)
    }
    const rows = await withoutCounting(tx, tablesOfFile, () => findSendable(tx, who.tenant, runId))
    const numbers = new Map((await needs.households.idsOf(tx, who.tenant)).map(({ id, number }) => [id, number]))
    const box = await needs.vault.boxOf(who.tenant)
    const lines: LineToSend[] = []
    const without: PayLine[] = []
    for (const row of rows) {
      const { holder, number, accountId, bank, attempt, ...line } = row
      if (accountId === null) without.push(line)
      else
        lines.push({
          ...{ ...line, bank, accountId, attempt: attempt + 1 },
          holder: box.open(holder, holderUse(accountId)),
          accountNumber: box.open(number, numberUse(accountId)),
          householdNumber: numbers.get(row.householdId) ?? '',
        })
    }
    return { lines, without }
  },
  send: (tx, who, wish) => send(tx, who, wish, needs),
  settle: (tx, who, wish) => settle(tx, who, wish, needs),
})

/** Filled in one go by the first list of a county and the accounts it brought along. */
const tablesOfFile = ['payouts.line', 'payouts.account', 'payouts.transfer']

async function send(
  tx: Tx,
  who: Caller,
  { runId, fileId, lines }: Parameters<PayDesk['send']>[2],
  { ledger, audit, clock }: DeskNeeds,
): ReturnType<PayDesk['send']> {
  const before = await sumOfFile(tx, who.tenant, fileId)
  if (before.count > 0) return before
  const on = clock.today()
  const ids = lines.map(({ id }) => id)
  const { payable, sent } = await withoutCounting(tx, tablesOfFile, () =>
    addTransfers(tx, who.tenant, { runId, fileId, lines, on }),
  )
  if (payable < lines.length) throw payoutRefusals.lineNotPayable({ count: lines.length - payable })
  if (sent < lines.length) throw payoutRefusals.accountChanged({ count: lines.length - sent })
  await ledger.postQuery(tx, who, {
    ...{ key: `payouts.sent:${fileId}`, kind: 'payouts.sent', why: '送银行发放', on },
    about: { kind: 'pay-run', id: runId },
    legs: movedLegs(linesNamed(who.tenant, ids), 'payable', 'in-bank'),
  })
  await markSent(tx, who.tenant, { fileId, lines: ids })
  await audit.record(tx, who, {
    ...{ action: 'payouts.sent-to-bank', about: { kind: 'pay-run', id: runId } },
    after: { file: fileId, lines: lines.length },
  })
  return sumOfFile(tx, who.tenant, fileId)
}

async function settle(
  tx: Tx,
  who: Caller,
  { fileId, results }: Parameters<PayDesk['settle']>[2],
  needs: DeskNeeds,
): ReturnType<PayDesk['settle']> {
  const found = await findTransfers(tx, who.tenant, { fileId, lines: results.map(({ lineId }) => lineId) })
  const repeated: string[] = []
  const unknown: string[] = []
  const fresh = new Map<string, Settlement>()
  for (const result of results) {
    const state = fresh.get(result.lineId)?.outcome ?? found.get(result.lineId)
    if (state === 'in-bank') fresh.set(result.lineId, result)
    else (state === result.outcome ? repeated : unknown).push(result.lineId)
  }
  const settled = [...fresh.values()]
  const runs = await saveSettled(tx, who.tenant, { fileId, results: settled })
  for (const outcome of ['paid', 'returned'] as const) {
    const lines = settled.filter((one) => one.outcome === outcome).map(({ lineId }) => lineId)
    if (lines.length === 0) continue
    await needs.ledger.postQuery(tx, who, {
      ...{ key: `payouts.${outcome}:${fileId}:${uuid()}`, kind: `payouts.${outcome}` },
      ...{ why: outcome === 'paid' ? '银行已入账' : '银行退回', on: needs.clock.today() },
      about: { kind: 'pay-file', id: fileId },
      legs: movedLegs(linesNamed(who.tenant, lines), 'in-bank', outcome),
    })
    if (outcome === 'returned') {
      const which = { returned: lines }
      await backToWorkList(tx, who, { which, about: { kind: 'pay-file', id: fileId } }, needs)
      continue
    }
    await markRefunded(tx, who.tenant, lines)
    const owing = await withoutCounting(tx, tablesOfFile, () => findOwing(tx, who.tenant, lines))
    await postOwed(tx, who, owing, needs)
  }
  // A right may have ended while its line was with the bank: what came back of it does not go out again.
  if (settled.some(({ outcome }) => outcome === 'returned'))
    for (const runId of runs) await lookAgainAtChanged(tx, who, { runId }, needs)
  await closeFinished(tx, who.tenant, runs)
  const count = (outcome: 'paid' | 'returned'): number => settled.filter((one) => one.outcome === outcome).length
  await needs.audit.record(tx, who, {
    ...{ action: 'payouts.settled', about: { kind: 'pay-file', id: fileId } },
    after: { paid: count('paid'), returned: count('returned'), unknown: unknown.length },
  })
  return { paid: count('paid'), returned: count('returned'), repeated, unknown }
}
