import { sql } from 'kysely'
import { addMonths, type Month } from '#platform/clock/index.ts'
import type { Box, Vault } from '#platform/crypto/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { subtractFen, zeroFen, type Fen } from '#platform/money/index.ts'
import type { Households } from '#registry/households/contract.ts'
import type { z } from 'zod'
import { holdPayments } from '../access.ts'
import { findHeldOf, findHolds, type HoldRow } from '../hold/hold-store.ts'
import { openClosing, openWhy } from '../hold/hold-words.ts'
import { programmeWords } from '../programmes.ts'
import { findRights, findVersions, type RightRow, type VersionRow } from '../rights/rights-store.ts'
import type { Hold, HouseholdMoney } from '../wire.ts'
import { readAccounts } from './account-view.ts'
import { headsOf, readLinesOf, type Heads } from './line-view.ts'

interface Needs {
  readonly vault: Vault
  readonly households: Pick<Households, 'list'>
}
type Money = z.input<typeof HouseholdMoney>

/** Rights with their versions, payments, accounts, holds and what is to be recovered: the money side of one household. */
export async function readHouseholdMoney(tx: Tx, who: Caller, householdId: string, needs: Needs): Promise<Money> {
  const rights = await findRights(tx, who.tenant, { householdId })
  const ids = rights.map(({ id }) => id)
  const versions = Map.groupBy(await findVersions(tx, who.tenant, ids), ({ entitlementId }) => entitlementId)
  const holds = await findHolds(tx, who.tenant, { groups: await findHeldOf(tx, who.tenant, householdId) })
  const heads = await headsOf(tx, who, [householdId], needs.households)
  const box = await needs.vault.boxOf(who.tenant)
  return {
    householdId,
    rights: rights.map((right) => rightOf(right, versions.get(right.id) ?? [])),
    ...(await readLinesOf(tx, who, householdId, needs)),
    accounts: await readAccounts(tx, who, householdId, needs.vault),
    holds: holds.map((hold) => holdOf(hold, heads(householdId), { who, box })),
    recoveries: await readRecoveries(tx, who, ids),
  }
}

function rightOf(right: RightRow, versions: readonly VersionRow[]): Money['rights'][number] {
  const { id, programme, from, stops, origin, originRef, caseNumber } = right
  const words = programmeWords(programme)
  const undone = new Set(versions.flatMap(({ undoes }) => undoes ?? []))
  return {
    ...{ id, programme, programmeZh: words.zh, programmeEn: words.en, from },
    until: stops === null ? null : addMonths(stops, -1),
    source: originWords({ origin, originRef, caseNumber }),
    versions: versions.map(({ version, kind, per, fen, from: since, why, at, byName }) => ({
      ...{ version, kind, per, from: since, why, isUndone: undone.has(version) },
      amount: fen === null ? null : String(fen),
      by: { name: byName, at: at.toISOString() },
    })),
  }
}

function originWords({ origin, originRef, caseNumber }: Pick<RightRow, 'origin' | 'originRef' | 'caseNumber'>) {
  const cited = caseNumber ?? ''
  const words = {
    legacy: { zh: `原已享受：${originRef}`, en: `Paid before: ${originRef}` },
    decision: { zh: `确认决定 ${cited}`, en: `Decision ${cited}` },
    campaign: { zh: `一次性补贴，依据：${cited}`, en: `One-off subsidy under ${cited}` },
  }
  return words[origin]
}

export function holdOf(hold: HoldRow, { number, head, place }: Heads, { who, box }: { who: Caller; box: Box }): Hold {
  const { id, householdId, programme, cause, state, at, byName, closedAt, closedName } = hold
  const [why, closedReason] = [openWhy(box, id, hold), openClosing(box, id, hold)]
  return {
    ...{ id, householdId, number, head, place, programme, cause, why, state, lines: hold.lines, others: hold.others },
    mayDecide: state === 'open' && hold.byId !== who.id && who.may(holdPayments),
    by: { name: byName, at: at.toISOString() },
    ended:
      closedAt === null ? null : { name: closedName ?? '', at: closedAt.toISOString(), reason: closedReason ?? '' },
    amount: String(hold.fen),
  }
}

/** As the ledger asks for them: what never reached the family is not asked back. */
async function readRecoveries(tx: Tx, who: Caller, rights: readonly string[]): Promise<Money['recoveries']> {
  const { rows } = await sql<{ month: Month; programme: string; fen: Fen; why: string }>`SELECT
      to_char(c.month, 'YYYY-MM') AS month, e.programme, c.fen + c.repaid_fen + c.dropped_fen AS fen, v.why
    FROM payouts.correction c
    JOIN payouts.entitlement e ON e.tenant_id = c.tenant_id AND e.id = c.entitlement_id
    JOIN payouts.entitlement_version v ON v.tenant_id = c.tenant_id AND v.entitlement_id = c.entitlement_id
      AND v.version = c.version
    WHERE c.tenant_id = ${who.tenant} AND c.entitlement_id = ANY (${rights}::uuid[]) AND c.state = 'owed'
      AND c.entry_id IS NOT NULL AND c.fen + c.repaid_fen + c.dropped_fen < 0
    ORDER BY c.month`.execute(tx)
  return rows.map(({ month, programme, fen, why }) => ({
    ...{ month, programme, why, amount: String(subtractFen(zeroFen, fen)) },
  }))
}
