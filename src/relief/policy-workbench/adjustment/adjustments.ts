import { v7 as uuid } from 'uuid'
import type { Audit } from '#platform/audit/index.ts'
import { addMonths, monthOf, type Clock, type Month } from '#platform/clock/index.ts'
import type { Tx } from '#platform/db/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import { readRatesSince, type Entitlement, type Payouts, type UndoOutcome } from '#finance/payouts/index.ts'
import type { Households } from '#registry/households/contract.ts'
import { answerMany, type LivingEligibility, type ReadModel } from '#relief/eligibility/index.ts'
import type { Drafts } from '../draft/drafts.ts'
import { workbenchRefusals } from '../refusals.ts'
import { lawsOf } from '../simulation/laws.ts'
import { firstFelt } from '../simulation/months.ts'
import { readVersions } from '../version/version-store.ts'
import { lineKind, type AdjustmentLine, type AdjustmentState, type LineUndone } from './adjustment.ts'
import {
  insertAdjustment,
  lockAdjustment,
  readLines,
  saveApproved,
  saveEnded,
  saveLines,
  saveLinesUndone,
  saveUndoAsked,
  saveUndoRefused,
  type Adjustment,
} from './adjustment-store.ts'

export interface Adjustments {
  /** Who is raised by a published version, and who is not and why. Changes no right. @throws notFound, draftNeverPays, adjustedAlready */
  readonly prepare: (
    tx: Tx,
    who: Caller,
    version: { readonly region: string; readonly programme: string; readonly serial: number },
  ) => Promise<{ readonly id: string }>
  /**
   * Every raise becomes a new version of its right, from its month on: months on approved lists get their supplement with
   * the next list. @throws notFound, notThisList, sameListPerson
   */
  readonly approve: (tx: Tx, who: Caller, id: string) => Promise<void>
  /** Asks another person to take an approved list back; nothing is changed yet. @throws notFound, notThisList */
  readonly askUndo: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  /**
   * Takes every raise of the list back that nobody has decided about since, by counter-entries. Whose right was ended or
   * changed later stays as it is and is named on the list. @throws notFound, notThisList, sameListPerson
   */
  readonly undo: (tx: Tx, who: Caller, id: string) => Promise<{ readonly undone: number; readonly stay: number }>
  /** The list stays as it was approved. @throws notFound, notThisList, sameListPerson */
  readonly refuseUndo: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
  readonly drop: (tx: Tx, who: Caller, id: string, reason: string) => Promise<void>
}

export interface AdjustmentNeeds {
  readonly clock: Clock
  readonly audit: Audit
  readonly eligibility: LivingEligibility
  readonly readModel: ReadModel
  readonly households: Pick<Households, 'situationsOf'>
  readonly payouts: Pick<Payouts, 'running' | 'locked' | 'changeMany' | 'undoMany'>
  readonly drafts: Pick<Drafts, 'get'>
}

export function createAdjustments(needs: AdjustmentNeeds): Adjustments {
  const { clock, audit, payouts } = needs
  const hand = (who: Caller) => ({ id: who.id, name: who.name, at: clock.now() })
  const taken = async (tx: Tx, who: Caller, id: string, state: AdjustmentState): Promise<Adjustment> => {
    const found = await lockAdjustment(tx, who.tenant, id)
    if (!found) throw workbenchRefusals.notFound()
    if (found.state !== state) throw workbenchRefusals.notThisList()
    return found
  }
  const askedBack = async (tx: Tx, who: Caller, id: string): Promise<Adjustment> => {
    const list = await taken(tx, who, id, 'undo-asked')
    if (list.undoAskedBy === who.id) throw workbenchRefusals.sameListPerson()
    return list
  }
  const note = (tx: Tx, who: Caller, id: string, action: string, after: unknown, reason?: string) =>
    audit.record(tx, who, {
      ...{ action: `policy-workbench.${action}`, about: { kind: 'policy-adjustment', id }, after },
      ...(reason === undefined ? {} : { reason }),
    })
  return {
    prepare: async (tx, who, version) => {
      const versions = await readVersions(tx, [who.tenant], version)
      const published = versions.find(({ serial }) => serial === version.serial)
      if (!published && versions.every(({ serial }) => serial < version.serial))
        throw workbenchRefusals.draftNeverPays({ serial: version.serial })
      if (!published) throw workbenchRefusals.notFound()
      const { lines, fromMonth } = await linesOf(tx, who, published.draftId, needs)
      const { title, document } = published
      const id = uuid()
      const list = { ...version, id, title, document, fromMonth }
      if (!(await insertAdjustment(tx, who.tenant, list, hand(who), lines))) throw workbenchRefusals.adjustedAlready()
      await note(tx, who, id, 'adjustment-prepared', { ...version, lines: lines.length })
      return { id }
    },
    approve: async (tx, who, id) => {
      const list = await taken(tx, who, id, 'prepared')
      if (list.madeBy === who.id) throw workbenchRefusals.sameListPerson()
      const why = `调标：${list.document}`
      const raises = (await readLines(tx, who.tenant, id)).filter(isRaise)
      const ids = raises.map(({ entitlementId }) => entitlementId)
      const rights = new Map((await payouts.locked(tx, who.tenant, ids)).map((right) => [right.id, right]))
      const changes = raises.flatMap(({ entitlementId, fromMonth: from, ...line }) =>
        stillRaised(rights.get(entitlementId), { ...line, fromMonth: from })
          ? [{ entitlementId, rate: { per: 'month', amount: line.after } as const, from }]
          : [],
      )
      const about = { kind: 'policy-adjustment', id }
      const changed = await payouts.changeMany(tx, who, { changes, why, decisionId: id, about })
      const versions = new Map(changed.map((right) => [right.id, right.version]))
      await saveLines(
        tx,
        who.tenant,
        id,
        ids.map((entitlementId) => {
          const rightVersion = versions.get(entitlementId) ?? null
          return { entitlementId, rightVersion, kind: rightVersion === null ? 'changed-since' : 'raise' }
        }),
      )
      const raised = changed.length
      await saveApproved(tx, who.tenant, id, hand(who))
      await note(tx, who, id, 'adjustment-approved', { raised })
    },
    askUndo: async (tx, who, id, reason) => {
      await taken(tx, who, id, 'approved')
      await saveUndoAsked(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-undo-asked', {}, reason)
    },
    undo: async (tx, who, id) => {
      const { undoReason } = await askedBack(tx, who, id)
      const why = undoReason ?? ''
      const undos = (await readLines(tx, who.tenant, id)).flatMap(({ entitlementId, rightVersion: version }) =>
        version === null ? [] : [{ entitlementId, version }],
      )
      const about = { kind: 'policy-adjustment', id }
      const became = (await payouts.undoMany(tx, who, { undos, why, about })).map(becameOf)
      await saveLinesUndone(tx, who.tenant, id, became)
      const undone = became.filter((one) => one.undone === 'undone').length
      const stay = became.length - undone
      await saveEnded(tx, who.tenant, { id, state: 'undone' }, { by: hand(who), reason: undoReason })
      await note(tx, who, id, 'adjustment-undone', { undone, stay }, why)
      return { undone, stay }
    },
    refuseUndo: async (tx, who, id, reason) => {
      await askedBack(tx, who, id)
      await saveUndoRefused(tx, who.tenant, id, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-undo-refused', {}, reason)
    },
    drop: async (tx, who, id, reason) => {
      await taken(tx, who, id, 'prepared')
      await saveEnded(tx, who.tenant, { id, state: 'dropped' }, { by: hand(who), reason })
      await note(tx, who, id, 'adjustment-dropped', {}, reason)
    },
  }
}

const isRaise = (line: AdjustmentLine): line is AdjustmentLine & { readonly after: Fen } =>
  line.kind === 'raise' && line.after !== null

/** A raise is taken back, unless somebody has decided about the right since: theirs is the later word. */
const becameOf = ({ right, isUndone }: UndoOutcome): { entitlementId: string; undone: LineUndone } => ({
  entitlementId: right.id,
  undone: isUndone ? 'undone' : right.until === null ? 'changed-since' : 'ended-since',
})

/** It pays what the list says it pays, and is not over before the raise begins: one death since stops no other raise. */
const stillRaised = (
  right: Entitlement | undefined,
  { paid, fromMonth }: Pick<AdjustmentLine, 'paid' | 'fromMonth'>,
): boolean =>
  right?.rate.per === 'month' && right.rate.amount === paid && (right.until === null || fromMonth <= right.until)

/**
 * Every right that runs, or ran in a month the new law reaches back to, computed by the law before and by the new one, in
 * the month the new law is first felt. A raise begins where the amount it raises began: months that were paid by another
 * amount have sums of their own, and are looked at singly.
 */
async function linesOf(
  tx: Tx,
  who: Caller,
  draftId: string,
  needs: AdjustmentNeeds,
): Promise<{ readonly lines: AdjustmentLine[]; readonly fromMonth: Month }> {
  const draft = await needs.drafts.get(tx, who, draftId)
  const { region, programme, startsOn } = draft
  const laws = await lawsOf(draft, needs)
  const fromMonth = firstFelt(laws.base, laws.pack, startsOn)
  const today = needs.clock.today()
  const now = monthOf(today)
  const rights = (await reached(tx, who, { fromMonth, now }, needs)).filter(
    (right) => right.programme === programme && right.rate.per === 'month',
  )
  const rates = await readRatesSince(
    tx,
    who.tenant,
    rights.map(({ id }) => id),
  )
  const ids = rights.map(({ householdId }) => householdId)
  const situations = await needs.households.situationsOf(tx, who.tenant, ids, { factsOn: today, programme })
  const request = { region, programme, factsOn: today, lawOn: startsOn, month: fromMonth }
  const before = answerMany(laws.before, request, situations)
  const after = answerMany(laws.after, request, situations)
  const at = new Map(situations.map(({ householdId }, index) => [householdId, index]))
  const lines = rights.flatMap((right): AdjustmentLine[] => {
    const index = at.get(right.householdId)
    const said = {
      paid: right.rate.amount,
      before: index === undefined ? null : (before[index]?.amount ?? null),
      after: index === undefined ? null : (after[index]?.amount ?? null),
    }
    const kind = lineKind(said)
    if (kind === null) return []
    const { id: entitlementId, householdId, placeId, from } = right
    const [first] = [from, fromMonth, rates.get(entitlementId) ?? from].toSorted().slice(-1) as [Month]
    return [{ ...said, kind, entitlementId, householdId, placeId, fromMonth: first, rightVersion: null, undone: null }]
  })
  return { lines, fromMonth }
}

/** Rights in force in any month from the first that is reached to this one, or in the first where that is yet to come. */
async function reached(
  tx: Tx,
  who: Caller,
  { fromMonth, now }: { readonly fromMonth: Month; readonly now: Month },
  { payouts }: AdjustmentNeeds,
): Promise<readonly Entitlement[]> {
  const found = new Map<string, Entitlement>()
  for (let one = fromMonth; one <= now || one === fromMonth; one = addMonths(one, 1))
    for (const right of await payouts.running(tx, who.tenant, one)) found.set(right.id, right)
  return [...found.values()]
}
