import { v7 as uuid } from 'uuid'
import { afterwards, inScope, refusing, type Tx } from '#platform/db/index.ts'
import { Refusal } from '#platform/errors/index.ts'
import { announce } from '#platform/events/index.ts'
import type { Caller } from '#platform/http/contract.ts'
import { fixedClock } from './case-clock.ts'
import { claimPersons, lockCase, releasePersons, updateCase, type CaseRecord } from './case-store.ts'
import type { CaseStep, MoveWish } from './contract.ts'
import { knownOf } from './known.ts'
import type { CaseMove } from './moves.ts'
import { calendarIn, procedureOf, type CaseNeeds } from './needs.ts'
import { keptOf } from './procedure/kept.ts'
import { stageOf, type Procedure } from './procedure/procedure.ts'
import { keepProcedure } from './procedure-store.ts'
import { caseRefusals } from './refusals.ts'
import { step, type Known, type Next } from './step.ts'
import { insertStep } from './step-store.ts'

export type Codes = NonNullable<MoveWish['codes']>

/** Where a move stands once the machine has allowed it. */
export interface Setting {
  readonly one: CaseRecord
  readonly procedure: Procedure
  readonly known: Known
  readonly next: Next
}

export interface Moving {
  readonly wish: MoveWish
  /** What else must hold, and what the step cites; asked after the machine, before the gates. */
  readonly prepare?: (setting: Setting) => Promise<Codes>
  /** Keeps the paper that belongs to the step, before the followers. */
  readonly keep?: (made: CaseStep, setting: Setting) => Promise<void>
}

export interface Moved {
  readonly case: CaseRecord
  readonly step: CaseStep
}

/** Load, decide, save, tell: one transaction, with the row of the case held from the first line to the last. */
export async function makeMove(
  tx: Tx,
  who: Caller,
  { id, wish, prepare, keep }: Moving & { readonly id: string },
  needs: CaseNeeds,
): Promise<Moved> {
  const one = await lockCase(tx, who.tenant, id)
  if (one === null) throw caseRefusals.notFound()
  const procedure = await procedureOf(tx, needs, one)
  const known = await knownOf(tx, who, one, needs)
  const next = step(procedure, { one, known }, wish, who)
  if (next instanceof Refusal) throw noted(tx, next, who, one, needs)
  const setting = { one, procedure, known, next }
  const codes = { ...wish.codes, ...(await prepare?.(setting)) }
  await askGates(tx, who, { one, wish: { ...wish, codes } }, needs)
  const made = stepOf(who, { setting, wish, codes }, needs)
  const after = caseAfter(setting, { made, hash: await kept(tx, one, procedure) })
  await insertStep(tx, made, after, await needs.vault.boxOf(one.tenant))
  await keep?.(made, setting)
  await settle(tx, { before: one, after, steps: [...known.steps, made] }, needs)
  await tell(tx, who, { before: one, after, made }, needs)
  return { case: after, step: made }
}

/** @throws what the first gate says */
async function askGates(
  tx: Tx,
  who: Caller,
  { one, wish }: { readonly one: CaseRecord; readonly wish: MoveWish },
  { gates = () => [] }: CaseNeeds,
): Promise<void> {
  for (const gate of gates()) {
    if (!gate.moves.includes(wish.move)) continue
    const [obstacle] = await gate.obstacles(tx, who, one, wish)
    if (obstacle !== undefined) throw obstacle.refusal
  }
}

function stepOf(
  who: Caller,
  { setting, wish, codes }: { readonly setting: Setting; readonly wish: MoveWish; readonly codes: Codes },
  { clock }: CaseNeeds,
): CaseStep {
  const { one, next, known } = setting
  const { clock: _clock, pause: _pause, limitKind: _kind, ...cited } = codes
  return {
    id: uuid(),
    caseId: one.id,
    position: known.steps.length + 1,
    move: wish.move,
    from: one.stage,
    to: next.to,
    at: clock.now(),
    on: clock.today(),
    by: { id: who.id, name: who.name },
    reason: wish.reason?.trim() || null,
    codes: {
      ...cited,
      ...(next.startsClock ? { clock: 'starts' } : {}),
      ...(next.pause === null ? {} : { pause: next.pause }),
      ...(next.limitKind === null ? {} : { limitKind: next.limitKind }),
    },
  }
}

/** A case from before procedures were kept keeps the one it moves under now. */
async function kept(tx: Tx, one: Pick<CaseRecord, 'tenant' | 'procedure'>, procedure: Procedure): Promise<string> {
  if (one.procedure.hash !== null) return one.procedure.hash
  const made = keptOf(procedure)
  await keepProcedure(tx, one.tenant, procedure, made)
  return made.hash
}

const caseAfter = (
  { one, procedure, next }: Setting,
  { made, hash }: { readonly made: CaseStep; readonly hash: string },
): CaseRecord => ({
  ...one,
  procedure: { ...one.procedure, hash },
  stage: next.to,
  version: one.version + 1,
  acceptedOn: made.move === 'accept' ? made.on : one.acceptedOn,
  outcome: stageOf(procedure, next.to).outcome,
  limitKind: next.limitKind ?? one.limitKind,
})

/** Steps at which a person looks at the whole family: who joined it since is claimed too. */
const claimingMoves: readonly CaseMove[] = ['accept', 'give-opinion', 'propose-decision']

/** The row and its clock follow the steps; a case that ends lets its people go, one that is taken up again claims them. */
export async function settle(
  tx: Tx,
  {
    before,
    after,
    steps,
  }: { readonly before: CaseRecord | null; readonly after: CaseRecord; readonly steps: readonly CaseStep[] },
  needs: CaseNeeds,
): Promise<void> {
  const procedure = await procedureOf(tx, needs, after)
  const clock = fixedClock(procedure, steps, await calendarIn(tx, needs))
  await updateCase(tx, after, { clock, awaitsPapers: procedure.emergency?.papers === after.stage })
  if (before === null) return
  const move = steps.at(-1)?.move
  const looksAgain = after.outcome === null && claimingMoves.some((claiming) => claiming === move)
  if ((before.outcome === null) === (after.outcome === null) && !looksAgain) return
  if (after.outcome === null) await claimHousehold(tx, after, { group: procedure.group, needs })
  else await releasePersons(tx, after.id)
}

/** @throws householdNotFound, alreadyOpen */
export async function claimHousehold(
  tx: Tx,
  one: Pick<CaseRecord, 'id' | 'tenant' | 'householdId'>,
  { group, needs }: { readonly group: string; readonly needs: CaseNeeds },
): Promise<void> {
  const identities = await needs.households.identitiesOf(tx, one.tenant, one.householdId)
  if (identities === null) throw caseRefusals.householdNotFound()
  const subjects = identities.members.map(({ subject }) => subject)
  await refusing(
    { person_is_in_one_open_case: () => caseRefusals.alreadyOpen() },
    claimPersons(tx, { caseId: one.id, group, subjects }),
  )
}

/** Followers first, then the audit and the event, all or nothing. */
export async function tell(
  tx: Tx,
  who: Caller,
  { before, after, made }: { readonly before: CaseRecord | null; readonly after: CaseRecord; readonly made: CaseStep },
  needs: CaseNeeds,
): Promise<void> {
  const { audit, followers = () => [] } = needs
  try {
    for (const follower of followers())
      if (follower.moves.includes(made.move)) await follower.follow(tx, who, after, made)
  } catch (cause) {
    if (cause instanceof Refusal && before !== null)
      attempted(
        tx,
        who,
        { one: before, action: 'casework.move-refused', details: { move: made.move, why: cause.code } },
        needs,
      )
    throw cause
  }
  await audit.record(tx, who, {
    action: made.move === 'open' ? 'casework.opened' : 'casework.moved',
    about: { kind: 'case', id: after.id },
    before: before === null ? null : { stage: before.stage, version: before.version },
    // Why is told in the sealed part of the entry: it speaks of a family.
    after: {
      ...{ stage: after.stage, version: after.version, move: made.move },
      ...(made.reason === null ? {} : { why: made.reason }),
    },
  })
  await announce(tx, {
    tenant: after.tenant,
    kind: 'casework.moved',
    about: after.id,
    version: after.version,
    codes: { move: made.move, stage: after.stage, household: after.householdId, programme: after.programme },
  })
}

function noted(tx: Tx, refusal: Refusal, who: Caller, one: CaseRecord, needs: CaseNeeds): Refusal {
  if (refusal.code === 'casework.askedAlready')
    attempted(tx, who, { one, action: 'casework.papers-asked-again', details: {} }, needs)
  return refusal
}

/**
 * An attempt that is written down although its transaction is undone: papers asked for twice (AC-012), money that was not
 * there for what it was wanted for (AC-032).
 */
function attempted(
  tx: Tx,
  who: Caller,
  attempt: {
    readonly one: Pick<CaseRecord, 'id'>
    readonly action: 'casework.papers-asked-again' | 'casework.move-refused'
    readonly details: Readonly<Record<string, string>>
  },
  { db, audit }: CaseNeeds,
): void {
  const { one, action, details } = attempt
  const about = { kind: 'case', id: one.id }
  afterwards(tx, () =>
    inScope(db, { tenants: [who.tenant], places: who.places }, (own) =>
      audit.recordRead(own, who, { act: 'refused', action, about, details }),
    ),
  )
}
