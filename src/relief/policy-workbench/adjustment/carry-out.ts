import type { Audit } from '#platform/audit/index.ts'
import { systemClock, type Clock } from '#platform/clock/index.ts'
import type { Db, TenantId, Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { systemCaller, type Caller } from '#platform/http/index.ts'
import type { Job } from '#platform/jobs/contract.ts'
import type { Fen } from '#platform/money/index.ts'
import type { Entitlement, Payouts, UndoOutcome } from '#finance/payouts/index.ts'
import { outliving } from '../outliving.ts'
import type { AdjustmentLine, LineUndone } from './adjustment.ts'
import { findAdjustment, lockAdjustment, type Adjustment } from './adjustment-store.ts'
import { saveTrouble } from './halt-store.ts'
import {
  countOutcome,
  findHalted,
  openLines,
  saveLines,
  saveLinesUndone,
  saveMoved,
  saveWhole,
  type Way,
} from './piece-store.ts'

export interface CarryNeeds {
  readonly db: Db
  readonly clock: Clock
  readonly audit: Audit
  readonly payouts: Pick<Payouts, 'locked' | 'changeMany' | 'undoMany'>
  /** Rights of one piece. */
  readonly rightsAtOnce?: number
}

/** One transaction each: small enough that nobody's posting waits long, large enough to be quick (docs/decisions/0010). */
const usualRightsAtOnce = 500

/**
 * Carries a list out, or takes it back, piece by piece, until nothing of it is open. Killed at any moment it goes on where
 * it was, and two at once do it once: a piece locks the list, and what it did to the rights stands in its lines in the
 * same transaction.
 */
export async function carryOn(
  who: Caller,
  id: string,
  needs: CarryNeeds,
  isStopping: () => boolean = () => false,
): Promise<void> {
  const { db } = needs
  const way = await begun(who, id, db)
  if (way === null) return
  try {
    while (!isStopping() && (await who.transaction(db, (tx) => piece(tx, who, { id, way }, needs))));
  } catch (error) {
    const isAnswer = error instanceof Refusal
    const trouble = isAnswer ? { zh: error.zh, en: error.en } : brokenOff
    await who.transaction(db, async (tx) => {
      if (!(await saveTrouble(tx, who.tenant, { id, way, trouble }))) return
      const about = { kind: 'policy-adjustment', id }
      await needs.audit.record(tx, who, { action: 'policy-workbench.adjustment-halted', about, after: trouble })
    })
    if (!isAnswer) throw error
  }
}

const brokenOff = {
  zh: '中间断了，已经办好的都在',
  en: 'it broke off; what is done stays',
}

/** The command may be in a transaction that is not closed yet: the work waits until everybody sees it. */
const [looksMax, lookAgainAfter] = [100, 50]

async function begun(who: Caller, id: string, db: Db): Promise<Way | null> {
  for (let looks = 0; looks < looksMax; looks += 1) {
    const list = await who.transaction(db, (tx) => findAdjustment(tx, who.tenant, id))
    if (list?.state === 'carrying-out' || list?.state === 'taking-back') return list.state
    await new Promise((resolve) => setTimeout(resolve, lookAgainAfter))
  }
  // The transaction was undone, or somebody else has done the whole of it.
  return null
}

/** @returns whether more of it is open */
async function piece(
  tx: Tx,
  who: Caller,
  { id, way }: { readonly id: string; readonly way: Way },
  needs: CarryNeeds,
): Promise<boolean> {
  const list = await lockAdjustment(tx, who.tenant, id)
  if (list?.state !== way) return false
  const { rightsAtOnce = usualRightsAtOnce } = needs
  const lines = await openLines(tx, who.tenant, { id, way, count: rightsAtOnce })
  if (way === 'carrying-out') await raise(tx, who, { list, lines }, needs)
  else await takeBack(tx, who, { list, lines }, needs)
  await saveMoved(tx, who.tenant, id, systemClock.now())
  if (lines.length === rightsAtOnce) return true
  await saveWhole(tx, who.tenant, { id, way, at: needs.clock.now() })
  const { raised, changedSince, undone, stay } = await countOutcome(tx, who.tenant, id)
  await needs.audit.record(tx, who, {
    about: { kind: 'policy-adjustment', id },
    ...(way === 'carrying-out'
      ? { action: 'policy-workbench.adjustment-carried-out', after: { raised, changedSince } }
      : { action: 'policy-workbench.adjustment-undone', after: { undone, stay }, reason: list.undoReason ?? '' }),
  })
  return false
}

interface Piece {
  readonly list: Adjustment
  readonly lines: readonly AdjustmentLine[]
}

/** Every raise becomes a new version of its right; one whose right was decided on since is left alone and says so. */
async function raise(tx: Tx, who: Caller, { list, lines }: Piece, { payouts }: CarryNeeds): Promise<void> {
  const { id } = list
  const ids = lines.map(({ entitlementId }) => entitlementId)
  const rights = new Map((await payouts.locked(tx, who.tenant, ids)).map((right) => [right.id, right]))
  const changes = lines
    .filter(isRaise)
    .flatMap(({ entitlementId, fromMonth: from, ...line }) =>
      stillRaised(rights.get(entitlementId), { ...line, fromMonth: from })
        ? [{ entitlementId, rate: { per: 'month', amount: line.after } as const, from }]
        : [],
    )
  const about = { kind: 'policy-adjustment', id }
  const changed = await payouts.changeMany(tx, who, { changes, why: `调标：${list.document}`, decisionId: id, about })
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
}

/** By counter-entries. Whose right was ended or changed later stays as it is and is named on the list. */
async function takeBack(tx: Tx, who: Caller, { list, lines }: Piece, { payouts }: CarryNeeds): Promise<void> {
  const { id } = list
  const undos = lines.flatMap(({ entitlementId, rightVersion: version }) =>
    version === null ? [] : [{ entitlementId, version }],
  )
  const about = { kind: 'policy-adjustment', id }
  const became = (await payouts.undoMany(tx, who, { undos, why: list.undoReason ?? '', about })).map(becameOf)
  await saveLinesUndone(tx, who.tenant, id, became)
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

/** A piece takes a second or two; a list that has not moved for this long has lost its process. */
const silentMs = 60_000

export const adjustmentJobs = (needs: CarryNeeds & { readonly tenants: () => Promise<readonly TenantId[]> }): Job[] => [
  {
    name: 'policy-workbench.go-on-adjusting',
    at: 'every 1 minutes',
    run: async (isStopping) => {
      const failed: unknown[] = []
      for (const tenant of await needs.tenants()) {
        const system = systemCaller('policy-workbench.go-on-adjusting', tenant)
        const silentSince = new Date(systemClock.now().getTime() - silentMs)
        const halted = await system.transaction(needs.db, (tx) => findHalted(tx, tenant, silentSince))
        // In the name of who said so, and no further than they reach. One that breaks off again holds up no other.
        for (const { id, by, byName: name, reach } of halted)
          try {
            await carryOn(outliving({ ...system, id: by, name, places: reach ?? 'all' }), id, needs, isStopping)
          } catch (error) {
            failed.push(error)
          }
      }
      if (failed.length > 0) throw new AggregateError(failed, 'adjustment lists that broke off again')
    },
  },
]
